import { here } from '../here/here.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import type { LessonView } from './lesson-query.ts'
import { t } from './words.ts'

interface StandingNoticeProps {
  view: LessonView
  onBegin: () => void
}

/** Says when nothing is recorded, why, and what to press so that it is. */
export function StandingNotice({ view, onBegin }: StandingNoticeProps) {
  const locked = useStore(who, (state) => state.as !== 'adult')
  switch (view.standing) {
    case 'going':
      return null
    case 'ahead':
      return <Notice action={<Button onClick={onBegin}>{t().begin}</Button>}>{t().ahead}</Notice>
    case 'closed':
      return <Notice action={<Button onClick={onBegin}>{t().again}</Button>}>{t().closed}</Notice>
    case 'look': {
      const unlock = locked && here().place.kind !== 'tablet' && (
        <Button onClick={() => go(`unlock/lesson/${view.lesson}`)}>{t().unlock}</Button>
      )
      return (
        <Notice title={t().look} action={unlock}>
          {t().lookHint}
        </Notice>
      )
    }
  }
}
