import { zoneMinutes } from '../../core/school/day.ts'
import { language } from './language.ts'

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB')

/** The county's clock, whatever the device thinks its zone is: shifted to UTC and shown as UTC. */
const shifted = (ms: number) => new Date(ms + zoneMinutes * 60_000)

const formatted = (ms: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(shifted(ms))

/** 10:20 */
export const clockTime = (ms: number) => formatted(ms, { hour: '2-digit', minute: '2-digit', hour12: false })

/** 11月24日 星期二 */
export const longDay = (ms: number) => formatted(ms, { month: 'long', day: 'numeric', weekday: 'long' })

/** 11月24日 */
export const shortDay = (ms: number) => formatted(ms, { month: 'long', day: 'numeric' })

/** 11月24日 10:20 */
export const dayAndTime = (ms: number) => `${shortDay(ms)} ${clockTime(ms)}`

/** 星期二 */
export const weekdayName = (ms: number) => formatted(ms, { weekday: 'long' })

export const percent = (share: number) => new Intl.NumberFormat(locale(), { style: 'percent' }).format(share)

/** 12 KB, 3.4 MB */
export function fileSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`
}
