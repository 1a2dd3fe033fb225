import { stepOfPage } from '../../core/resources/manifest.ts'
import { time } from '../i18n/dates.ts'
import { LineStatus } from '../line/index.ts'
import type { LessonView } from './lesson-query.ts'
import { useClock } from './use-clock.ts'
import { t } from './words.ts'

/** What is taught, where in it one is, the time and how much of it is left, and the line. */
export function LessonBar({ view, page, count }: { view: LessonView; page: number; count: number }) {
  const now = useClock(view.offset)
  const title = view.contents?.manifest.title ?? view.planned?.title
  const step = stepOfPage(view.contents?.manifest.steps ?? [], page)
  const where = [count > 0 ? t().page(page + 1, count) : '', step?.title ?? ''].filter(Boolean).join(' · ')
  return (
    <header class="lesson-bar">
      <h1>
        <strong>{view.subject || t().lesson}</strong>
        {title && t().titled(title)} <span class="lesson-where">{where}</span>
      </h1>
      <p class="lesson-time">{[time(now), timeWords(view, now)].filter(Boolean).join(' · ')}</p>
      <LineStatus />
    </header>
  )
}

function timeWords(view: LessonView, now: number): string {
  if (view.standing === 'closed' || view.standing === 'look') return ''
  const [toStart, toEnd] = [minutesTo(view.start, now), minutesTo(view.end, now)]
  if (toStart > 60) return t().startsAt(time(view.start))
  if (toStart > 0) return t().starts(toStart)
  if (toEnd > 0) return t().left(toEnd)
  // Taught hours after its time, as when it is made up for, the minutes over mean nothing.
  return toEnd > -60 ? t().over(-toEnd) : ''
}

function minutesTo(moment: number, now: number): number {
  return Math.ceil((moment - now) / 60_000)
}
