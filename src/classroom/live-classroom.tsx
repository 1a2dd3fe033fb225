import { useEffect } from 'preact/hooks'
import { BoardView } from '../board/index.ts'
import { useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { type LessonView, useWakeLock } from '../lesson/index.ts'
import { LineStatus } from '../line/index.ts'
import {
  boardAspect,
  Countdown,
  LateNotice,
  LivePage,
  type RoomLine,
  type RoomView,
  roomNow,
  SoundNotice,
  useRoomInk,
  useRoomLine,
} from '../live/index.ts'
import { PictureCorner, RungMark } from '../media/index.ts'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { AskedHere } from './asked-here.tsx'
import { Captions } from './captions.tsx'
import { Controls } from './controls.tsx'
import { Floor, SeenByHost, useFloor } from './floor.tsx'
import { usePageInStep, usePointer } from './in-step.ts'
import { countShown } from './show-work.ts'
import { useKeptLesson } from './use-kept-lesson.ts'
import { useReceiving } from './use-receiving.ts'
import { useStills } from './use-stills.ts'
import { useTaughtPages } from './use-taught-pages.ts'
import { t } from './words.ts'
import './classroom.css'

interface LiveClassroomProps {
  view: LessonView
  room: RoomView
  /** The room goes on with the lesson from this device. */
  onAlone: () => void
}

/** A live lesson in the receiving classroom: the host's board fills the screen, large controls below. */
export function LiveClassroom({ view, room, onAlone }: LiveClassroomProps) {
  const line = useRoomLine(room.room)
  useWakeLock(true)
  if (!line) return null
  return <InTheRoom view={view} room={room} line={line} onAlone={onAlone} />
}

function InTheRoom({ view, room, line, onAlone }: LiveClassroomProps & { line: RoomLine }) {
  const state = useStore(line.state, (each) => each)
  const { at } = state
  const ink = useRoomInk(room.room, line)
  const { trouble, attempt } = useAttempt()
  const { picture, held, setHeld, sound, behind, moment } = useReceiving(room, line, state)
  const { rung } = picture.standing
  const floor = useFloor(room, line, picture.standing)
  const pointer = usePointer(line, behind)
  const page = usePageInStep(room, picture.lateAt)
  const { contents, isOther: otherVersion } = useTaughtPages(view, room, { page, isIn: at === 'in', isWide: rung >= 4 })
  const shown = useLive(() => countShown(view.lesson, undefined), [view.lesson])
  useKeptLesson(view, room, { page, rung, isIn: at === 'in' }, attempt)

  const { mic, isShown, camera } = floor
  const still = camera.host.stream !== undefined
  useStills(line, state, { stream: camera.host.stream, isWide: rung >= 4, speaking: mic })
  useEffect(
    () =>
      line.standing({
        ...{ rung, mic, camera: isShown, held: held !== undefined },
        ...(otherVersion && { otherVersion }),
        ...(still && { still }),
      }),
    [line, rung, mic, isShown, held, otherVersion, still],
  )

  const host = [view.hostSchool, view.host].filter(Boolean).join(' ')
  return (
    <main class="lesson">
      <header class="lesson-bar">
        <h1>
          <strong>{view.subject}</strong> <span class="lesson-where">{host ? t().live(host) : t().liveNoName}</span>
        </h1>
        <Countdown timer={room.timer} now={() => roomNow(room)} />
        <RungMark {...picture} at={at} held={held} onHold={setHeld} />
        <LineStatus />
      </header>
      <TroubleNotice trouble={trouble} />
      {at === 'opening' && <Notice kind="waiting">{t().opening}</Notice>}
      {(at === 'away' || at === 'refused') && <Notice kind="waiting">{t().away}</Notice>}
      {otherVersion && <Notice>{t().otherVersion}</Notice>}
      <SoundNotice sound={sound} />
      <LateNotice {...state} />
      <Floor floor={floor} />
      <div class={`lesson-middle classroom-middle${room.asking ? ' classroom-asking' : ''}`}>
        <div class="classroom-stage">
          {ink && (
            <BoardView
              board={ink}
              page={page}
              aspect={boardAspect}
              moment={moment}
              pointer={pointer?.page === page ? pointer : undefined}
            >
              <LivePage view={{ contents }} page={page} photos={room.photos} />
            </BoardView>
          )}
        </div>
        <PictureCorner host={picture.host} floor={picture.floor} />
        {room.asking && (
          <AskedHere
            key={room.asking.id}
            {...{ lesson: room.lesson, asking: room.asking, allowed: view.allowed, attempt }}
          />
        )}
        <SeenByHost floor={floor} />
      </div>
      <Captions room={room} isDeaf={rung <= 1} />
      <Controls {...{ view, room, shown: shown ?? 0, isHeard: at === 'in', camera: camera.host, attempt, onAlone }} />
    </main>
  )
}
