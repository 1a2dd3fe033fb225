import { useEffect, useState } from 'preact/hooks'
import type { Attempt } from '../here/use-attempt.ts'
import { CameraButton, OutcomeNotice, type PhotoOutcome } from '../homework/photo/index.ts'
import { FullScreen, type LessonView } from '../lesson/index.ts'
import type { RoomView } from '../live/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { IconCheck } from '../ui/icons/check.tsx'
import { IconHand } from '../ui/icons/hand.tsx'
import { IconPeople } from '../ui/icons/people.tsx'
import { showWork } from './show-work.ts'
import { raiseHand } from './take-part.ts'
import { t } from './words.ts'

interface ControlsProps {
  view: LessonView
  room: RoomView
  /** How many pieces of work the class has shown. */
  shown: number
  /** There is a line to the room. Without one going on alone is the next thing to do. */
  isHeard: boolean
  /** The class's camera, for its host alone. */
  camera: { isOn: boolean; toggle: () => void }
  attempt: Attempt['attempt']
  onAlone: () => void
}

/** How long it is said why a photo was not taken, ms. */
const readable = 15_000

/** What a class does in a live lesson, large enough for a finger at arm's length. */
export function Controls({ view, room, shown, isHeard, camera, attempt, onAlone }: ControlsProps) {
  const up = room.classes.some(({ lesson, handSince }) => lesson === room.lesson && handSince !== undefined)
  // Whoever has the floor asks for it no more.
  const speaks = room.floor === room.lesson
  const [taken, setTaken] = useState<PhotoOutcome>()
  useEffect(() => {
    if (!taken || taken.ok) return
    const timer = setTimeout(() => setTaken(undefined), readable)
    return () => clearTimeout(timer)
  }, [taken])
  return (
    <>
      <OutcomeNotice outcome={taken?.ok ? undefined : taken} />
      <nav class="lesson-controls">
        <Button
          big
          first
          kind={up || speaks || !isHeard ? 'plain' : 'primary'}
          icon={IconHand}
          pressed={up}
          disabled={!view.allowed || speaks}
          onClick={() => void attempt(() => raiseHand(room.lesson, !up))}
        >
          {up ? t().handDown : t().hand}
        </Button>
        {view.allowed && (
          <CameraButton
            big
            label={shown > 0 ? t().workShown(shown) : t().showWork}
            keep={(file) => showWork(room.lesson, undefined, file)}
            attempt={attempt}
            onDone={setTaken}
          />
        )}
        {room.shape === 'interactive' && (
          <Button big icon={IconPeople} pressed={camera.isOn} onClick={camera.toggle}>
            {camera.isOn ? t().unseen : t().seen}
          </Button>
        )}
        <Button big icon={IconCheck} onClick={() => go(`attendance/${view.lesson}`)}>
          <span class="lesson-lines">
            <span>{t().register}</span>
            <span class="lesser">{registerWords(view)}</span>
          </span>
        </Button>
        <FullScreen />
        <Button big kind={isHeard ? 'plain' : 'primary'} onClick={onAlone}>
          {t().alone}
        </Button>
      </nav>
    </>
  )
}

/** What was noted by itself wants somebody to look at it. */
function registerWords({ marked, present, byItself }: LessonView): string {
  if (marked === 0) return t().registerSoon
  return byItself > 0 ? t().registerToCheck(present) : t().registerDone(present)
}
