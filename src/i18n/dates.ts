import { type Language, language, languageTag } from './language.ts'

/** All schools keep one time; a tablet's own zone is not to be trusted. */
const schoolZone = 'Asia/Shanghai'

const dayMs = 86_400_000
const made = new Map<string, Intl.DateTimeFormat>()

/** 11月24日 星期二 · Tuesday 24 November. `moment` in ms since 1970, here and below; `zone` an IANA name. */
export function date(moment: number, zone = schoolZone): string {
  const parts = [dayAndMonth(moment, zone), weekday(moment, zone)]
  return (language() === 'zh' ? parts : parts.reverse()).join(' ')
}

/** 11月24日 · 24 November */
export function dayAndMonth(moment: number, zone = schoolZone): string {
  return format(moment, zone, { month: 'long', day: 'numeric' })
}

/** 2026年11月24日 · 24 November 2026 */
export function fullDate(moment: number, zone = schoolZone): string {
  return format(moment, zone, { year: 'numeric', month: 'long', day: 'numeric' })
}

/** 星期二 · Tuesday; short 周二 · Tue */
export function weekday(moment: number, zone = schoolZone, length: 'long' | 'short' = 'long'): string {
  return format(moment, zone, { weekday: length })
}

/** 10:20 */
export function time(moment: number, zone = schoolZone): string {
  return format(moment, zone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
}

/** 今天, 昨天, 前天, 明天, 后天; a day of this week or its neighbours as 本周五, 上周五, 下周五; else 11月24日. */
export function relativeDay(moment: number, now: number, zone = schoolZone): string {
  const day = dayNumber(moment, zone)
  const today = dayNumber(now, zone)
  const near = nearDays[language()][day - today]
  if (near) return near
  const week = nearWeeks[language()][weekNumber(day) - weekNumber(today)]
  if (!week) return dayAndMonth(moment, zone)
  return week + weekday(moment, zone, language() === 'zh' ? 'short' : 'long')
}

const nearDays: Record<Language, Record<number, string>> = {
  zh: { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}

const nearWeeks: Record<Language, Record<number, string>> = {
  zh: { [-1]: '上', 0: '本', 1: '下' },
  en: { [-1]: 'last ', 0: 'this ', 1: 'next ' },
}

/** Days since 1970-01-01 on the calendar of a zone. */
function dayNumber(moment: number, zone: string): number {
  return (
    Date.parse(formatter('en-CA', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)) / dayMs
  )
}

/** Weeks begin on Monday (ISO 8601), and 1970-01-01 was a Thursday. */
function weekNumber(day: number): number {
  return Math.floor((day + 3) / 7)
}

function format(moment: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(languageTag(), zone, options).format(moment)
}

/** Kept, because making one takes a slow tablet some milliseconds. */
function formatter(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + timeZone + Object.entries(options)
  const known = made.get(key)
  if (known) return known
  const fresh = new Intl.DateTimeFormat(tag, { ...options, timeZone })
  made.set(key, fresh)
  return fresh
}
