import type { CountyReport, HomeworkFigures, Missing, SchoolWeek } from '../../core/reports/county-report.ts'
import { attendanceFigures, type JudgedLesson, lessonFigures } from '../../core/reports/lesson-verdict.ts'
import { weekOf } from '../../core/school/calendar.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import type { HubDb } from '../store/schema.ts'
import { lastWord, type ReportedDevice } from './devices.ts'
import { homeworkOf } from './homework.ts'
import { judgedLessons } from './lessons.ts'
import { pairStandings } from './pairs.ts'
import { belongsTo, type Pair, type Roster, readRoster, type School } from './roster.ts'

export type ReportReading = { ok: true; report: CountyReport } | { ok: false; why: 'no-county' | 'no-such-week' }

/**
 * A county's week as far as it can be known now, counted by the rules of `core/reports`.
 *
 * @param now the hub's clock, ms since 1970: the report's 截至
 * @param week of the term, from 1; without it the present week, or the term's nearest
 */
export async function countyReport(db: HubDb, { now, week }: { now: number; week?: number }): Promise<ReportReading> {
  const roster = await readRoster(db)
  if (!roster) return { ok: false, why: 'no-county' }
  const { name: county, calendar } = roster.county
  const present = Math.min(Math.max(weekOf(calendar, dayOf(now)), 1), calendar.weeks)
  const asked = week ?? present
  if (asked < 1 || asked > calendar.weeks) return { ok: false, why: 'no-such-week' }
  const from = addDays(calendar.starts, (asked - 1) * 7)
  const to = addDays(from, 6)

  const pairs = roster.pairs.filter((pair) => pair.from <= to && (pair.until === undefined || pair.until >= from))
  const reported = reportedSchools(roster, pairs)
  const classes = roster.classes.filter((one) => reported.some(({ school }) => school === one.school))
  const lessons = await judgedLessons(db, classes, from, now)
  const homework = await homeworkOf(
    db,
    classes.map((one) => one.timetable.class),
    from,
    to,
  )
  const standings = await pairStandings(db, { pairs, classes, lessons, monday: from, starts: calendar.starts, now })

  const names = new Map(roster.schools.map((one) => [one.school, one.name]))
  const nameOf = (school: School['school']) => names.get(school) ?? school
  const schools = reported.map((school) => {
    const ids = classes.filter((one) => one.school === school.school).map((one) => one.timetable.class)
    const helping = pairs.filter((pair) => pair.helped === school.school).map((pair) => nameOf(pair.helping))
    return schoolWeek(school, [...new Set(helping)], {
      judged: ids.flatMap((id) => lessons.get(id) ?? []),
      homework: sumHomework(ids.flatMap((id) => homework.get(id) ?? [])),
      devices: roster.devices.filter((device) => belongsTo(device.place, school.school, ids)),
    })
  })
  const judged = [...lessons.values()].flat()
  return {
    ok: true,
    report: {
      rules: 1,
      county,
      term: calendar.term,
      asOf: now,
      week: asked,
      weeks: calendar.weeks,
      from,
      to,
      schools,
      subjects: bySubject(judged),
      pairs: pairs.map(({ pair, helping, helped, subjects }, n) => ({
        pair,
        helping: nameOf(helping),
        helped: nameOf(helped),
        subjects,
        standing: standings[n] ?? 'paper',
      })),
      totals: {
        schools: schools.length,
        unheard: schools.filter((one) => !one.returned).length,
        lessons: lessonFigures(judged),
        attendance: attendanceFigures(judged),
        homework: sumHomework(schools.map((one) => one.homework)),
      },
    },
  }
}

/** Teaching points, schools that are helped, and those with lessons from afar; who only helps is not reported on. */
function reportedSchools({ schools, classes }: Roster, pairs: readonly Pair[]): School[] {
  const taught = new Set(
    classes.filter(({ timetable }) => timetable.slots.some((slot) => slot.course)).map((one) => one.school),
  )
  const helped = new Set(pairs.map((pair) => pair.helped))
  return schools.filter((one) => one.sort === 'point' || helped.has(one.school) || taught.has(one.school))
}

function schoolWeek(
  school: School,
  helping: string[],
  known: { judged: readonly JudgedLesson[]; homework: HomeworkFigures; devices: readonly ReportedDevice[] },
): SchoolWeek {
  const { judged, homework, devices } = known
  const heard = lastWord(devices)
  const due = judged.filter((one) => one.verdict !== 'ahead')
  const lastEnd = Math.max(0, ...due.map(({ lesson }) => lesson.end))
  const missing: Missing[] = heard === undefined ? [{ what: 'never-heard' }] : devices.flatMap((one) => one.missing)
  const lessonsWith = (verdict: JudgedLesson['verdict']) =>
    judged.filter((one) => one.verdict === verdict).map(({ lesson }) => lesson.lesson)
  return {
    school: school.school,
    name: school.name,
    helping,
    lessons: lessonFigures(judged),
    attendance: attendanceFigures(judged),
    homework,
    heard: heard ?? null,
    returned:
      heard !== undefined &&
      heard >= lastEnd &&
      lessonsWith('unknown').length === 0 &&
      !missing.some(({ what }) => what === 'gap'),
    missing,
    missedLessons: lessonsWith('missed'),
    unknownLessons: lessonsWith('unknown'),
  }
}

/** The subjects with most lessons first. */
function bySubject(judged: readonly JudgedLesson[]): CountyReport['subjects'] {
  const subjects = new Map<string, JudgedLesson[]>()
  for (const one of judged) {
    const of = subjects.get(one.lesson.subject) ?? []
    if (of.length === 0) subjects.set(one.lesson.subject, of)
    of.push(one)
  }
  return [...subjects]
    .map(([subject, of]) => ({ subject, lessons: lessonFigures(of), attendance: attendanceFigures(of) }))
    .sort((a, b) => b.lessons.planned - a.lessons.planned || (a.subject < b.subject ? -1 : 1))
}

function sumHomework(parts: readonly HomeworkFigures[]): HomeworkFigures {
  const sum = (what: keyof HomeworkFigures) => parts.reduce((total, one) => total + one[what], 0)
  return { set: sum('set'), handed: sum('handed'), marked: sum('marked') }
}
