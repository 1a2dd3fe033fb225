import { beforeEach, describe, expect, test } from 'vitest'
import { date, dayAndMonth, fullDate, relativeDay, time, weekday } from './dates.ts'
import { setLanguage } from './language.ts'

beforeEach(() => setLanguage('zh'))

/** Tuesday, 10:20 in China. */
const lesson = Date.parse('2026-11-24T10:20:00+08:00')

describe('a moment is told on the clock of China', () => {
  test('in Chinese', () => {
    expect(date(lesson)).toBe('11月24日 星期二')
    expect(dayAndMonth(lesson)).toBe('11月24日')
    expect(fullDate(lesson)).toBe('2026年11月24日')
    expect(weekday(lesson)).toBe('星期二')
    expect(time(lesson)).toBe('10:20')
  })

  test('in English', () => {
    setLanguage('en')
    expect(date(lesson)).toBe('Tuesday 24 November')
    expect(fullDate(lesson)).toBe('24 November 2026')
    expect(time(lesson)).toBe('10:20')
  })

  test('midnight is the first minute of the new day', () => {
    const midnight = Date.parse('2026-11-25T00:00:00+08:00')
    expect(time(midnight)).toBe('0:00')
    expect(dayAndMonth(midnight)).toBe('11月25日')
  })
})

test('days near today are told as people say them', () => {
  const days = (count: number) => relativeDay(lesson + count * 86_400_000, lesson)
  expect([-2, -1, 0, 1, 2].map(days)).toEqual(['前天', '昨天', '今天', '明天', '后天'])
  expect(days(5)).toBe('本周日')
  expect(days(6)).toBe('下周一')
  expect(days(-4)).toBe('上周五')
  expect(days(-8)).toBe('上周一')
  expect(days(-9)).toBe('11月15日')
  expect(days(13)).toBe('12月7日')
})

test('days near today are told in English too', () => {
  setLanguage('en')
  const days = (count: number) => relativeDay(lesson + count * 86_400_000, lesson)
  expect([-4, -1, 0, 1, 2, 6, 13].map(days)).toEqual([
    'last Friday',
    'yesterday',
    'today',
    'tomorrow',
    'this Thursday',
    'next Monday',
    '7 December',
  ])
})

test('every day and month of some years is told as the calendar of the browser tells it', () => {
  const as = (tag: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: 'Asia/Shanghai' })
  const zh = as('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' })
  const en = as('en-GB', { year: 'numeric', month: 'long', day: 'numeric' })
  const zhDay = as('zh-CN', { weekday: 'long' })
  const enDay = as('en-GB', { weekday: 'long' })
  const clock = as('zh-CN', { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
  for (let moment = Date.parse('2023-12-30'); moment < Date.parse('2028-03-02'); moment += 79_200_000) {
    setLanguage('zh')
    expect([fullDate(moment), weekday(moment), time(moment)]).toEqual([
      zh.format(moment),
      zhDay.format(moment),
      clock.format(moment),
    ])
    setLanguage('en')
    expect([fullDate(moment), weekday(moment)]).toEqual([en.format(moment), enDay.format(moment)])
  }
})
