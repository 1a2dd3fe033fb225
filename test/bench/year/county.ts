import * as v from 'valibot'
import type { Draft, TimedFact } from '../../../core/facts/fact.ts'
import { ClassId, CourseId, Day, DeviceId, PairId, PersonId, PlaceId, SchoolId } from '../../../core/facts/ids.ts'
import { classDescribed } from '../../../core/facts/kinds/class-described.ts'
import { countyDescribed } from '../../../core/facts/kinds/county-described.ts'
import { pairAgreed } from '../../../core/facts/kinds/pair-agreed.ts'
import { placeDescribed } from '../../../core/facts/kinds/place-described.ts'
import { schoolDescribed } from '../../../core/facts/kinds/school-described.ts'
import { timetableSet } from '../../../core/facts/kinds/timetable-set.ts'
import { addDays, momentOf } from '../../../core/school/day.ts'

/** An invented county's school year: 250 teaching points with two classes of 16 each, five lessons a week from afar. */
export const points = 250
export const weeks = 20
export const terms = [v.parse(Day, '2025-09-01'), v.parse(Day, '2026-03-02')] as const
/** After the last lesson of the year's last but one week. */
export const yearsEnd = momentOf(addDays(terms[1], 18 * 7 + 5), '12:00')

const minute = 60_000
const subjects = ['音乐', '英语', '科学', '美术', '英语']
const bells = Array.from({ length: 6 }, (_, n) => ({
  period: n + 1,
  start: `${String(8 + n).padStart(2, '0')}:30`,
  minutes: 40,
}))

export const classes = Array.from({ length: points }, (_, n) =>
  [3, 4].map((grade) => ({ class: v.parse(ClassId, `p${n}-${grade}`), school: v.parse(SchoolId, `p${n}`), grade })),
).flat()
export type BenchClass = (typeof classes)[number]

/** What the office brings in at the beginning of a term. */
export function broughtIn(starts: Day): Draft[] {
  const main = v.parse(SchoolId, 'main')
  return [
    countyDescribed({ name: '大县', calendar: { term: `${starts} 学期`, starts, weeks, off: [], instead: [] } }),
    schoolDescribed({ school: main, code: '2161900001', name: '主校', sort: 'school' }),
    ...Array.from({ length: points }, (_, n) => {
      const school = v.parse(SchoolId, `p${n}`)
      return [
        schoolDescribed({ school, code: `2161${String(910_000 + n)}`, name: `第 ${n} 教学点`, sort: 'point' }),
        pairAgreed({
          pair: v.parse(PairId, `main-p${n}`),
          helping: main,
          helped: school,
          subjects: ['音乐', '英语', '科学', '美术'],
          weekly: 10,
          from: terms[0],
        }),
      ]
    }).flat(),
    ...classes.flatMap((of) => [
      classDescribed({
        class: of.class,
        name: `${of.grade}年级`,
        grades: [of.grade],
        school: of.school,
        schoolName: of.school,
        bells,
      }),
      timetableSet({
        class: of.class,
        slots: [1, 2, 3, 4, 5].flatMap((weekday) => [
          { weekday, period: 1, subject: '语文' },
          { weekday, period: 2, subject: '数学' },
          {
            weekday,
            period: 3,
            subject: subjects[weekday - 1] ?? '',
            course: v.parse(CourseId, `${of.class}-${weekday}`),
          },
        ]),
      }),
      placeDescribed({
        place: placeOf(of),
        kind: 'projector',
        title: of.class,
        school: of.school,
        classes: [of.class],
      }),
    ]),
  ]
}

export const placeOf = (of: BenchClass) => v.parse(PlaceId, `${of.class}-panel`)
export const deviceOf = (of: BenchClass) => v.parse(DeviceId, `${of.class}-panel-1`)

/** What a class does in a year, in the order in which its panel records it: numbers from 1. */
export function* yearOf({ class: id }: BenchClass): Generator<TimedFact> {
  const device = v.parse(DeviceId, `${id}-panel-1`)
  const teacher = v.parse(PersonId, 'teacher')
  const pupils = Array.from({ length: 16 }, (_, n) => v.parse(PersonId, `${id}-${n}`))
  let seq = 0
  const fact = (at: number, by: PersonId | '', kind: string, body: object): TimedFact => {
    seq += 1
    return { device, seq, at, eff: at, by, kind, body }
  }
  for (const starts of terms) {
    for (let week = 0; week < weeks; week++) {
      for (let weekday = 0; weekday < 5; weekday++) {
        const day = addDays(starts, week * 7 + weekday)
        const begins = momentOf(day, '10:30')
        // What is not yet over, and one lesson in forty that was not held.
        if (begins > yearsEnd || (week + weekday) % 40 === 7) continue
        const lesson = `${id}.${day.replaceAll('-', '')}.3`
        yield fact(begins, '', 'lesson.opened', { lesson })
        for (const [n, pupil] of pupils.entries()) {
          const status = (n + week) % 19 === 0 ? 'absent' : 'present'
          yield fact(begins + minute + n, teacher, 'attendance.marked', { lesson, pupil, status })
        }
        yield fact(begins + 40 * minute, '', 'lesson.closed', { lesson })
        if (weekday % 3 !== 0) continue
        const about = { class: id, assignment: `${day}-a` }
        const words = {
          subject: subjects[weekday],
          title: '练一练',
          minutes: 10,
          written: false,
          day,
          due: addDays(day, 3),
        }
        const made = { package: 'songs', manifest: 'a'.repeat(64), questions: ['q1', 'q2'] }
        yield fact(begins + 41 * minute, teacher, 'homework.set', { ...about, ...words, ...made })
        for (const pupil of pupils) {
          for (const question of ['q1', 'q2'])
            yield fact(begins + 50 * minute, pupil, 'homework.answered', {
              ...about,
              pupils: [pupil],
              question,
              answer: 1,
            })
          yield fact(begins + 55 * minute, pupil, 'homework.handed', { ...about, pupils: [pupil] })
          if (week === 18) continue // waits for its teacher
          yield fact(begins + 90 * minute, teacher, 'homework.marked', { ...about, pupil, grade: 'good', wrong: [] })
          yield fact(begins + 91 * minute, teacher, 'homework.returned', { ...about, pupil, correct: false })
        }
      }
    }
  }
}
