import { Notice } from '../../ui/notice.tsx'
import type { PhotoOutcome } from './photograph.ts'
import { t } from './words.ts'

/** What became of the photo that was just taken. */
export function OutcomeNotice({ outcome }: { outcome: PhotoOutcome | undefined }) {
  if (!outcome) return null
  return outcome.ok ? <Notice kind="done">{t().kept}</Notice> : <Notice kind="attention">{t()[outcome.why]}</Notice>
}
