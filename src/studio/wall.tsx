import type { LessonId } from '../../core/facts/ids.ts'
import type { Member } from '../../core/live/room-messages.ts'
import { useLive } from '../here/here.ts'
import type { Attempt } from '../here/use-attempt.ts'
import type { RoomClass, RoomView } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { IconHand } from '../ui/icons/hand.tsx'
import { type ClassFigures, classFigures, forgottenOf } from './class-figures.ts'
import { Pieces } from './pieces.tsx'
import { workOf } from './spread.ts'
import { giveFloor, shapeRoom } from './teach-live.ts'
import { t } from './words.ts'

const shapes = ['interactive', 'broadcast'] as const

interface WallProps {
  room: RoomView
  /** Who is in the room; `undefined` while this device does not hear it. */
  heard: readonly Member[] | undefined
  attempt: Attempt['attempt']
}

/** The classrooms: who is there and how, whose hand is up, what they show, and who is being forgotten. */
export function Wall({ room, heard, attempt }: WallProps) {
  const figures = useLive(() => classFigures(room), [room])
  const there = room.classes.map(({ lesson }) => lesson).filter((lesson) => panelOf(lesson, heard))
  const forgotten = figures && forgottenOf(figures, there)
  return (
    <section class="studio-wall" aria-label={t().wall}>
      <div class="studio-head">
        <h2>{t().wall}</h2>
        <fieldset class="studio-kinds" aria-label={t().shape}>
          {shapes.map((shape) => (
            <Button
              key={shape}
              pressed={room.shape === shape}
              onClick={() => void attempt(() => shapeRoom(room.room, shape, room.keeps))}
            >
              {t()[shape]}
            </Button>
          ))}
        </fieldset>
      </div>
      <ul>
        {inTurn(room, there, forgotten).map((one) => (
          <Classroom
            key={one.lesson}
            {...{ one, room, heard, attempt }}
            figures={figures?.find(({ lesson }) => lesson === one.lesson)}
            isForgotten={one.lesson === forgotten}
          />
        ))}
      </ul>
    </section>
  )
}

/** Hands that are up come first, the longest of all first; then who was forgotten, and who has spoken least; who is away last. */
function inTurn({ classes }: RoomView, there: readonly LessonId[], forgotten: LessonId | undefined): RoomClass[] {
  const isAway = (one: RoomClass) => Number(!there.includes(one.lesson))
  const since = (one: RoomClass) => one.handSince ?? (one.lesson === forgotten ? last : Number.POSITIVE_INFINITY)
  return [...classes].sort(
    (a, b) => isAway(a) - isAway(b) || since(a) - since(b) || a.floors - b.floors || a.name.localeCompare(b.name),
  )
}

/** Behind all hands. */
const last = Number.MAX_SAFE_INTEGER

/** A class's device in the room: the projector where there is one. */
function panelOf(lesson: LessonId, heard: readonly Member[] | undefined): Member | undefined {
  const theirs = (heard ?? []).filter((each) => each.kind !== 'studio' && each.lessons.includes(lesson))
  return theirs.find(({ kind }) => kind === 'projector') ?? theirs[0]
}

interface ClassroomProps extends WallProps {
  one: RoomClass
  figures: ClassFigures | undefined
  isForgotten: boolean
}

function Classroom({ one, room, heard, figures, isForgotten, attempt }: ClassroomProps) {
  const work = useLive(() => workOf(one.lesson), [one.lesson]) ?? []
  const panel = panelOf(one.lesson, heard)
  const speaks = room.floor === one.lesson
  const rung = panel?.standing?.rung
  const how = panel ? (rung === undefined ? t().here : t().rung(rung)) : heard ? t().away : t().unheard
  const give = (lesson: RoomView['lesson'] | undefined) => void attempt(() => giveFloor(room.room, lesson))
  const isUp = one.handSince !== undefined && !speaks
  return (
    <li class={`studio-room${panel ? '' : ' studio-room-away'}`}>
      <div class="studio-head">
        <strong>{one.name}</strong>
        {panel && (speaks || room.shape === 'interactive') && (
          <Button
            kind={one.handSince !== undefined || speaks ? 'primary' : 'plain'}
            onClick={() => give(speaks ? undefined : one.lesson)}
          >
            {speaks ? t().takeFloor : t().giveFloor}
          </Button>
        )}
      </div>
      <span class="studio-how">
        {[how, figures?.present !== undefined && t().present(figures.present, figures.pupils)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span class="studio-how">
        {panel?.standing?.otherVersion && `${t().otherVersion} · `}
        {speaks ? t().hasFloor : t().floors(one.floors)}
        {figures && figures.asked > 0 && ` · ${t().answeredOf(figures.answered, figures.asked)}`}
      </span>
      {isUp && (
        <span class="studio-hand">
          <IconHand /> {t().hand}
        </span>
      )}
      {isForgotten && !isUp && !speaks && <span class="studio-forgotten">{t().forgotten}</span>}
      {work.length > 0 && (
        <>
          <span class="studio-how">{t().work(work.length)}</span>
          <Pieces room={room} pieces={work} attempt={attempt} />
        </>
      )}
    </li>
  )
}
