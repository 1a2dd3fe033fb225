import { useEffect, useRef, useState } from 'preact/hooks'
import type { Rung } from '../../core/ladder/rungs.ts'
import { BoardView } from '../board/index.ts'
import { here, useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { type LessonView, openLesson, turnPage, useWakeLock } from '../lesson/index.ts'
import { LineStatus } from '../line/index.ts'
import {
  boardAspect,
  LivePage,
  MicrophoneButton,
  MicrophoneTrouble,
  type RoomLine,
  type RoomView,
  SoundNotice,
  soundTracks,
  useLiveSound,
  useMicrophone,
  useRoomInk,
  useRoomLine,
} from '../live/index.ts'
import {
  CameraButton,
  CameraTrouble,
  OwnPictureView,
  PictureCorner,
  RungMark,
  useOwnPicture,
  usePublishing,
  useRoomPicture,
  useShown,
} from '../media/index.ts'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { AskedHere } from './asked-here.tsx'
import { markSeen, seenAndUnmarked } from './auto-register.ts'
import { Controls } from './controls.tsx'
import { usePageInStep, usePointer } from './in-step.ts'
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
  const [held, setHeld] = useState<Rung>()
  const stops = useRef((): number => 0)
  const hasFloor = room.floor === room.lesson
  const picture = useRoomPicture({
    ...{ room: room.room, line, shape: room.shape, held },
    shown: useShown(state),
    talks: hasFloor,
    stops: () => stops.current(),
  })
  const { rung } = picture.standing
  const isMuted = held !== undefined && held < 2
  const now = () => here().store.now() + room.offset - room.opened
  // What comes late is a moment ago, and all else waits for it.
  const lateAt = () => {
    const at = picture.lateAt?.()
    return at === undefined ? now() : at - room.opened
  }
  const behind = () => now() - lateAt()
  const sound = useLiveSound(line, soundTracks.host, picture.heard.host || isMuted)
  const others = useLiveSound(line, soundTracks.floor, picture.heard.floor || isMuted, behind)
  stops.current = sound.stops
  const [speaking, setSpeaking] = useState(false)
  const microphone = useMicrophone(line, { on: hasFloor && speaking, track: soundTracks.floor, now })
  const camera = useOwnPicture()
  // Where the line bears a picture, or nobody has tried whether it does.
  const mayShow = rung >= 4 || (camera.stream !== undefined && picture.standing.because !== 'udp-blocked')
  const isPublishing = hasFloor && mayShow && (speaking || camera.stream !== undefined)
  const published = usePublishing({
    ...{ room: room.room, as: 'floor', on: isPublishing, picture: camera.stream },
    speaking,
  })
  const pointer = usePointer(line, behind)
  const { trouble, attempt } = useAttempt()
  const page = usePageInStep(room, picture.lateAt)
  const otherVersion =
    room.manifest !== undefined && view.contents !== undefined && view.hash !== undefined && room.manifest !== view.hash

  useEffect(() => {
    if (view.allowed && !view.taught) void attempt(() => openLesson(view.lesson, view.planned))
  }, [view.allowed, view.taught === undefined])
  // Where the line dies the lesson goes on from here.
  useEffect(() => {
    if (view.allowed && page.startsWith('p')) void attempt(() => turnPage(view.lesson, Number(page.slice(1))))
  }, [view.allowed, view.taught === undefined, page])
  const mic = hasFloor && speaking
  const isShown = published === 'on' && camera.stream !== undefined
  useEffect(
    () =>
      line.standing({
        ...{ rung, mic, camera: isShown, held: held !== undefined },
        ...(otherVersion && { otherVersion }),
      }),
    [line, rung, mic, isShown, held, otherVersion],
  )
  useEffect(() => {
    if (hasFloor) return
    setSpeaking(false)
    camera.off()
  }, [hasFloor])

  const seen = useLive(() => seenAndUnmarked(view.lesson), [view.lesson])
  useEffect(() => {
    if (view.allowed && seen) void attempt(() => markSeen(view.lesson, seen))
  }, [view.allowed, seen?.join()])

  const isOwnSound = sound.state === 'playing' && !picture.heard.host
  const host = [view.hostSchool, view.host].filter(Boolean).join(' ')
  return (
    <main class="lesson">
      <header class="lesson-bar">
        <h1>
          <strong>{view.subject}</strong> <span class="lesson-where">{host ? t().live(host) : t().liveNoName}</span>
        </h1>
        <RungMark {...picture} held={held} onHold={setHeld} />
        <LineStatus />
      </header>
      <TroubleNotice trouble={trouble} />
      {at === 'opening' && <Notice kind="waiting">{t().opening}</Notice>}
      {(at === 'away' || at === 'refused') && <Notice kind="waiting">{t().away}</Notice>}
      {otherVersion && <Notice>{t().otherVersion}</Notice>}
      <SoundNotice sound={sound.state === 'silent' ? others : sound} />
      <MicrophoneTrouble microphone={microphone} />
      <CameraTrouble picture={camera} published={published} />
      {hasFloor && (
        <Notice
          kind="done"
          action={
            <span class="classroom-floor">
              <MicrophoneButton microphone={microphone} on={speaking} onToggle={() => setSpeaking(!speaking)} />
              <CameraButton picture={camera} />
              <OwnPictureView picture={camera} on={isShown} />
            </span>
          }
        >
          {t().floor}
        </Notice>
      )}
      <div class="lesson-middle classroom-middle">
        <div class="classroom-stage">
          {ink && (
            <BoardView
              board={ink}
              page={page}
              aspect={boardAspect}
              // In step with what is heard, where that comes late.
              moment={picture.lateAt ? lateAt : isOwnSound ? () => sound.heardAt() ?? now() : 'live'}
              pointer={pointer?.page === page ? pointer : undefined}
            >
              <LivePage view={view} page={page} photos={room.photos} />
            </BoardView>
          )}
          <PictureCorner host={picture.host} floor={picture.floor} />
        </div>
        {room.asking && <AskedHere key={room.asking.id} lesson={room.lesson} asking={room.asking} />}
      </div>
      <Controls view={view} room={room} isHeard={at === 'in'} attempt={attempt} onAlone={onAlone} />
    </main>
  )
}
