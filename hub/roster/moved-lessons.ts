import { schoolDays } from '../../core/school/calendar.ts'
import { type DayChange, isMovable, type Slot, type Timetable, weekdaySlots } from '../../core/school/timetable.ts'
import { type Findings, placeText, type Where } from './findings.ts'

/**
 * The changes of days as they shall be kept: a lesson that comes from another day or period (调课) is what it was there, unless
 * its line says otherwise; one that comes back to its own place is no change. Each lesson can be in one place only.
 */
export function movedLessons(
  changes: readonly DayChange[],
  timetable: Pick<Timetable, 'slots' | 'earlier' | 'calendar'>,
  places: Map<Slot | DayChange, Where>,
  findings: Findings,
): DayChange[] {
  const seen = new Map<string, Where | undefined>()
  return changes.flatMap((change) => {
    const { was, day, period, subject } = change
    if (!was) return change
    const where = places.get(change) ?? { file: '', row: 0 }
    const first = `${was.day} ${was.period}`
    const twice = seen.get(first)
    if (twice) findings.fault(where, 'moved-twice', { value: first, other: placeText(twice) })
    seen.set(first, where)
    if (!isMovable(was.day, day)) findings.fault(where, 'moved-too-far', { value: was.day, other: day })
    if (was.day === day && was.period === period) return []
    if (subject !== undefined) return change
    const planned = schoolDays(timetable.calendar, was.day, 1)
      .flatMap((one) => weekdaySlots(timetable, one))
      .find((slot) => slot.period === was.period)
    if (!planned) {
      findings.fault(where, 'no-such-lesson', { value: was.day, other: String(was.period) })
      return []
    }
    const { course, teacher } = planned
    const moved: DayChange = {
      day,
      period,
      subject: planned.subject,
      ...(course && { course }),
      ...(teacher && { teacher }),
      was,
    }
    places.set(moved, where)
    return moved
  })
}
