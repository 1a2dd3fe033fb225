import { useEffect, useRef, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import type { Member } from '../../core/live/room-messages.ts'
import { useLive } from '../here/here.ts'
import type { Attempt } from '../here/use-attempt.ts'
import type { RoomClass, RoomLine, RoomView } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { IconHand } from '../ui/icons/hand.tsx'
import { Light, type LightState } from '../ui/light.tsx'
import { absenceOf, type ClassFigures, classFigures, forgottenOf } from './class-figures.ts'
import { Pieces } from './pieces.tsx'
import { workOf } from './spread.ts'
import { giveFloor, shapeRoom } from './teach-live.ts'
import { useStills, useWallPlaces } from './use-stills.ts'
import { inTurn, panelOf, withCamera } from './wall-order.ts'
import { t } from './words.ts'

const shapes = ['interactive', 'broadcast'] as const

interface WallProps {
  room: RoomView
  /** Who is in the room; `undefined` while this device does not hear it. */
  heard: readonly Member[] | undefined
  attempt: Attempt['attempt']
}

interface WithPictures extends WallProps {
  line: RoomLine
  /** Is told whose stills are wanted, by their numbers. */
  onSees: (sees: readonly number[]) => void
}

/** The classrooms: who is there and how, whose hand is up, what they show, and who is being forgotten. */
export function Wall({ room, heard, attempt, line, onSees }: WithPictures) {
  const figures = useLive(() => classFigures(room), [room])
  const there = room.classes.map(({ lesson }) => lesson).filter((lesson) => panelOf(lesson, heard))
  const forgotten = figures && forgottenOf(figures, there)
  const turns = inTurn(room, there, forgotten)
  const [asked, setAsked] = useState<readonly LessonId[]>([])
  const cameBefore = useRef(new Set<LessonId>())
  for (const lesson of there) cameBefore.current.add(lesson)
  const places = useWallPlaces(line)
  const showing = room.shape === 'interactive' ? withCamera(turns, asked, heard) : []
  const seen = showing.slice(0, places)
  const stills = useStills(line, seen)
  const numbers = seen.map(({ n }) => n).sort((a, b) => a - b)
  useEffect(() => onSees(numbers), [numbers.join()])
  return (
    <section class="studio-wall" aria-label={t().wall}>
      <div class="studio-head">
        <h2>{t().wall}</h2>
        <fieldset class="studio-kinds" aria-label={t().shape}>
          {shapes.map((shape) => (
            <Button
              key={shape}
              pressed={room.shape === shape}
              onClick={() => void attempt(() => shapeRoom(room.room, { ...room, shape }))}
            >
              {t()[shape]}
            </Button>
          ))}
        </fieldset>
      </div>
      <ul>
        {turns.map((one) => {
          const panel = panelOf(one.lesson, heard)
          return (
            <Classroom
              key={one.lesson}
              {...{ one, room, heard, attempt, panel }}
              still={panel && stills.get(panel.device)}
              onLook={
                panel && showing.includes(panel) && !seen.includes(panel)
                  ? () => setAsked([one.lesson, ...asked])
                  : undefined
              }
              figures={figures?.find(({ lesson }) => lesson === one.lesson)}
              isForgotten={one.lesson === forgotten}
              wasHere={cameBefore.current.has(one.lesson)}
            />
          )
        })}
      </ul>
    </section>
  )
}

interface ClassroomProps extends WallProps {
  one: RoomClass
  figures: ClassFigures | undefined
  isForgotten: boolean
  /** It was in the room since this page was opened. */
  wasHere: boolean
  panel: Member | undefined
  /** What its camera saw a moment ago. */
  still: string | undefined
  /** Asks for its picture, where its camera is on and there is no place for it. */
  onLook: (() => void) | undefined
}

function Classroom(props: ClassroomProps) {
  const { one, room, heard, figures, isForgotten, wasHere, attempt, panel, still, onLook } = props
  const work = useLive(() => workOf(one.lesson), [one.lesson]) ?? []
  const speaks = room.floor === one.lesson
  const rung = panel?.standing?.rung
  const how = panel
    ? rung === undefined
      ? t().here
      : t().rung(rung)
    : heard
      ? t()[absenceOf(figures, wasHere)]
      : t().unheard
  const give = (lesson: RoomView['lesson'] | undefined) => void attempt(() => giveFloor(room.room, lesson))
  // Of a class that has never come there is nothing more to say.
  const isSaid = panel !== undefined || wasHere || one.floors > 0 || (figures?.answered ?? 0) > 0
  const isUp = one.handSince !== undefined && !speaks
  return (
    <li class={`studio-room${panel ? '' : ' studio-room-away'}`}>
      <div class="studio-head">
        <strong>{one.name}</strong>
        {/* From a class whose line has gone the floor is taken back, too. */}
        {(speaks || (panel && room.shape === 'interactive')) && (
          <Button
            kind={one.handSince !== undefined || speaks ? 'primary' : 'plain'}
            onClick={() => give(speaks ? undefined : one.lesson)}
          >
            {speaks ? t().takeFloor : t().giveFloor}
          </Button>
        )}
      </div>
      {still && <img class="studio-still" src={still} alt={t().still(one.name)} />}
      {onLook && (
        <Button kind="quiet" onClick={onLook}>
          {t().look}
        </Button>
      )}
      <span class="studio-how">
        <Light state={lightOf(panel)} text={how} />
        {['', figures?.present !== undefined && t().present(figures.present, figures.pupils)]
          .filter((words) => words !== false)
          .join(' · ')}
      </span>
      {isSaid && (
        <span class="studio-how">
          {panel?.standing?.otherVersion && `${t().otherVersion} · `}
          {speaks ? t().hasFloor : t().floors(one.floors)}
          {figures && figures.asked > 0 && ` · ${t().answeredOf(figures.answered, figures.asked)}`}
        </span>
      )}
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

/** Its line as a mark: all that is sent comes, some of it, or nothing. */
function lightOf(panel: Member | undefined): LightState {
  if (!panel) return 'none'
  return (panel.standing?.rung ?? 5) >= 3 ? 'ready' : 'partly'
}
