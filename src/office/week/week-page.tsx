import { useEffect, useState } from 'preact/hooks'
import type { CountyReport, PairStanding, SchoolWeek } from '../../../core/reports/county-report.ts'
import { here, useLive } from '../../here/here.ts'
import { percent } from '../../i18n/amounts.ts'
import { dayAndMonth, relativeDay, time } from '../../i18n/dates.ts'
import { Bar } from '../../ui/bar.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureParcel } from '../../ui/pictures/parcel.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { OfficePage } from '../office-page.tsx'
import { fetchReport, keptReport, saveCsv } from './report.ts'
import { t } from './words.ts'
import './week.css'

/** 县级: what really happened in a week, with its 截至 and who has not been heard. */
export function WeekPage() {
  const [week, setWeek] = useState<number>()
  const report = useLive(() => keptReport(week), [week])
  const [trouble, setTrouble] = useState<'noLine' | 'failed' | 'noExport'>()

  useEffect(() => {
    let current = true
    const ask = () =>
      fetchReport(week)
        .then((came) => current && setTrouble(came ? undefined : 'noLine'))
        .catch((error: unknown) => {
          console.error('report:', error)
          if (current) setTrouble('failed')
        })
    void ask()
    const timer = setInterval(ask, 60_000)
    return () => {
      current = false
      clearInterval(timer)
    }
  }, [week])

  if (!report) {
    return (
      <OfficePage title={here().place.title}>
        <Empty picture={<PictureParcel />} action={<Button onClick={() => void fetchReport(week)}>{t().again}</Button>}>
          {trouble === 'failed' ? t().failed : t().nothing}
        </Empty>
      </OfficePage>
    )
  }
  const save = async () => {
    if (!(await saveCsv(report))) setTrouble('noExport')
  }
  return (
    <OfficePage
      title={t().title(report.county, report.week)}
      subtitle={`${t().asOf(moment(report.asOf))} · ${t().unheard(report.totals.unheard)}`}
      right={
        <>
          <Weeks report={report} onWeek={setWeek} />
          <Button icon={IconDownload} onClick={() => void save()}>
            {t().export}
          </Button>
        </>
      }
      footer={<span class="lesser">{t().rules(report.rules)}</span>}
    >
      {trouble && <Notice kind="waiting">{t()[trouble]}</Notice>}
      <Totals report={report} />
      <Schools report={report} />
      <Subjects report={report} />
    </OfficePage>
  )
}

function Weeks({ report, onWeek }: { report: CountyReport; onWeek(week: number | undefined): void }) {
  return (
    <span class="row">
      <Button disabled={report.week <= 1} onClick={() => onWeek(report.week - 1)}>
        {t().earlier}
      </Button>
      <Button onClick={() => onWeek(undefined)}>{t().thisWeek}</Button>
      <Button disabled={report.week >= report.weeks} onClick={() => onWeek(report.week + 1)}>
        {t().later}
      </Button>
    </span>
  )
}

function Totals({ report }: { report: CountyReport }) {
  const { lessons, attendance, homework } = report.totals
  const pairs = (standing: PairStanding['standing']) => report.pairs.filter((one) => one.standing === standing).length
  const paper = pairs('paper')
  return (
    <div class="office-totals">
      <Total
        title={t().held}
        figure={lessons.held}
        of={lessons.planned}
        line={t().heldLine(lessons.missed, lessons.unknown)}
      />
      <Total
        title={t().pairs}
        figure={pairs('taught')}
        of={report.pairs.length}
        line={pairs('unheard') > 0 ? t().pairsUnheard(pairs('unheard')) : paper > 0 ? '' : t().paper(0)}
        alarm={paper > 0 && t().paper(paper)}
      />
      <Total
        title={t().there}
        share={shareOf(attendance.there, attendance.marked)}
        line={t().thereLine(attendance.there, attendance.marked)}
      />
      <Total
        title={t().marked}
        share={shareOf(homework.marked, homework.handed)}
        line={t().markedLine(homework.handed)}
      />
    </div>
  )
}

interface TotalProps {
  title: string
  line: string
  figure?: number
  of?: number
  share?: number | undefined
  /** What a person must act on. */
  alarm?: string | false
}

function Total({ title, line, figure, of, share, alarm }: TotalProps) {
  return (
    <section class="sheet office-total">
      <h2>{title}</h2>
      <p class="office-figure">
        {figure === undefined ? (share === undefined ? '–' : percent(share)) : figure}
        {of !== undefined && <small> / {of}</small>}
      </p>
      {alarm && <p class="office-alarm">{alarm}</p>}
      {line && <p class="lesser">{line}</p>}
    </section>
  )
}

function Schools({ report }: { report: CountyReport }) {
  const columns: Column<SchoolWeek>[] = [
    { key: 'school', title: t().school, cell: (one) => one.name, order: (a, b) => a.name.localeCompare(b.name) },
    { key: 'helping', title: t().helping, cell: (one) => one.helping.join('、') },
    { key: 'planned', title: t().planned, cell: (one) => one.lessons.planned, numeric: true },
    {
      key: 'held',
      title: t().taught,
      numeric: true,
      cell: ({ lessons }) => (
        <>
          {lessons.held} {lessons.unknown > 0 && <small class="lesser">{t().taughtUnknown(lessons.unknown)}</small>}
        </>
      ),
      order: (a, b) => a.lessons.held - b.lessons.held,
    },
    { key: 'there', title: t().attendance, cell: (one) => <Present of={one} /> },
    {
      key: 'homework',
      title: t().homework,
      numeric: true,
      cell: ({ homework }) => `${homework.handed} / ${homework.marked}`,
    },
    { key: 'missing', title: t().missing, cell: missingWords },
    {
      key: 'heard',
      title: t().heard,
      cell: ({ heard }) => (heard === null ? t().never : `${relativeDay(heard, report.asOf)} ${time(heard)}`),
      order: (a, b) => (a.heard ?? 0) - (b.heard ?? 0),
    },
  ]
  const needsLook = (one: SchoolWeek) => one.heard === null || one.lessons.missed > 0
  return (
    <Table
      caption={t().schools}
      columns={columns}
      rows={report.schools}
      rowKey={(one) => one.school}
      attention={needsLook}
    />
  )
}

function Present({ of: { name, attendance } }: { of: SchoolWeek }) {
  const share = shareOf(attendance.there, attendance.marked)
  const said = share === undefined ? t().unknown : percent(share)
  return (
    <span class="office-present">
      {share === undefined ? '–' : said} <Bar label={`${name} ${said}`} share={share} />
    </span>
  )
}

function Subjects({ report }: { report: CountyReport }) {
  type Subject = CountyReport['subjects'][number]
  const columns: Column<Subject>[] = [
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'planned', title: t().planned, cell: (one) => one.lessons.planned, numeric: true },
    { key: 'held', title: t().taught, cell: (one) => one.lessons.held, numeric: true },
    {
      key: 'there',
      title: t().attendance,
      cell: ({ attendance }) => t().thereLine(attendance.there, attendance.marked),
    },
  ]
  return <Table caption={t().subjects} columns={columns} rows={report.subjects} rowKey={(one) => one.subject} />
}

function missingWords({ missing }: SchoolWeek): string {
  if (missing.length === 0) return t().whole
  return missing
    .map((one) => {
      if (one.what === 'never-heard') return t().never
      if (one.what === 'gap') return t().gap(one.from, one.to)
      return one.what === 'parked' ? t().parked(one.facts) : t().refused(one.facts)
    })
    .join('；')
}

function shareOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}

const moment = (ms: number) => `${dayAndMonth(ms)} ${time(ms)}`
