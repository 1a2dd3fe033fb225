import type { Day } from '../../core/facts/ids.ts'
import { addDays } from '../../core/school/day.ts'
import { type EarlierWeek, mostEarlier, type Slot, type Timetable } from '../../core/school/timetable.ts'

/** A week of lessons and the day from which it holds; `undefined`: from the term's first day. */
export interface Week {
  from: Day | undefined
  slots: readonly Slot[]
}

/** The weeks of a timetable that have a part in a term, in order. */
export function weeksOf({ slots, earlier = [] }: Pick<Timetable, 'slots' | 'earlier'>, starts: Day): Week[] {
  const before = earlier.filter(({ until }) => until >= starts)
  return [...before, { slots }].map((week, n) => {
    const last = before[n - 1]
    return { from: last && addDays(last.until, 1), slots: week.slots }
  })
}

/**
 * The weeks of a class when an upload's come to those that there were: from the upload's first day on it is as it says, and
 * before that day nothing changes. A week without a day is the one that there is already, where it is the same; the whole term's,
 * where there is none yet or the term has not begun; and otherwise holds from today on.
 *
 * @param listed each day once
 */
export function weeksFrom(
  listed: readonly Week[],
  known: Pick<Timetable, 'slots' | 'earlier'> | undefined,
  starts: Day,
  today: Day,
): { slots: Slot[]; earlier?: EarlierWeek[] } {
  const before = known ? weeksOf(known, starts) : []
  const next = listed.flatMap(({ from }) => from ?? []).sort()[0]
  const byBegin = new Map<Day | undefined, Week>()
  for (const { from, slots } of [...listed].sort(byDay)) {
    const begins = from === undefined ? beginOf(slots, before, next, starts, today) : from > starts ? from : undefined
    byBegin.set(begins, { from: begins, slots })
  }
  const said = [...byBegin.values()].sort(byDay)
  const first = said[0]?.from
  const all = [...before.filter((week) => first !== undefined && (week.from ?? '') < first), ...said]
  const weeks = all.filter(({ slots }, n) => n === 0 || !isSame(slots, all[n - 1]?.slots))
  const earlier = weeks
    .slice(1)
    .flatMap(({ from }, n): EarlierWeek[] =>
      from === undefined ? [] : [{ until: addDays(from, -1), slots: [...(weeks[n]?.slots ?? [])] }],
    )
  // Weeks of a term that is over stay, as far as there is room for them.
  const over = (known?.earlier ?? []).filter(({ until }) => until < starts)
  const kept = [...over.slice(Math.max(0, over.length + earlier.length - mostEarlier)), ...earlier]
  return { slots: [...(weeks[weeks.length - 1]?.slots ?? [])], ...(kept.length > 0 && { earlier: kept }) }
}

/** From when a week without a day holds. @param next the day of the first week that has one */
function beginOf(
  slots: readonly Slot[],
  before: readonly Week[],
  next: Day | undefined,
  starts: Day,
  today: Day,
): Day | undefined {
  if (today <= starts) return undefined
  const day = next !== undefined && next <= today ? addDays(next, -1) : today
  const there = before.filter(({ from }) => (from ?? '') <= day).pop()
  return !there || day < today || isSame(slots, there.slots) ? there?.from : today
}

const byDay = (a: Week, b: Week) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)

function isSame(one: readonly Slot[], other: readonly Slot[] | undefined): boolean {
  return JSON.stringify(one.map(inOrder)) === JSON.stringify(other?.map(inOrder))
}

/** Whatever order its fields came in. */
function inOrder({ weekday, period, weeks, subject, course, teacher }: Slot): unknown[] {
  return [weekday, period, weeks, subject, course, teacher]
}
