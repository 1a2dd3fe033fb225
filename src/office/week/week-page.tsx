import type { CountyReport } from '../../../core/reports/county-report.ts'
import type { Period } from '../../../core/reports/figures.ts'
import { here } from '../../here/here.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { Menu } from '../../ui/menu.tsx'
import { ReportPage } from '../reports/report-page.tsx'
import { wanted } from '../reports/reports.ts'
import { useReport } from '../reports/use-report.ts'
import { t as reportWords } from '../reports/words.ts'
import { SchoolDayPage } from '../school-day/school-day-page.tsx'
import { BehindPage } from './behind-page.tsx'
import { Coverages, Schools, Subjects } from './tables.tsx'
import { Totals } from './totals.tsx'
import { goTo, readWhere, type Where } from './where.ts'
import { periodName, t } from './words.ts'
import './week.css'

/** 县级: what really happened in a week, a month or a term, and the rows behind each figure. */
export function WeekPage({ path }: { path: string[] }) {
  if (path[0] === 'cancel') return <SchoolDayPage />
  const where = readWhere(path)
  if (where.behind) return <BehindPage period={where.period} behind={where.behind} rows={where.rows} />
  return <County where={where} />
}

function County({ where }: { where: Where }) {
  const { report, trouble, again, save } = useReport(wanted('county', where.period))
  if (!report)
    return (
      <ReportPage title={here().place.title} of={undefined} trouble={trouble} again={again}>
        {null}
      </ReportPage>
    )
  const name = `${report.county}-${periodName(report.period)}`
  return (
    <ReportPage
      title={`${report.county} · ${periodName(report.period)}`}
      of={{ asOf: report.asOf, unheard: report.totals.unheard, counting: report.counting }}
      trouble={trouble}
      again={again}
      right={
        <>
          <Periods report={report} />
          <Button onClick={() => goTo({ period: where.period, behind: 'live', rows: {} })}>{t().live}</Button>
          <Button onClick={() => go('office/week/cancel')}>{t().cancelLessons}</Button>
          <Menu
            label={reportWords().export}
            icon={IconDownload}
            items={[
              { label: t().exportSchools, onChoose: () => void save(name) },
              { label: t().exportCoverage, onChoose: () => void save(`${name}-${t().coverage}`, 'coverage') },
            ]}
          />
        </>
      }
      footer={<span class="lesser">{t().rules(report.rules)}</span>}
    >
      <Totals report={report} />
      <Schools report={report} />
      <Coverages report={report} />
      <Subjects report={report} />
    </ReportPage>
  )
}

/** The days that the figures are about. */
function Periods({ report }: { report: CountyReport }) {
  const { period, present, weeks, months } = report
  const choose = (chosen: Period | undefined) => goTo({ period: chosen, behind: undefined, rows: {} })
  const item = (of: Period, label = periodName(of)) => ({
    label,
    chosen: JSON.stringify(of) === JSON.stringify(period),
    onChoose: () => choose(of.is === 'week' && of.week === present ? undefined : of),
  })
  const week = period.is === 'week' ? period.week : undefined
  return (
    <span class="office-periods">
      {week !== undefined && (
        <Button disabled={week <= 1} onClick={() => choose({ is: 'week', week: week - 1 })}>
          {t().earlier}
        </Button>
      )}
      <Menu
        label={week === present ? t().thisWeek : periodName(period)}
        items={[
          item({ is: 'week', week: present }, t().thisWeek),
          ...months.map((month) => item({ is: 'month', month })),
          item({ is: 'term' }),
          item({ is: 'year' }),
        ]}
      />
      {week !== undefined && (
        <Button disabled={week >= weeks} onClick={() => choose({ is: 'week', week: week + 1 })}>
          {t().later}
        </Button>
      )}
    </span>
  )
}
