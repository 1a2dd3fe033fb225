import type { Attempt } from '../here/use-attempt.ts'
import { FullScreen, type LessonView } from '../lesson/index.ts'
import type { RoomView } from '../live/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { IconCheck } from '../ui/icons/check.tsx'
import { IconHand } from '../ui/icons/hand.tsx'
import { raiseHand } from './take-part.ts'
import { t } from './words.ts'

interface ControlsProps {
  view: LessonView
  room: RoomView
  /** There is a line to the room. Without one going on alone is the next thing to do. */
  isHeard: boolean
  attempt: Attempt['attempt']
  onAlone: () => void
}

/** What a class does in a live lesson, large enough for a finger at arm's length. */
export function Controls({ view, room, isHeard, attempt, onAlone }: ControlsProps) {
  const up = room.classes.some(({ lesson, handSince }) => lesson === room.lesson && handSince !== undefined)
  return (
    <nav class="lesson-controls">
      <Button
        big
        first
        kind={up || !isHeard ? 'plain' : 'primary'}
        icon={IconHand}
        pressed={up}
        disabled={!view.allowed}
        onClick={() => void attempt(() => raiseHand(room.lesson, !up))}
      >
        {up ? t().handDown : t().hand}
      </Button>
      <Button big icon={IconCheck} onClick={() => go(`attendance/${view.lesson}`)}>
        <span class="lesson-lines">
          <span>{t().register}</span>
          <span class="lesser">{view.marked > 0 ? t().registerDone(view.present) : t().registerNone}</span>
        </span>
      </Button>
      <FullScreen />
      <Button big kind={isHeard ? 'plain' : 'primary'} onClick={onAlone}>
        {t().alone}
      </Button>
    </nav>
  )
}
