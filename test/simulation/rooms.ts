import type { Day } from '../../core/facts/ids.ts'
import { addDays, dayOf } from '../../core/school/day.ts'

/** As much of one of the hub's facts as tells where a lesson is taught. */
interface Told {
  device: string
  seq: number
  eff: number
  kind: string
  body: Record<string, unknown>
  state: string
}

/** Days after its day for which what is taught live is followed. */
export const liveFor = 1

/** The live rooms that a place follows whose classes are taught there, from what was said of each lesson last. */
export function roomsOf(facts: readonly Told[], classes: readonly string[], now: number): string[] {
  const openings = facts.filter(({ kind, state }) => kind === 'room.opened' && state === 'taken')
  const rooms = new Map<unknown, unknown>()
  for (const { body } of openings.sort(
    (a, b) => a.eff - b.eff || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq),
  ))
    rooms.set(body.lesson, body.room)
  const isTheirs = (lesson: unknown) => classes.includes(String(lesson).split('.')[0] ?? '')
  const isLive = (lesson: unknown) => addDays(dayOfLesson(String(lesson)), liveFor) >= dayOf(now)
  return [...rooms].flatMap(([lesson, room]) => (isTheirs(lesson) && isLive(lesson) ? [`live:${room}`] : []))
}

export function dayOfLesson(lesson: string): Day {
  const digits = lesson.split('.')[1] ?? ''
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` as Day // as ids are made
}
