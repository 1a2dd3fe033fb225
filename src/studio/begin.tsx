import { useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { modeOf } from '../../core/sound/mode.ts'
import { useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import type { LessonView } from '../lesson/index.ts'
import { LineStatus } from '../line/index.ts'
import type { RoomView } from '../live/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { lessonsBeside } from './studio-query.ts'
import { openRoom, shapeRoom, showPage } from './teach-live.ts'
import { Trying } from './trying.tsx'
import { t } from './words.ts'
import './studio.css'

/** Before a live lesson: which classes are taught, and the one large button. */
export function Begin({ view, room }: { view: LessonView; room: RoomView | null }) {
  const beside = useLive(() => lessonsBeside(view.lesson), [view.lesson])
  const [without, setWithout] = useState<readonly LessonId[]>([])
  const { trouble, attempt } = useAttempt()
  const leave = () => go('')
  useBack(leave)
  const chosen = beside?.filter(({ lesson }) => !without.includes(lesson)) ?? []

  const begin = () =>
    attempt(async () => {
      // It bears the name of the lesson whose page this is, if that one is taught: whoever comes back here finds it.
      const [first] = chosen
      const name = room?.room ?? chosen.find(({ lesson }) => lesson === view.lesson)?.lesson ?? first?.lesson
      if (!name) return
      await openRoom(name, [...new Set([name, ...chosen.map(({ lesson }) => lesson)])])
      if (room) return
      const sound = modeOf(view.subject)
      if (sound === 'music') await shapeRoom(name, { shape: 'interactive', keeps: false, sound })
      await showPage(name, pageRef(view.planned ? 'lesson' : 'blank', 0), view.planned)
    })

  const title = view.contents?.manifest.title ?? view.planned?.title
  return (
    <Page
      title={title ? `${view.subject}《${title}》` : view.subject}
      back={leave}
      right={<LineStatus />}
      footer={
        <>
          {room && (
            <Button big first kind="primary" onClick={() => go(`replay/${view.lesson}`)}>
              {t().replay}
            </Button>
          )}
          <Button
            big
            first={!room}
            kind={room ? 'plain' : 'primary'}
            disabled={chosen.length === 0}
            onClick={() => void begin()}
          >
            {room ? t().beginAgain : t().begin}
          </Button>
        </>
      }
    >
      <TroubleNotice trouble={trouble} />
      {room?.closed !== undefined && (
        <Notice kind="done" title={t().ended(Math.round((room.closed - room.opened) / 60_000))}>
          {t().endedHint}
        </Notice>
      )}
      <section class="studio-classes">
        <h2>{t().together}</h2>
        {beside?.map(({ lesson, name, pupils }) => (
          <label key={lesson} class="studio-class">
            <input
              type="checkbox"
              checked={!without.includes(lesson)}
              onChange={() =>
                setWithout(without.includes(lesson) ? without.filter((one) => one !== lesson) : [...without, lesson])
              }
            />
            <span>{name}</span>
            <span class="lesser">{t().pupils(pupils)}</span>
          </label>
        ))}
        {chosen.length === 0 && <p class="lesser">{t().noClasses}</p>}
      </section>
      {!room && <Trying mode={modeOf(view.subject)} />}
      {!view.planned && <Notice>{t().noPackage}</Notice>}
      {!room && <Notice>{t().beginHint}</Notice>}
    </Page>
  )
}
