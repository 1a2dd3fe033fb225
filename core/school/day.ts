import type { Day } from '../facts/ids.ts'

/** All of China keeps UTC+8, and a tablet's own time zone is not to be trusted. Minutes east of Greenwich. */
export const zoneMinutes = 480

const dayMs = 86_400_000

/** The school day on which a moment (ms since 1970) falls. */
export function dayOf(ms: number): Day {
  return new Date(ms + zoneMinutes * 60_000).toISOString().slice(0, 10) as Day // its shape by construction
}

/** The moment (ms since 1970) of `HH:MM` on a school day. */
export function momentOf(day: Day, clock: string): number {
  return Date.parse(`${day}T${clock}:00Z`) - zoneMinutes * 60_000
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10) as Day // its shape by construction
}

/** Whole days from one school day to another, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1
}
