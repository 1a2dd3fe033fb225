import { momentOf } from '../../../core/school/day.ts'
import { date, dayAndMonth, relativeDay, time } from '../../i18n/dates.ts'
import { Bar } from '../../ui/bar.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import type { ReportOf } from '../reports/reports.ts'
import { missingWords, reasonName, t, verdictNames } from './words.ts'

type Lesson = ReportOf<'lessons'>['lessons'][number]

/** Lessons, and why each counts as it does. */
export function LessonRows({ of: { lessons, asOf } }: { of: ReportOf<'lessons'> }) {
  const columns: Column<Lesson>[] = [
    { key: 'when', title: t().when, cell: (one) => `${date(one.start)} ${time(one.start)}` },
    { key: 'school', title: t().school, cell: (one) => one.schoolName },
    { key: 'class', title: t().class, cell: (one) => one.className },
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'verdict', title: t().verdict, cell: verdictOf },
    { key: 'minutes', title: t().minutes, cell: (one) => `${one.taught ?? '–'} / ${one.planned}`, numeric: true },
    { key: 'register', title: t().register, cell: (one) => `${one.there} / ${one.marked}`, numeric: true },
    {
      key: 'heard',
      title: t().heard,
      cell: ({ heard }) => (heard === null ? t().never : `${relativeDay(heard, asOf)} ${time(heard)}`),
    },
  ]
  return (
    <Table
      caption={t().lessons}
      columns={columns}
      rows={lessons}
      rowKey={(one) => one.lesson}
      attention={(one) => one.verdict === 'missed'}
      empty={<p class="lesser">{t().none}</p>}
    />
  )
}

function verdictOf({ verdict, reason, extra }: Lesson): string {
  const words = verdictNames()[verdict] ?? verdict
  const why = verdict === 'cancelled' && reason !== null ? `（${reasonName(reason)}）` : ''
  return `${words}${why}${extra ? ` · ${t().extra}` : ''}`
}

type Course = ReportOf<'courses'>['courses'][number]

/** Classes and subjects against the curriculum. */
export function CourseRows({ of: { courses, curriculum } }: { of: ReportOf<'courses'> }) {
  const columns: Column<Course>[] = [
    { key: 'school', title: t().school, cell: (one) => one.schoolName },
    { key: 'class', title: t().class, cell: (one) => one.className },
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'weekly', title: t().weekly, cell: (one) => one.weekly, numeric: true },
    { key: 'timetabled', title: t().timetabled, cell: (one) => one.timetabled, numeric: true },
    { key: 'required', title: t().required, cell: (one) => one.required, numeric: true },
    { key: 'held', title: t().taught, cell: (one) => one.held, numeric: true },
    { key: 'unknown', title: t().unrecorded, cell: (one) => one.unknown, numeric: true },
    { key: 'bar', title: t().coverage, cell: (one) => <CourseBar of={one} /> },
  ]
  return (
    <>
      <p class="lesser">{t().coverageLine(curriculum)}</p>
      <Table
        caption={t().coverageTitle}
        columns={columns}
        rows={courses}
        rowKey={(one) => `${one.class} ${one.subject}`}
        attention={(one) => one.timetabled < one.weekly}
        empty={<p class="lesser">{t().none}</p>}
      />
    </>
  )
}

function CourseBar({ of: { required, held, unknown, className, subject } }: { of: Course }) {
  const part = (lessons: number) => (required === 0 ? 0 : Math.min(1, lessons / required))
  const parts = [
    { share: part(held), tone: 'green' as const },
    { share: Math.min(part(unknown), 1 - part(held)), tone: 'unknown' as const },
  ]
  return <Bar label={`${className} ${subject} ${held} / ${required}`} share={required === 0 ? undefined : parts} />
}

type Work = ReportOf<'work'>['work'][number]

/** Homework, what waits for a teacher first. */
export function WorkRows({ of: { work } }: { of: ReportOf<'work'> }) {
  const columns: Column<Work>[] = [
    { key: 'day', title: t().day, cell: (one) => dayAndMonth(momentOf(one.day, '12:00')) },
    { key: 'school', title: t().school, cell: (one) => one.schoolName },
    { key: 'class', title: t().class, cell: (one) => one.className },
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'title', title: t().homeworkTitle, cell: (one) => one.title },
    { key: 'handed', title: t().handed, cell: (one) => one.handed, numeric: true },
    { key: 'marked', title: t().markedPieces, cell: (one) => one.marked, numeric: true },
    { key: 'returned', title: t().returned, cell: (one) => one.returned, numeric: true },
    { key: 'waiting', title: t().unmarked, cell: (one) => one.handed - one.marked, numeric: true },
  ]
  return (
    <Table
      caption={t().homework}
      columns={columns}
      rows={work}
      rowKey={(one) => `${one.class} ${one.assignment}`}
      attention={(one) => one.handed > one.marked}
      empty={<p class="lesser">{t().none}</p>}
    />
  )
}

type Device = ReportOf<'devices'>['devices'][number]

/** Devices, the longest silent first. */
export function DeviceRows({ of: { devices, asOf } }: { of: ReportOf<'devices'> }) {
  const columns: Column<Device>[] = [
    { key: 'place', title: t().place, cell: (one) => one.place },
    { key: 'school', title: t().school, cell: (one) => one.schoolName },
    { key: 'heard', title: t().heard, cell: ({ heard }) => `${relativeDay(heard, asOf)} ${time(heard)}` },
    { key: 'silent', title: t().silentTitle, cell: (one) => (one.silent ? t().silentFor : '') },
    { key: 'missing', title: t().missing, cell: (one) => missingWords(one.missing) },
  ]
  return (
    <Table
      caption={t().devices}
      columns={columns}
      rows={devices}
      rowKey={(one) => `${one.place} ${one.heard}`}
      attention={(one) => one.silent}
      empty={<p class="lesser">{t().none}</p>}
    />
  )
}
