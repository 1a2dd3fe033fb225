import { useEffect, useState } from 'preact/hooks'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { readPointer } from '../../core/ink/pointer.ts'
import { signalSorts } from '../../core/live/room-messages.ts'
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
  openRoomLine,
  type RoomLine,
  type RoomView,
  SoundNotice,
  soundTracks,
  useLiveSound,
  useMicrophone,
  useRoomInk,
} from '../live/index.ts'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { AskedHere } from './asked-here.tsx'
import { markSeen, seenAndUnmarked } from './auto-register.ts'
import { Controls } from './controls.tsx'
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
  const [line, setLine] = useState<RoomLine>()
  useEffect(() => {
    const opened = openRoomLine(here().store, room.room)
    setLine(opened)
    return () => opened.stop()
  }, [room.room])
  useWakeLock(true)
  if (!line) return null
  return <InTheRoom view={view} room={room} line={line} onAlone={onAlone} />
}

function InTheRoom({ view, room, line, onAlone }: LiveClassroomProps & { line: RoomLine }) {
  const { at } = useStore(line.state, (state) => state)
  const ink = useRoomInk(room.room, line)
  const sound = useLiveSound(line, soundTracks.host)
  const others = useLiveSound(line, soundTracks.floor)
  const hasFloor = room.floor === room.lesson
  const [speaking, setSpeaking] = useState(false)
  const now = () => here().store.now() + room.offset - room.opened
  const microphone = useMicrophone(line, { on: hasFloor && speaking, track: soundTracks.floor, now })
  const pointer = usePointer(line)
  const { trouble, attempt } = useAttempt()
  const { page } = room
  const otherVersion =
    room.manifest !== undefined && view.contents !== undefined && view.hash !== undefined && room.manifest !== view.hash

  useEffect(() => {
    if (view.allowed && !view.taught) void attempt(() => openLesson(view.lesson, view.planned))
  }, [view.allowed, view.taught === undefined])
  // Where the line dies the lesson goes on from here.
  useEffect(() => {
    if (view.allowed && page.startsWith('p')) void attempt(() => turnPage(view.lesson, Number(page.slice(1))))
  }, [view.allowed, view.taught === undefined, page])
  const rung = sound.state === 'playing' ? 3 : 1
  const mic = hasFloor && speaking
  useEffect(() => line.standing({ rung, mic, ...(otherVersion && { otherVersion }) }), [line, rung, mic, otherVersion])
  useEffect(() => {
    if (!hasFloor) setSpeaking(false)
  }, [hasFloor])

  const seen = useLive(() => seenAndUnmarked(view.lesson), [view.lesson])
  useEffect(() => {
    if (view.allowed && seen) void attempt(() => markSeen(view.lesson, seen))
  }, [view.allowed, seen?.join()])

  const host = [view.hostSchool, view.host].filter(Boolean).join(' ')
  return (
    <main class="classroom">
      <header class="classroom-bar">
        <h1>
          <strong>{view.subject}</strong> <span class="classroom-host">{host ? t().live(host) : t().liveNoName}</span>
        </h1>
        <LineStatus />
      </header>
      <TroubleNotice trouble={trouble} />
      {at === 'opening' && <Notice kind="waiting">{t().opening}</Notice>}
      {(at === 'away' || at === 'refused') && <Notice kind="waiting">{t().away}</Notice>}
      {otherVersion && <Notice>{t().otherVersion}</Notice>}
      <SoundNotice sound={sound.state === 'silent' ? others : sound} />
      <MicrophoneTrouble microphone={microphone} />
      {hasFloor && (
        <Notice
          kind="done"
          action={<MicrophoneButton microphone={microphone} on={speaking} onToggle={() => setSpeaking(!speaking)} />}
        >
          {t().floor}
        </Notice>
      )}
      <div class="classroom-middle">
        {ink && (
          <BoardView
            board={ink}
            page={page}
            aspect={boardAspect}
            // In step with what is heard, where anything is.
            moment={sound.state === 'playing' ? () => sound.heardAt() ?? now() : 'live'}
            pointer={pointer?.page === page ? pointer : undefined}
          >
            <LivePage view={view} page={page} />
          </BoardView>
        )}
        {room.asking && <AskedHere key={room.asking.id} lesson={room.lesson} asking={room.asking} />}
      </div>
      <Controls view={view} room={room} attempt={attempt} onAlone={onAlone} />
    </main>
  )
}

/** Where the host points, as long as they do. */
function usePointer(line: RoomLine) {
  const [pointed, setPointed] = useState<{ page: PageRef; x: number; y: number }>()
  useEffect(
    () =>
      line.onSignal((_, bytes) => {
        const pointer = bytes[0] === signalSorts.pointer ? readPointer(bytes) : undefined
        if (pointer) setPointed(pointer.at)
      }),
    [line],
  )
  return pointed
}
