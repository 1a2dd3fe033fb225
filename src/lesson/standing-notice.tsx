import { here } from '../here/here.ts'
import { go } from '../route.ts'
import { reasonWords } from '../timetable/reasons/index.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import type { LessonView } from './lesson-query.ts'
import { useClock } from './use-clock.ts'
import { t } from './words.ts'

interface StandingNoticeProps {
  view: LessonView
  onBegin: () => void
}

/** Says when nothing is recorded, why, and what to press so that it is. */
export function StandingNotice({ view, onBegin }: StandingNoticeProps) {
  const locked = useStore(who, (state) => state.as !== 'adult')
  const now = useClock(view.offset)
  switch (view.standing) {
    case 'going':
      return null
    case 'preview': {
      const over = view.end < now
      return (
        <Notice action={<Button onClick={onBegin}>{over ? t().makeUp : t().begin}</Button>}>
          {over ? t().past : t().ahead}
        </Notice>
      )
    }
    case 'cancelled': {
      const why = view.cancelled && [reasonWords()[view.cancelled.reason], view.cancelled.words].filter(Boolean)
      return (
        <Notice
          kind="waiting"
          title={t().cancelled(why?.join('：') ?? '')}
          action={<Button onClick={() => go(`cancel/${view.lesson}`)}>{t().restore}</Button>}
        >
          {t().cancelledHint}
        </Notice>
      )
    }
    case 'closed':
      return <Notice action={<Button onClick={onBegin}>{t().again}</Button>}>{t().closed}</Notice>
    case 'look': {
      const unlock = !view.allowed && locked && here().place.kind !== 'tablet' && (
        <Button onClick={() => go(`unlock/lesson/${view.lesson}`)}>{t().unlock}</Button>
      )
      return (
        <Notice title={t().look} action={unlock}>
          {view.allowed ? t().otherDay : t().notYours}
        </Notice>
      )
    }
  }
}
