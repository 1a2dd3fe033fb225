import * as v from 'valibot'
import { LessonId } from '../../core/facts/ids.ts'
import { useLive } from '../here/here.ts'
import { type LessonView, lessonView } from '../lesson/index.ts'
import { LineStatus } from '../line/index.ts'
import { roomView } from '../live/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconHome } from '../ui/icons/home.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { UnlockFirst } from '../ui/unlock-first.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { Begin } from './begin.tsx'
import { Teaching } from './teaching.tsx'
import { t } from './words.ts'

/** 主播室: a host teaches a lesson live to the classes of a room. */
export function StudioScreen({ path }: { path: string[] }) {
  const [id = ''] = path
  const holder = useStore(who, (state) => state)
  const lesson = v.safeParse(LessonId, id)
  const view = useLive(() => lessonView(id, holder.person), [id, holder.person])
  const room = useLive(async () => (lesson.success ? roomView(lesson.output) : null), [id])
  if (!view || room === undefined) return null
  if (view === 'unknown' || !lesson.success) return <Unknown />
  if (holder.as !== 'adult') return <Locked view={view} isLive={room !== null && room.closed === undefined} />
  if (!room || room.closed !== undefined) return <Begin view={view} room={room} />
  return <Teaching key={room.room} view={view} room={room} />
}

function Unknown() {
  return (
    <Page title={t().unknown} right={<LineStatus />}>
      <Empty
        picture={<PictureDesk />}
        action={
          <Button first icon={IconHome} onClick={() => go('')}>
            {t().home}
          </Button>
        }
      >
        {t().unknownHint}
      </Empty>
    </Page>
  )
}

/** @param isLive the page was loaded anew in mid-lesson: the classrooms wait */
function Locked({ view, isLive }: { view: LessonView; isLive: boolean }) {
  return (
    <Page title={view.subject} back={() => go('')} right={<LineStatus />}>
      <UnlockFirst
        title={isLive ? t().unlockLive : t().unlockFirst}
        hint={isLive ? t().unlockLiveHint : t().unlockHint}
        unlock={t().unlock}
        onUnlock={() => go(`unlock/studio/${view.lesson}`)}
      />
    </Page>
  )
}
