import type { ClassId } from '../../core/facts/ids.ts'
import type { CountyReport, SchoolFigures, Standing } from '../../core/reports/county-report.ts'
import type { HomeworkFigures, ReachFigures } from '../../core/reports/figures.ts'
import { subjectIn } from '../../core/reports/rules/curriculum.ts'
import { type ClassSums, type SubjectSums, sumAttendance, sumLessons, sumWeeks } from '../../core/reports/week-tally.ts'
import type { HubDb } from '../store/schema.ts'
import { coursesOf, coverageOf, taughtIn, weeksDue } from './courses.ts'
import { readCurriculum } from './curriculum.ts'
import { deviceFigures } from './devices.ts'
import { homeworkByClass } from './evidence.ts'
import { witnessFor } from './lessons.ts'
import { hasTaught, pairLessons, standingOf } from './pairs.ts'
import { monthsOf, presentWeek } from './period.ts'
import { type Asked, type CountyFrame, lessonsSinceTerm, type NoReading, readFrame } from './reading.ts'
import { returnedOf } from './returned.ts'
import type { ReportedClass, School } from './roster.ts'
import { readTallies, type TalliedWeek } from './tallies.ts'
import { weeksBetween } from './weeks.ts'

/** A class with what was summed of it. */
interface SummedClass {
  class: ReportedClass
  weeks: readonly TalliedWeek[]
  sums: ClassSums
  homework: HomeworkFigures
}

const noHomework: HomeworkFigures = { set: 0, handed: 0, marked: 0, returned: 0 }

/** A county's week, month, term or year as far as it can be known now, counted by the rules of `core/reports`. */
export async function countyReport(db: HubDb, asked: Asked): Promise<{ ok: true; report: CountyReport } | NoReading> {
  const frame = await readFrame(db, asked)
  if (!frame.ok) return frame
  const { roster, days, now, pairs } = frame
  const { calendar } = roster.county
  const curriculum = await readCurriculum(db)
  const due = weeksDue(frame.calendars, days.from, days.to, now)
  const classes = await summedClasses(db, frame)
  const standings = await pairStandings(db, frame, classes)
  const names = new Map(roster.schools.map((one) => [one.school, one.name]))
  const nameOf = (school: School['school']) => names.get(school) ?? school
  const schools = frame.schools.map((school) => {
    const helping = pairs.filter((pair) => pair.helped === school.school).map((pair) => nameOf(pair.helping))
    const own = classes.filter((one) => one.class.school === school.school)
    return schoolFigures(school, [...new Set(helping)], frame, own)
  })
  const fromAfar = new Set(
    classes.flatMap(({ sums }) => [...sums.joint.keys()].map((subject) => subjectIn(curriculum, subject))),
  )
  return {
    ok: true,
    report: {
      rules: 2,
      county: roster.county.name,
      term: calendar.term,
      asOf: now,
      ...(frame.left && { counting: frame.left }),
      period: days.period,
      present: presentWeek(calendar, now),
      weeks: calendar.weeks,
      months: monthsOf(calendar),
      from: days.from,
      to: days.to,
      schools,
      subjects: bySubject(classes),
      curriculum: curriculum.name,
      coverage: coverageOf(
        classes.flatMap((one) => coursesOf(one.class, taughtIn(one.sums), curriculum, due, days.to)),
        fromAfar,
      ),
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
        lessons: sumLessons(schools.map((one) => one.lessons)),
        attendance: sumAttendance(schools.map((one) => one.attendance)),
        reach: reachOf(classes),
        homework: sumHomework(schools.map((one) => one.homework)),
        devices: deviceFigures(roster.devices, now),
      },
    },
  }
}

async function summedClasses(db: HubDb, { classes, calendars, days, now }: CountyFrame): Promise<SummedClass[]> {
  const tallies = await readTallies(db, classes, weeksBetween(calendars, days.from, days.to), now)
  const homework = await homeworkByClass(db, days.from, days.to)
  return classes.map((of) => {
    const id: ClassId = of.class.timetable.class
    const weeks = tallies.get(id) ?? []
    const witnessed = weeks.map(({ tally, stale }) => ({ tally, witness: witnessFor(of.class, stale) }))
    return { class: of.class, weeks, sums: sumWeeks(witnessed), homework: homework.get(id) ?? noHomework }
  })
}

function schoolFigures(
  school: School,
  helping: string[],
  frame: CountyFrame,
  classes: readonly SummedClass[],
): SchoolFigures {
  const sums = classes.flatMap((one) => [...one.sums.joint.values()])
  const { devices, heard, missing, returned } = returnedOf(
    school,
    frame,
    classes.map((one) => one.sums),
  )
  return {
    school: school.school,
    name: school.name,
    helping,
    ...together(sums),
    reach: reachOf(classes),
    homework: sumHomework(classes.map((one) => one.homework)),
    devices: deviceFigures(devices, frame.now),
    heard: heard ?? null,
    returned,
    missing,
  }
}

function together(sums: readonly SubjectSums[]): Pick<SchoolFigures, 'lessons' | 'attendance'> {
  return {
    lessons: sumLessons(sums.map((one) => one.lessons)),
    attendance: sumAttendance(sums.map((one) => one.attendance)),
  }
}

function reachOf(classes: readonly SummedClass[]): ReachFigures {
  const afar = classes.filter(({ sums }) => sums.joint.size > 0)
  const isReached = ({ lessons }: SubjectSums) => lessons.held + lessons.extra > 0
  const pupils = new Set<string>()
  for (const { sums } of afar) for (const pupil of sums.reached) pupils.add(pupil)
  return {
    classes: afar.filter(({ sums }) => [...sums.joint.values()].some(isReached)).length,
    ofClasses: afar.length,
    pupils: pupils.size,
  }
}

/** Lessons are looked at one by one only for pairs of which none is found that was held: mostly none. */
async function pairStandings(db: HubDb, frame: CountyFrame, classes: readonly SummedClass[]): Promise<Standing[]> {
  const taught = new Set(
    frame.pairs.filter((pair) => classes.some((one) => one.class.school === pair.helped && hasTaught(pair, one.weeks))),
  )
  const helped = new Set(frame.pairs.filter((pair) => !taught.has(pair)).map((pair) => pair.helped))
  if (helped.size === 0) return frame.pairs.map(() => 'taught')
  const open = classes.filter((one) => helped.has(one.class.school)).map((one) => one.class.timetable.class)
  const since = await lessonsSinceTerm(db, frame, new Set(open))
  return frame.pairs.map((pair) => (taught.has(pair) ? 'taught' : standingOf(pairLessons(pair, since))))
}

/** The subjects with most lessons first. */
function bySubject(classes: readonly SummedClass[]): CountyReport['subjects'] {
  const subjects = new Map<string, SubjectSums[]>()
  for (const { sums } of classes) {
    for (const [subject, one] of sums.joint) {
      const of = subjects.get(subject) ?? []
      if (of.length === 0) subjects.set(subject, of)
      of.push(one)
    }
  }
  return [...subjects]
    .map(([subject, of]) => ({ subject, ...together(of) }))
    .sort((a, b) => b.lessons.planned - a.lessons.planned || (a.subject < b.subject ? -1 : 1))
}

function sumHomework(parts: readonly HomeworkFigures[]): HomeworkFigures {
  const sum = (what: keyof HomeworkFigures) => parts.reduce((total, one) => total + one[what], 0)
  return { set: sum('set'), handed: sum('handed'), marked: sum('marked'), returned: sum('returned') }
}
