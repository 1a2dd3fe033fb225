import type { ComponentChildren } from 'preact'
import type { Counting, Period } from '../../../core/reports/figures.ts'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { ReportPage } from '../reports/report-page.tsx'
import { wanted } from '../reports/reports.ts'
import { useReport } from '../reports/use-report.ts'
import { t as reportWords } from '../reports/words.ts'
import { LiveRows } from './live-rows.tsx'
import { CourseRows, DeviceRows, LessonRows, WorkRows } from './rows.tsx'
import { type Behind, goTo } from './where.ts'
import { behindNames, periodName, t, verdictNames } from './words.ts'

interface BehindProps {
  period: Period | undefined
  behind: Behind
  rows: Record<string, string>
}

/** The rows behind a figure. What this desk has seen of them once it shows without a line too. */
export function BehindPage({ period, behind, rows }: BehindProps) {
  const of = { period, rows }
  if (behind === 'lessons') return <Lessons {...of} />
  if (behind === 'live') return <Live {...of} />
  if (behind === 'courses') return <Courses {...of} />
  return behind === 'work' ? <Homework {...of} /> : <Devices {...of} />
}

type Of = Omit<BehindProps, 'behind'>

function Lessons({ period, rows }: Of) {
  const reading = useReport(wanted('lessons', period, rows))
  const [one] = reading.report?.lessons ?? []
  return (
    <Frame {...{ period, rows, reading }} behind="lessons" school={one?.schoolName}>
      {reading.report && <LessonRows of={reading.report} />}
    </Frame>
  )
}

function Live({ period, rows }: Of) {
  const reading = useReport(wanted('live', period, rows))
  const [one] = reading.report?.lessons ?? []
  return (
    <Frame {...{ period, rows, reading }} behind="live" school={one?.schoolName}>
      {reading.report && <LiveRows of={reading.report} />}
    </Frame>
  )
}

function Courses({ period, rows }: Of) {
  const reading = useReport(wanted('courses', period, rows))
  const [one] = reading.report?.courses ?? []
  return (
    <Frame {...{ period, rows, reading }} behind="courses" school={one?.schoolName}>
      {reading.report && <CourseRows of={reading.report} />}
    </Frame>
  )
}

function Homework({ period, rows }: Of) {
  const reading = useReport(wanted('work', period, rows))
  const [one] = reading.report?.work ?? []
  return (
    <Frame {...{ period, rows, reading }} behind="work" school={one?.schoolName}>
      {reading.report && <WorkRows of={reading.report} />}
    </Frame>
  )
}

function Devices({ period, rows }: Of) {
  const reading = useReport(wanted('devices', period, rows))
  const [one] = reading.report?.devices ?? []
  return (
    <Frame {...{ period, rows, reading }} behind="devices" school={one?.schoolName}>
      {reading.report && <DeviceRows of={reading.report} />}
    </Frame>
  )
}

interface FrameProps extends BehindProps {
  reading: Pick<ReturnType<typeof useReport>, 'trouble' | 'again' | 'save'> & {
    report: { asOf: number; unheard: number; counting?: Counting | undefined; more: number } | undefined
  }
  /** The name of the school, where it is of one. */
  school: string | undefined
  children: ComponentChildren
}

function Frame({ period, behind, rows, reading, school, children }: FrameProps) {
  const { report, trouble, again, save } = reading
  const parts = [
    behindNames()[behind],
    rows.school && school,
    rows.subject,
    verdictNames()[rows.verdict ?? ''],
    behind === 'devices' ? '' : period ? periodName(period) : t().thisWeek,
  ]
  const title = parts.filter(Boolean).join(' · ')
  return (
    <ReportPage
      title={title}
      of={report}
      trouble={trouble}
      again={again}
      back={() => goTo({ period, behind: undefined, rows: {} })}
      right={
        <Button icon={IconDownload} onClick={() => void save(title.replaceAll(' · ', '-'))}>
          {reportWords().export}
        </Button>
      }
    >
      {children}
      {report && report.more > 0 && <p class="lesser">{t().more(report.more)}</p>}
    </ReportPage>
  )
}
