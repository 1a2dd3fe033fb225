import type { Day } from '../../core/facts/ids.ts'
import { mondayOf } from '../../core/reports/evidence.ts'
import { type JudgedLesson, lessonFigures } from '../../core/reports/lesson-verdict.ts'
import type { PairBook, PairWeek } from '../../core/reports/pair-book.ts'
import { type Calendar, weekOf } from '../../core/school/calendar.ts'
import { dayOf } from '../../core/school/day.ts'
import { weekOn } from '../../core/school/timetable.ts'
import type { HubDb } from '../store/schema.ts'
import { tenths } from './courses.ts'
import { pairLessons, standingOf } from './pairs.ts'
import { presentWeek } from './period.ts'
import { type Asked, type NoReading, readCounty } from './reading.ts'
import { unheardSchools } from './returned.ts'
import type { Pair, Roster } from './roster.ts'

/** The pairs of a county over its term: agreed, in the timetable, held, by week. @param now ms since 1970 */
export async function pairBook(
  db: HubDb,
  asked: Pick<Asked, 'now' | 'patience'>,
): Promise<{ ok: true; book: PairBook } | NoReading> {
  const reading = await readCounty(db, { ...asked, period: { is: 'term' } })
  if (!reading.ok) return reading
  const { roster, pairs, schools, lessons, now } = reading
  const { name, calendar } = roster.county
  const nameOf = (id: string) => roster.schools.find(({ school }) => school === id)?.name ?? id
  const present = presentWeek(calendar, now)
  const helped = new Set(pairs.map((pair) => pair.helped))
  return {
    ok: true,
    book: {
      county: name,
      term: calendar.term,
      asOf: now,
      present,
      pairs: pairs.map((pair) => {
        const of = pairLessons(pair, lessons)
        const held = of.filter(({ verdict }) => verdict === 'held').map(({ lesson }) => lesson.day)
        return {
          pair: pair.pair,
          helping: nameOf(pair.helping),
          helped: nameOf(pair.helped),
          helpedSchool: pair.helped,
          subjects: pair.subjects,
          from: pair.from,
          until: pair.until ?? null,
          weekly: pair.weekly,
          timetabled: timetabled(pair, roster, dayOf(now)),
          weeks: byWeek(of, calendar),
          lastHeld: held.sort()[held.length - 1] ?? null,
          standing: standingOf(of),
        }
      }),
      without: schools
        .filter((one) => one.sort === 'point' && !helped.has(one.school))
        .map(({ school, name }) => ({ school, name })),
      unheard: unheardSchools(reading),
      ...(reading.left && { counting: reading.left }),
    },
  }
}

/** Lessons a week on a day in the timetables of the helped school; one that is every other week counts half. */
function timetabled(pair: Pair, { classes }: Roster, day: Day): number {
  const slots = classes.filter((one) => one.school === pair.helped).flatMap(({ timetable }) => weekOn(timetable, day))
  const counts = slots.filter((slot) => slot.course !== undefined && pair.subjects.includes(slot.subject))
  return tenths(counts.reduce((sum, slot) => sum + (slot.weeks === undefined ? 1 : 0.5), 0))
}

function byWeek(lessons: readonly JudgedLesson[], calendar: Calendar): PairWeek[] {
  const weeks = Array.from({ length: calendar.weeks }, (): JudgedLesson[] => [])
  for (const one of lessons) weeks[weekOf(calendar, mondayOf(one.lesson.day)) - 1]?.push(one)
  return weeks.map((of, n) => {
    const { planned, held, unknown, cancelled, ahead } = lessonFigures(of)
    return { week: n + 1, due: planned, held, unknown, cancelled, ahead }
  })
}
