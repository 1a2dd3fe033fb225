import { type Calendar, schoolWeekday, weekParity } from '../../core/school/calendar.ts'
import type { Bells, DayChange, Slot } from '../../core/school/timetable.ts'
import { minuteOf } from './bells.ts'
import { type Findings, placeText, type Where } from './findings.ts'
import type { KnownCourse } from './known.ts'

/** A lesson of a week or a day, and when its class has it. */
export interface TaughtTime {
  class: string
  slot: Slot | DayChange
  bell: Bells[number]
  course: KnownCourse | undefined
  /** Where the upload says it; `undefined` for what was there. */
  where: Where | undefined
}

/**
 * Says where a teacher would be in two rooms at once, by the clock, since schools have bells of their own. A host who
 * teaches one subject to several classes at once is what 专递课堂 is, and no fault.
 */
export function twoRooms(times: readonly TaughtTime[], calendar: Calendar, findings: Findings): void {
  const byTeacher = new Map<string, TaughtTime[]>()
  for (const time of times) {
    const teacher = time.course?.host ?? time.slot.teacher
    if (!teacher || time.slot.subject === undefined) continue
    const list = byTeacher.get(teacher)
    if (list) list.push(time)
    else byTeacher.set(teacher, [time])
  }
  const dropped = new Set<string>()
  for (const { class: id, slot } of times) if ('day' in slot) dropped.add(`${id} ${slot.day} ${slot.period}`)
  for (const all of byTeacher.values()) {
    const weekly = all.filter(({ slot }) => !('day' in slot))
    const said = new Set<TaughtTime>()
    for (let weekday = 1; weekday <= 7; weekday++) {
      for (const parity of ['odd', 'even']) {
        sweep(
          weekly.filter(({ slot }) => isOn(slot, weekday, parity)),
          said,
          findings,
        )
      }
    }
    const days = new Set(all.flatMap(({ slot }) => ('day' in slot ? [slot.day] : [])))
    for (const day of days) {
      const weekday = schoolWeekday(calendar, day)
      const parity = weekParity(calendar, day)
      const onDay = all.filter(({ class: id, slot }) =>
        'day' in slot
          ? slot.day === day
          : weekday !== undefined && isOn(slot, weekday, parity) && !dropped.has(`${id} ${day} ${slot.period}`),
      )
      sweep(onDay, said, findings)
    }
  }
}

function isOn(slot: Slot | DayChange, weekday: number, parity: string): boolean {
  return 'weekday' in slot && slot.weekday === weekday && (slot.weeks === undefined || slot.weeks === parity)
}

/** Each lesson is compared with the one before it that lasts longest. @param said those of whom it was said already */
function sweep(times: readonly TaughtTime[], said: Set<TaughtTime>, findings: Findings): void {
  const end = ({ bell }: TaughtTime) => minuteOf(bell) + bell.minutes
  let longest: TaughtTime | undefined
  for (const time of [...times].sort((a, b) => minuteOf(a.bell) - minuteOf(b.bell))) {
    if (longest && minuteOf(time.bell) < end(longest) && !together(time, longest)) {
      const [one, other] = time.where ? [time, longest] : [longest, time]
      if (one.where && !said.has(one) && !said.has(other)) {
        said.add(one)
        findings.fault(one.where, 'in-two-rooms', {
          value: one.class,
          other: other.where ? `${other.class} (${placeText(other.where)})` : other.class,
        })
      }
    }
    if (!longest || end(time) > end(longest)) longest = time
  }
}

function together(a: TaughtTime, b: TaughtTime): boolean {
  if (a.class === b.class) return a.slot.period === b.slot.period
  return a.course !== undefined && b.course !== undefined && a.slot.subject === b.slot.subject
}
