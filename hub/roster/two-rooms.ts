import type { Day } from '../../core/facts/ids.ts'
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
  /** Of a week's lesson: the first and the last day on which it holds, where there are such. */
  from: Day | undefined
  until: Day | undefined
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
  for (const { class: id, slot } of times) {
    if (!('day' in slot)) continue
    dropped.add(`${id} ${slot.day} ${slot.period}`)
    if (slot.was) dropped.add(`${id} ${slot.was.day} ${slot.was.period}`)
  }
  for (const all of byTeacher.values()) {
    const weekly = all.filter(({ slot }) => !('day' in slot))
    const said = new Set<TaughtTime>()
    // Weeks change on single days: between two of them all hold that hold on the first.
    for (const first of new Set([calendar.starts, ...weekly.flatMap(({ from }) => from ?? [])])) {
      const then = weekly.filter((time) => holdsOn(time, first))
      for (let weekday = 1; weekday <= 7; weekday++) {
        for (const parity of ['odd', 'even']) {
          sweep(
            then.filter(({ slot }) => isOn(slot, weekday, parity)),
            said,
            findings,
          )
        }
      }
    }
    const days = new Set(all.flatMap(({ slot }) => ('day' in slot ? [slot.day] : [])))
    for (const day of days) {
      const weekday = schoolWeekday(calendar, day)
      const parity = weekParity(calendar, day)
      const onDay = all.filter((time) => {
        const { class: id, slot } = time
        if ('day' in slot) return slot.day === day
        if (weekday === undefined || !holdsOn(time, day)) return false
        return isOn(slot, weekday, parity) && !dropped.has(`${id} ${day} ${slot.period}`)
      })
      sweep(onDay, said, findings)
    }
  }
}

function holdsOn({ from, until }: TaughtTime, day: Day): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until)
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
