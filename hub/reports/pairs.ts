import type { ClassId, Day } from '../../core/facts/ids.ts'
import type { PairStanding } from '../../core/reports/county-report.ts'
import type { JudgedLesson, LessonVerdict } from '../../core/reports/lesson-verdict.ts'
import { addDays } from '../../core/school/day.ts'
import type { HubDb } from '../store/schema.ts'
import { judgedLessons } from './lessons.ts'
import type { Pair, ReportedClass } from './roster.ts'

interface Asked {
  pairs: readonly Pair[]
  classes: readonly ReportedClass[]
  /** The lessons of the report's week, by class. */
  lessons: ReadonlyMap<ClassId, readonly JudgedLesson[]>
  /** The Mondays of the report's week and of the term. */
  monday: Day
  starts: Day
  now: number
}

/**
 * Where each pair stands this term, in the pairs' order. Weeks before the report's are read only for pairs of which no
 * lesson has been found yet: mostly none.
 */
export async function pairStandings(db: HubDb, asked: Asked): Promise<PairStanding['standing'][]> {
  const helped = (pair: Pair) => asked.classes.filter((one) => one.school === pair.helped)
  const verdicts = asked.pairs.map(() => new Set<LessonVerdict>())
  let { lessons } = asked
  for (let monday = asked.monday; ; monday = addDays(monday, -7)) {
    const open = asked.pairs.filter((pair, n) => {
      const joint = helped(pair)
        .flatMap((one) => lessons.get(one.timetable.class) ?? [])
        .filter(({ lesson }) => pair.subjects.includes(lesson.subject) && lesson.day >= pair.from)
      for (const { verdict } of joint) verdicts[n]?.add(verdict)
      return verdicts[n]?.has('held') !== true
    })
    if (open.length === 0 || monday <= asked.starts) break
    lessons = await judgedLessons(db, [...new Set(open.flatMap(helped))], addDays(monday, -7), asked.now)
  }
  return verdicts.map((found) => {
    if (found.has('held')) return 'taught'
    if (found.has('unknown')) return 'unheard'
    return found.has('ahead') && !found.has('missed') ? 'ahead' : 'paper'
  })
}
