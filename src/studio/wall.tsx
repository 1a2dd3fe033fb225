import type { Member } from '../../core/live/room-messages.ts'
import type { Attempt } from '../here/use-attempt.ts'
import type { RoomClass, RoomView } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { IconHand } from '../ui/icons/hand.tsx'
import { giveFloor, shapeRoom } from './teach-live.ts'
import { t } from './words.ts'

const shapes = ['interactive', 'broadcast'] as const

interface WallProps {
  room: RoomView
  /** Who is in the room; `undefined` while this device does not hear it. */
  heard: readonly Member[] | undefined
  attempt: Attempt['attempt']
}

/** The classrooms: who is there and how, whose hand is up, who has not had the floor yet. */
export function Wall({ room, heard, attempt }: WallProps) {
  return (
    <section class="studio-wall" aria-label={t().wall}>
      <h2>{t().wall}</h2>
      <fieldset class="studio-kinds" aria-label={t().shape}>
        {shapes.map((shape) => (
          <Button
            key={shape}
            pressed={room.shape === shape}
            onClick={() => void attempt(() => shapeRoom(room.room, shape))}
          >
            {t()[shape]}
          </Button>
        ))}
      </fieldset>
      <ul>
        {inTurn(room).map((one) => (
          <Classroom key={one.lesson} one={one} room={room} heard={heard} attempt={attempt} />
        ))}
      </ul>
    </section>
  )
}

/** Hands that are up come first, the longest of all first; then who was forgotten. */
function inTurn({ classes }: RoomView): RoomClass[] {
  const since = (one: RoomClass) => one.handSince ?? Number.POSITIVE_INFINITY
  return [...classes].sort((a, b) => since(a) - since(b) || a.floors - b.floors || a.name.localeCompare(b.name))
}

function Classroom({ one, room, heard, attempt }: WallProps & { one: RoomClass }) {
  const theirs = (heard ?? []).filter((each) => each.kind !== 'studio' && each.lessons.includes(one.lesson))
  const panel = theirs.find(({ kind }) => kind === 'projector') ?? theirs[0]
  const speaks = room.floor === one.lesson
  const rung = panel?.standing?.rung
  const how = panel ? (rung === undefined ? t().here : t().rung(rung)) : heard ? t().away : t().unheard
  const give = (lesson: RoomView['lesson'] | undefined) => void attempt(() => giveFloor(room.room, lesson))
  return (
    <li class={`studio-room${panel ? '' : ' studio-room-away'}`}>
      <strong>{one.name}</strong>
      <span class="studio-how">
        {how} · {speaks ? t().hasFloor : t().floors(one.floors)}
      </span>
      {one.handSince !== undefined && !speaks && (
        <span class="studio-hand">
          <IconHand /> {t().hand}
        </span>
      )}
      {panel && (speaks || room.shape === 'interactive') && (
        <Button
          kind={one.handSince !== undefined || speaks ? 'primary' : 'plain'}
          onClick={() => give(speaks ? undefined : one.lesson)}
        >
          {speaks ? t().takeFloor : t().giveFloor}
        </Button>
      )}
    </li>
  )
}
