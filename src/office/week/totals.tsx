import type { ComponentChildren } from 'preact'
import type { CountyReport, Standing } from '../../../core/reports/county-report.ts'
import { percent } from '../../i18n/amounts.ts'
import { go } from '../../route.ts'
import { Opens } from '../reports/opens.tsx'
import { goTo } from './where.ts'
import { reasonsLine, t } from './words.ts'

/** The county at a glance; each figure opens what stands behind it. */
export function Totals({ report }: { report: CountyReport }) {
  const { lessons, attendance, reach, homework, devices } = report.totals
  const pairs = (standing: Standing) => report.pairs.filter((one) => one.standing === standing).length
  const open = (behind: 'lessons' | 'courses' | 'work' | 'devices', rows: Record<string, string> = {}) =>
    goTo({ period: report.period, behind, rows })
  const [first, ...others] = report.coverage.filter((one) => one.required > 0 && one.fromAfar)
  const paper = pairs('paper')
  return (
    <div class="office-totals">
      <Total title={t().held} to={() => open('lessons')} of={lessons.planned} line={t().heldLine(lessons)}>
        {lessons.held}
        {lessons.cancelled > 0 && <p class="lesser">{reasonsLine(lessons.reasons)}</p>}
      </Total>
      <Total
        title={t().pairs}
        to={() => go('office/pairs')}
        of={report.pairs.length}
        line={pairs('unheard') > 0 ? t().pairsUnheard(pairs('unheard')) : paper > 0 ? '' : t().paper(0)}
        alarm={paper > 0 ? t().paper(paper) : undefined}
      >
        {pairs('taught')}
      </Total>
      <Total
        title={first ? t().coverageOf(first.subject) : t().coverage}
        to={() => open('courses', first ? { subject: first.subject } : {})}
        line={others
          .slice(0, 3)
          .map((one) => `${one.subject} ${coverageShare(one)}`)
          .join(' · ')}
      >
        {first ? coverageShare(first) : '–'}
      </Total>
      <Total title={t().marked} to={() => open('work')} line={t().markedLine(homework)}>
        {shareOf(homework.marked, homework.handed)}
      </Total>
      <Total
        title={t().reached}
        to={() => open('lessons', { verdict: 'held' })}
        of={reach.ofClasses}
        line={t().reachedLine(reach.pupils, shareOf(attendance.there, attendance.marked))}
      >
        {reach.classes}
      </Total>
      <Total
        title={t().devices}
        to={() => open('devices')}
        of={devices.known}
        line={t().devicesLine(devices.week)}
        alarm={devices.silent > 0 ? t().silent(devices.silent) : undefined}
      >
        {devices.today}
      </Total>
    </div>
  )
}

interface TotalProps {
  title: string
  /** Opens the rows. */
  to: () => void
  of?: number
  line: string
  /** What a person must act on. */
  alarm?: string | undefined
  children: ComponentChildren
}

function Total({ title, to, of, line, alarm, children }: TotalProps) {
  const [figure, ...more] = Array.isArray(children) ? children : [children]
  return (
    <section class="sheet office-total">
      <h2>{title}</h2>
      <p class="office-figure">
        <Opens label={t().open} to={to}>
          {figure}
          {of !== undefined && <small> / {of}</small>}
        </Opens>
      </p>
      {alarm && <p class="office-alarm">{alarm}</p>}
      {line && <p class="lesser">{line}</p>}
      {more}
    </section>
  )
}

/** – where nobody can tell. */
export function coverageShare({
  required,
  held,
  unknown,
}: {
  required: number
  held: number
  unknown: number
}): string {
  if (required === 0 || (held === 0 && unknown > 0)) return '–'
  return percent(Math.min(1, held / required))
}

export function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole)
}
