import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { LessonId } from '../../core/facts/ids.ts'
import { recordings } from '../../core/rows/recording.ts'
import { type Room, rooms } from '../../core/rows/room.ts'
import { here, useLive } from '../here/here.ts'
import { LessonScreen, lessonView } from '../lesson/index.ts'
import { roomView } from '../live/known/index.ts'
import { go } from '../route.ts'
import { row } from '../store/rows.ts'
import { takeRightOfWay } from '../sync/right-of-way.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import type { LiveClassroom as Live } from './live-classroom.tsx'
import { t } from './words.ts'

/** 进入课堂: the live lesson where it is taught live now, else the lesson from the cache. */
export function LessonEntry({ path }: { path: string[] }) {
  const [id = ''] = path
  const lesson = v.safeParse(LessonId, id)
  const room = useLive(async () => (lesson.success ? ((await row(here().store, rooms, id)) ?? null) : null), [id])
  const recording = useLive(async () => (await row(here().store, recordings, id)) !== undefined, [id])
  const [alone, setAlone] = useState(false)
  if (room === undefined) return null
  const isLive = room !== null && room.closed === undefined
  if (isLive && !alone && lesson.success)
    return <LiveLesson key={room.room} lesson={lesson.output} onAlone={() => setAlone(true)} />
  const notice =
    room || recording ? <AfterLive room={room ?? undefined} id={id} onBack={() => setAlone(false)} /> : undefined
  return <LessonScreen path={path} notice={notice} />
}

/** The way back into a lesson that is still live, and to what was taught in one that has ended. */
function AfterLive({ room, id, onBack }: { room: Room | undefined; id: string; onBack: () => void }) {
  if (room && room.closed === undefined)
    return (
      <Notice
        action={
          <Button kind="primary" onClick={onBack}>
            {t().back}
          </Button>
        }
      >
        {t().backHint}
      </Notice>
    )
  return (
    <Notice kind="done" action={<Button onClick={() => go(`replay/${id}`)}>{t().replay}</Button>}>
      {t().ended}
    </Notice>
  )
}

/** The board and the line are loaded when something is live, and meanwhile it is looked up what is taught. */
function LiveLesson({ lesson, onAlone }: { lesson: LessonId; onAlone: () => void }) {
  const [Classroom, setClassroom] = useState<typeof Live>()
  const person = useStore(who, (state) => state.person)
  const room = useLive(() => roomView(lesson), [lesson])
  const manifest = room?.manifest
  useEffect(() => takeRightOfWay(manifest), [manifest])
  const view = useLive(() => lessonView(lesson, person), [lesson, person])
  useEffect(() => {
    import('./live-classroom.tsx').then(
      ({ LiveClassroom }) => setClassroom(() => LiveClassroom),
      // Nothing was kept of it here: the lesson itself was.
      () => onAlone(),
    )
  }, [])
  if (!view || !room || !Classroom) return null
  if (view === 'unknown') return <LessonScreen path={[lesson]} />
  return <Classroom view={view} room={room} onAlone={onAlone} />
}
