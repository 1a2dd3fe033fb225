import { zoneMinutes } from '../../core/school/day.ts'
import { type Language, language } from './language.ts'

/*
 * All schools keep one time, and a tablet's own zone is not to be trusted. Not by `Intl`: to make its first formatter
 * takes 17 ms where all of a home is drawn in 50, and a slow panel six times as long.
 */

const dayMs = 86_400_000

/** 11月24日 星期二 · Tuesday 24 November. `moment` in ms since 1970, here and below. */
export function date(moment: number): string {
  const parts = [dayAndMonth(moment), weekday(moment)]
  return (language() === 'zh' ? parts : parts.reverse()).join(' ')
}

/** 11月24日 · 24 November */
export function dayAndMonth(moment: number): string {
  const here = onTheWall(moment)
  const [month, day] = [here.getUTCMonth(), here.getUTCDate()]
  return language() === 'zh' ? `${month + 1}月${day}日` : `${day} ${months[month]}`
}

/** 2026年11月24日 · 24 November 2026 */
export function fullDate(moment: number): string {
  const year = onTheWall(moment).getUTCFullYear()
  return language() === 'zh' ? `${year}年${dayAndMonth(moment)}` : `${dayAndMonth(moment)} ${year}`
}

/** 星期二 · Tuesday */
export function weekday(moment: number): string {
  const day = onTheWall(moment).getUTCDay()
  return language() === 'zh' ? `星期${hanDays[day]}` : (days[day] ?? '')
}

/** 10:20 */
export function time(moment: number): string {
  const here = onTheWall(moment)
  return `${here.getUTCHours()}:${String(here.getUTCMinutes()).padStart(2, '0')}`
}

/** 今天, 昨天, 前天, 明天, 后天; a day of this week or its neighbours as 本周五, 上周五, 下周五; else 11月24日. */
export function relativeDay(moment: number, now: number): string {
  const [day, today] = [dayNumber(moment), dayNumber(now)]
  const near = nearDays[language()][day - today]
  if (near) return near
  const week = nearWeeks[language()][weekNumber(day) - weekNumber(today)]
  if (!week) return dayAndMonth(moment)
  return week + (language() === 'zh' ? `周${hanDays[onTheWall(moment).getUTCDay()]}` : weekday(moment))
}

const hanDays = '日一二三四五六'
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

const nearDays: Record<Language, Record<number, string>> = {
  zh: { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}

const nearWeeks: Record<Language, Record<number, string>> = {
  zh: { [-1]: '上', 0: '本', 1: '下' },
  en: { [-1]: 'last ', 0: 'this ', 1: 'next ' },
}

/** A date whose UTC fields are those of the clock and the calendar on a school's wall. */
function onTheWall(moment: number): Date {
  return new Date(moment + zoneMinutes * 60_000)
}

/** Days since 1970-01-01 on a school's calendar. */
function dayNumber(moment: number): number {
  return Math.floor(onTheWall(moment).getTime() / dayMs)
}

/** Weeks begin on Monday (ISO 8601), and 1970-01-01 was a Thursday. */
function weekNumber(day: number): number {
  return Math.floor((day + 3) / 7)
}
