import type { Day } from '../../core/facts/ids.ts'
import type { Standing } from '../../core/reports/county-report.ts'
import type { JudgedLesson } from '../../core/reports/lesson-verdict.ts'
import { heldDays } from '../../core/reports/week-tally.ts'
import type { ClassLessons } from './lessons.ts'
import type { Pair } from './roster.ts'
import type { TalliedWeek } from './tallies.ts'

/** The lessons from afar that a pair stands for, since it was agreed. */
export function pairLessons(pair: Pair, lessons: readonly ClassLessons[]): JudgedLesson[] {
  const counts = ({ lesson, extra }: JudgedLesson) =>
    !extra &&
    pair.subjects.includes(lesson.subject) &&
    lesson.day >= pair.from &&
    (pair.until === undefined || lesson.day <= pair.until)
  return lessons.filter((one) => one.class.school === pair.helped).flatMap((one) => one.joint.filter(counts))
}

/** Whether a lesson that a pair stands for was held in these weeks of the helped school's class. */
export function hasTaught(pair: Pair, weeks: readonly TalliedWeek[]): boolean {
  const counts = (day: Day) => day >= pair.from && (pair.until === undefined || day <= pair.until)
  return weeks.some(({ monday, tally }) =>
    tally.joint.some((one) => !one.extra && pair.subjects.includes(one.subject) && heldDays(monday, one).some(counts)),
  )
}

/** Where a pair stands by these lessons of its term. */
export function standingOf(lessons: readonly JudgedLesson[]): Standing {
  const found = new Set(lessons.map(({ verdict }) => verdict))
  if (found.has('held')) return 'taught'
  if (found.has('unknown')) return 'unheard'
  if (found.has('missed') || found.has('cancelled')) return 'paper'
  // Whether there was any before there was a device to tell, nobody knows.
  if (found.has('before')) return 'unheard'
  return found.has('ahead') ? 'ahead' : 'paper'
}

/** The pairs that were agreed for some of these days. */
export function pairsIn(pairs: readonly Pair[], from: Day, to: Day): Pair[] {
  return pairs.filter((pair) => pair.from <= to && (pair.until === undefined || pair.until >= from))
}
