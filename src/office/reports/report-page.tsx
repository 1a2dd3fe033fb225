import type { ComponentChildren } from 'preact'
import type { Counting } from '../../../core/reports/figures.ts'
import { percent } from '../../i18n/amounts.ts'
import { dayAndMonth, time } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureParcel } from '../../ui/pictures/parcel.tsx'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import type { ReportTrouble } from './use-report.ts'
import { t } from './words.ts'
import './reports.css'

interface ReportPageProps {
  title: string
  /**
   * As of when it is, ms since 1970, how many schools have not been heard, and what is not counted yet; `undefined` as long as
   * none has come.
   */
  of: { asOf: number; unheard: number; counting?: Counting | undefined } | undefined
  trouble: ReportTrouble | undefined
  again: () => void
  back?: (() => void) | undefined
  right?: ComponentChildren
  footer?: ComponentChildren
  children: ComponentChildren
}

/** The frame of what the office is told of by the hub: it says as of when, also when there is no line. */
export function ReportPage({ title, of, trouble, again, back, right, footer, children }: ReportPageProps) {
  if (!of)
    return (
      <OfficePage title={title} back={back}>
        <Empty
          picture={<PictureParcel />}
          action={
            trouble === 'noCounty' ? (
              <Button kind="primary" first onClick={() => go('office/roster')}>
                {roomNames().roster}
              </Button>
            ) : (
              <Button onClick={again}>{t().again}</Button>
            )
          }
        >
          {trouble === 'failed' || trouble === 'noCounty' ? t()[trouble] : t().nothing}
        </Empty>
      </OfficePage>
    )
  return (
    <OfficePage
      title={title}
      subtitle={`${t().asOf(`${dayAndMonth(of.asOf)} ${time(of.asOf)}`)} · ${t().unheard(of.unheard)}`}
      back={back}
      right={right}
      footer={footer}
    >
      {of.counting && <Notice kind="waiting">{t().counting(percent(1 - of.counting.left / of.counting.of))}</Notice>}
      {trouble && <Notice kind="waiting">{t()[trouble]}</Notice>}
      {children}
    </OfficePage>
  )
}
