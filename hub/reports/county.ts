import type { CountyReport, SchoolFigures, Standing } from '../../core/reports/county-report.ts'
import type { HomeworkFigures, ReachFigures } from '../../core/reports/figures.ts'
import { attendanceFigures, type JudgedLesson, lessonFigures } from '../../core/reports/lesson-verdict.ts'
import { subjectIn } from '../../core/reports/rules/curriculum.ts'
import type { HubDb } from '../store/schema.ts'
import { coursesOf, coverageOf, weeksDue } from './courses.ts'
import { readCurriculum } from './curriculum.ts'
import { deviceFigures } from './devices.ts'
import { homeworkFigures } from './homework.ts'
import { type ClassLessons, reached } from './lessons.ts'
import { pairLessons, standingOf } from './pairs.ts'
import { monthsOf, presentWeek } from './period.ts'
import { type Asked, type CountyReading, type NoReading, readCounty } from './reading.ts'
import { returnedOf } from './returned.ts'
import type { Pair, School } from './roster.ts'

/** A county's week, month, term or year as far as it can be known now, counted by the rules of `core/reports`. */
export async function countyReport(db: HubDb, asked: Asked): Promise<{ ok: true; report: CountyReport } | NoReading> {
  const reading = await readCounty(db, asked)
  if (!reading.ok) return reading
  const { roster, days, now, lessons, pairs } = reading
  const { calendar } = roster.county
  const curriculum = await readCurriculum(db)
  const due = weeksDue(
    reading.calendars.map((one) => ({ calendar: one })),
    days.from,
    days.to,
    now,
  )
  const standings = await pairStandings(reading)
  const names = new Map(roster.schools.map((one) => [one.school, one.name]))
  const nameOf = (school: School['school']) => names.get(school) ?? school
  const schools = reading.schools.map((school) => {
    const helping = pairs.filter((pair) => pair.helped === school.school).map((pair) => nameOf(pair.helping))
    return schoolFigures(school, [...new Set(helping)], reading)
  })
  const judged = lessons.flatMap((one) => one.joint)
  const fromAfar = new Set(judged.map(({ lesson }) => subjectIn(curriculum, lesson.subject)))
  return {
    ok: true,
    report: {
      rules: 2,
      county: roster.county.name,
      term: calendar.term,
      asOf: now,
      period: days.period,
      present: presentWeek(calendar, now),
      weeks: calendar.weeks,
      months: monthsOf(calendar),
      from: days.from,
      to: days.to,
      schools,
      subjects: bySubject(judged),
      curriculum: curriculum.name,
      coverage: coverageOf(
        lessons.flatMap((one) => coursesOf(one, curriculum, due)),
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
        lessons: lessonFigures(judged),
        attendance: attendanceFigures(judged),
        reach: reachOf(lessons),
        homework: sumHomework(schools.map((one) => one.homework)),
        devices: deviceFigures(reading.roster.devices, now),
      },
    },
  }
}

function schoolFigures(school: School, helping: string[], reading: CountyReading): SchoolFigures {
  const lessons = reading.lessons.filter((one) => one.class.school === school.school)
  const judged = lessons.flatMap((one) => one.joint)
  const { devices, heard, missing, returned } = returnedOf(school, reading)
  return {
    school: school.school,
    name: school.name,
    helping,
    lessons: lessonFigures(judged),
    attendance: attendanceFigures(judged),
    reach: reachOf(lessons),
    homework: homeworkFigures(lessons.flatMap((one) => reading.work.get(one.class.timetable.class) ?? [])),
    devices: deviceFigures(devices, reading.now),
    heard: heard ?? null,
    returned,
    missing,
  }
}

function reachOf(lessons: readonly ClassLessons[]): ReachFigures {
  const afar = lessons.filter(({ joint }) => joint.length > 0)
  const classes = afar.filter(({ joint }) => joint.some((one) => one.verdict === 'held'))
  const pupils = new Set<string>()
  for (const one of classes) reached(one, pupils)
  return { classes: classes.length, ofClasses: afar.length, pupils: pupils.size }
}

/** Days before the report's are read only for pairs of which no lesson has been found in these: mostly none. */
async function pairStandings(reading: CountyReading): Promise<Standing[]> {
  const { pairs, lessons } = reading
  const open = pairs.filter((pair) => standingOf(pairLessons(pair, lessons)) !== 'taught')
  if (open.length === 0) return pairs.map(() => 'taught')
  const helped = new Set(open.map((pair: Pair) => pair.helped))
  const classes = lessons.filter((one) => helped.has(one.class.school)).map((one) => one.class.timetable.class)
  const since = await reading.sinceTerm(new Set(classes))
  return pairs.map((pair) => (open.includes(pair) ? standingOf(pairLessons(pair, since)) : 'taught'))
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
  return { set: sum('set'), handed: sum('handed'), marked: sum('marked'), returned: sum('returned') }
}
