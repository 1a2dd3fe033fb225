import { languageTag } from './language.ts'

/** 12,345 */
export function count(value: number): string {
  return new Intl.NumberFormat(languageTag()).format(value)
}

/** 96% of a share from 0 to 1. Never 100% for what is not whole, nor 0% for what has begun. */
export function percent(share: number): string {
  const whole = Math.round(share * 100)
  const shown = share > 0 && share < 1 ? Math.min(99, Math.max(1, whole)) : whole
  return new Intl.NumberFormat(languageTag(), { style: 'percent' }).format(shown / 100)
}

/** 640 B, 12 kB, 3.4 MB, 1.2 GB (decimal, as shops and file managers of phones count). */
export function bytes(size: number): string {
  const step = size < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(size) / 3))
  const value = size / 1000 ** step
  const digits = step > 1 && value < 100 ? 1 : 0
  return `${new Intl.NumberFormat(languageTag(), { maximumFractionDigits: digits }).format(value)} ${['B', 'kB', 'MB', 'GB'][step]}`
}

/** `12:05`, seconds that have not gone by left out. @param ms 0 or more */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
