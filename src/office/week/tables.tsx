import type { ComponentChildren } from 'preact'
import type { CountyReport, Coverage, SchoolFigures } from '../../../core/reports/county-report.ts'
import { relativeDay, time } from '../../i18n/dates.ts'
import { Bar } from '../../ui/bar.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Opens } from '../reports/opens.tsx'
import { coverageShare, shareOf } from './totals.tsx'
import { type Behind, goTo } from './where.ts'
import { missingWords, t } from './words.ts'

export function Schools({ report }: { report: CountyReport }) {
  const opens = (one: SchoolFigures, behind: Behind, shown: ComponentChildren, rows: Record<string, string> = {}) => (
    <Opens
      label={`${one.name} ${t().open}`}
      to={() => goTo({ period: report.period, behind, rows: { school: one.school, ...rows } })}
    >
      {shown}
    </Opens>
  )
  const columns: Column<SchoolFigures>[] = [
    { key: 'school', title: t().school, cell: (one) => one.name, order: (a, b) => a.name.localeCompare(b.name) },
    { key: 'helping', title: t().helping, cell: (one) => one.helping.join('、') || t().nobody },
    {
      key: 'planned',
      title: t().planned,
      cell: (one) => opens(one, 'lessons', one.lessons.planned),
      numeric: true,
      order: (a, b) => a.lessons.planned - b.lessons.planned,
    },
    {
      key: 'held',
      title: t().taught,
      numeric: true,
      cell: (one) => (
        <>
          {opens(one, 'lessons', one.lessons.held, { verdict: 'held' })}
          <small class="lesser"> {beside(one)}</small>
        </>
      ),
      order: (a, b) => a.lessons.held - b.lessons.held,
    },
    { key: 'there', title: t().attendance, cell: (one) => <Present of={one} /> },
    {
      key: 'homework',
      title: t().homework,
      numeric: true,
      cell: (one) => opens(one, 'work', `${one.homework.handed} / ${one.homework.marked}`),
      order: (a, b) => a.homework.handed - a.homework.marked - (b.homework.handed - b.homework.marked),
    },
    {
      key: 'devices',
      title: t().devicesShort,
      numeric: true,
      cell: (one) => opens(one, 'devices', `${one.devices.week} / ${one.devices.known}`),
    },
    { key: 'missing', title: t().missing, cell: (one) => missingWords(one.missing) },
    {
      key: 'heard',
      title: t().heard,
      cell: ({ heard }) => (heard === null ? t().never : `${relativeDay(heard, report.asOf)} ${time(heard)}`),
      order: (a, b) => (a.heard ?? 0) - (b.heard ?? 0),
    },
  ]
  return (
    <Table
      caption={t().schools}
      columns={columns}
      rows={report.schools}
      rowKey={(one) => one.school}
      attention={(one) => one.heard === null || one.lessons.missed > 0 || one.helping.length === 0}
    />
  )
}

/** What else became of planned lessons, and what is not known. */
function beside({ lessons }: SchoolFigures): string {
  return [
    lessons.cancelled > 0 && t().andCancelled(lessons.cancelled),
    lessons.missed > 0 && t().andMissed(lessons.missed),
    lessons.unknown > 0 && t().andUnknown(lessons.unknown),
    lessons.extra > 0 && t().andExtra(lessons.extra),
  ]
    .filter(Boolean)
    .join(' ')
}

function Present({ of: { name, attendance } }: { of: SchoolFigures }) {
  const { there, marked } = attendance
  const said = shareOf(there, marked)
  return (
    <span class="office-share">
      {said}{' '}
      <Bar label={`${name} ${marked === 0 ? t().unknown : said}`} share={marked === 0 ? undefined : there / marked} />
    </span>
  )
}

/** Each subject against the curriculum. */
export function Coverages({ report }: { report: CountyReport }) {
  const columns: Column<Coverage>[] = [
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'share', title: t().coverage, cell: (one) => <Covered of={one} /> },
    { key: 'required', title: t().required, cell: (one) => one.required, numeric: true },
    {
      key: 'held',
      title: t().taught,
      numeric: true,
      cell: (one) => (
        <Opens
          label={`${one.subject} ${t().open}`}
          to={() => goTo({ period: report.period, behind: 'courses', rows: { subject: one.subject } })}
        >
          {one.held}
        </Opens>
      ),
    },
    { key: 'unknown', title: t().unrecorded, cell: (one) => one.unknown, numeric: true },
    { key: 'below', title: t().below, cell: (one) => `${one.below} / ${one.classes}`, numeric: true },
  ]
  return (
    <section class="office-section">
      <h2>{t().coverageTitle}</h2>
      <p class="lesser">{t().coverageLine(report.curriculum)}</p>
      <Table
        caption={t().coverageTitle}
        columns={columns}
        rows={report.coverage}
        rowKey={(one) => one.subject}
        attention={(one) => one.below > 0}
      />
    </section>
  )
}

function Covered({ of }: { of: Coverage }) {
  const { subject, required, held, unknown } = of
  const said = coverageShare(of)
  const parts = [
    { share: required === 0 ? 0 : held / required, tone: 'green' as const },
    { share: required === 0 ? 0 : unknown / required, tone: 'unknown' as const },
  ]
  return (
    <span class="office-share">
      {said}{' '}
      <Bar label={`${subject} ${said === '–' ? t().unknown : said}`} share={required === 0 ? undefined : parts} />
    </span>
  )
}

export function Subjects({ report }: { report: CountyReport }) {
  type Subject = CountyReport['subjects'][number]
  const columns: Column<Subject>[] = [
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'planned', title: t().planned, cell: ({ lessons }) => lessons.planned, numeric: true },
    {
      key: 'held',
      title: t().taught,
      numeric: true,
      cell: ({ subject, lessons }) => (
        <Opens
          label={`${subject} ${t().open}`}
          to={() => goTo({ period: report.period, behind: 'lessons', rows: { subject } })}
        >
          {lessons.held}
        </Opens>
      ),
    },
    { key: 'cancelled', title: t().cancelled, cell: ({ lessons }) => lessons.cancelled, numeric: true },
    { key: 'missed', title: t().missed, cell: ({ lessons }) => lessons.missed, numeric: true },
    { key: 'unknown', title: t().unknownLessons, cell: ({ lessons }) => lessons.unknown, numeric: true },
    {
      key: 'there',
      title: t().attendance,
      cell: ({ attendance }) => t().thereLine(attendance.there, attendance.marked),
    },
  ]
  return (
    <section class="office-section">
      <h2>{t().subjects}</h2>
      <Table caption={t().subjects} columns={columns} rows={report.subjects} rowKey={(one) => one.subject} />
    </section>
  )
}
