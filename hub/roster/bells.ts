import type { Bells } from '../../core/school/timetable.ts'
import type { Assembly } from './assembly.ts'

/** Eight periods of forty minutes, for a county that tells no bells. */
export const defaultBells: Bells = ['08:30', '09:20', '10:20', '11:10', '13:50', '14:40', '15:40', '16:30'].map(
  (start, n) => ({
    period: n + 1,
    start,
    minutes: 40,
  }),
)

/** An upload's bells by their names; faults where periods are there twice or run into each other. */
export function bellsOf({ importing: { rows, findings } }: Assembly): ReadonlyMap<string, Bells> {
  const byName = new Map<string, { bells: Bells }>()
  for (const { bells: name, where, ...bell } of rows.bells ?? []) {
    const one = byName.get(name) ?? { bells: [] }
    byName.set(name, one)
    if (one.bells.some(({ period }) => period === bell.period)) {
      findings.fault(where, 'twice', { value: `${name} ${bell.period}` })
      continue
    }
    const clash = one.bells.find((other) => overlap(other, bell))
    if (clash) findings.fault(where, 'bells-overlap', { value: String(bell.period), other: String(clash.period) })
    one.bells.push(bell)
  }
  return new Map([...byName].map(([name, { bells }]) => [name, bells.sort((a, b) => a.period - b.period)]))
}

type Bell = Bells[number]

function overlap(a: Bell, b: Bell): boolean {
  return minuteOf(a) < minuteOf(b) + b.minutes && minuteOf(b) < minuteOf(a) + a.minutes
}

/** Minutes since midnight. */
export function minuteOf({ start }: Pick<Bell, 'start'>): number {
  return Number(start.slice(0, 2)) * 60 + Number(start.slice(3))
}
