import type { ComponentChildren } from 'preact'
import { dayAndMonth, time } from '../../i18n/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureParcel } from '../../ui/pictures/parcel.tsx'
import { OfficePage } from '../office-page.tsx'
import type { ReportTrouble } from './use-report.ts'
import { t } from './words.ts'
import './reports.css'

interface ReportPageProps {
  title: string
  /** As of when it is, ms since 1970, and how many schools have not been heard; `undefined` as long as none has come. */
  of: { asOf: number; unheard: number } | undefined
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
        <Empty picture={<PictureParcel />} action={<Button onClick={again}>{t().again}</Button>}>
          {trouble === 'failed' ? t().failed : t().nothing}
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
      {trouble && <Notice kind="waiting">{t()[trouble]}</Notice>}
      {children}
    </OfficePage>
  )
}
