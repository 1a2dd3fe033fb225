import { words } from '../../i18n/words.ts'

/** How far a device's clock is off. @param off the hub's minus its own, ms */
export function clockWords(off: number): string {
  const minutes = Math.round(Math.abs(off) / 60_000)
  if (minutes < 2) return t().right
  if (minutes < 120) return t().minutes(minutes, off < 0)
  return minutes < 2 * 1440
    ? t().hours(Math.round(minutes / 60), off < 0)
    : t().days(Math.round(minutes / 1440), off < 0)
}

const t = words({
  zh: {
    right: '准',
    minutes: (count: number, ahead: boolean) => `${ahead ? '快' : '慢'} ${count} 分钟`,
    hours: (count: number, ahead: boolean) => `${ahead ? '快' : '慢'} ${count} 小时`,
    days: (count: number, ahead: boolean) => `${ahead ? '快' : '慢'} ${count} 天`,
  },
  en: {
    right: 'right',
    minutes: (count, ahead) => `${count} min ${ahead ? 'fast' : 'slow'}`,
    hours: (count, ahead) => `${count} h ${ahead ? 'fast' : 'slow'}`,
    days: (count, ahead) => `${count} days ${ahead ? 'fast' : 'slow'}`,
  },
})
