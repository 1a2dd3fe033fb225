import { useEffect, useMemo, useState } from 'preact/hooks'
import type { DeviceId } from '../../core/facts/ids.ts'
import type { InkBoard } from '../../core/ink/board.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { BoardDesk, BoardTools, Desk } from '../board/index.ts'
import { here, useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { CameraButton, OutcomeNotice, type PhotoOutcome } from '../homework/photo/index.ts'
import type { LessonView } from '../lesson/index.ts'
import { packageContents } from '../library/open/index.ts'
import { LineStatus } from '../line/index.ts'
import {
  boardAspect,
  LateNotice,
  LivePage,
  MicrophoneButton,
  MicrophoneTrouble,
  PageName,
  type RoomLine,
  type RoomView,
  roomNow,
  SoundNotice,
  Turning,
  taughtPages,
  useRoomInk,
  useRoomLine,
} from '../live/index.ts'
import { selfOf } from '../store/store.ts'
import { takeRightOfWay } from '../sync/right-of-way.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { Captioning } from './captioning.tsx'
import { Closing } from './closing.tsx'
import { Encoder } from './encoder.tsx'
import { MicrophoneChoice } from './microphone-choice.tsx'
import { StudioPicture } from './own-picture.tsx'
import { Questions } from './questions.tsx'
import { Since } from './since.tsx'
import { SoundModes } from './sound-modes.tsx'
import {
  closeRoom,
  keepErased,
  keepSound,
  keepStroke,
  nextPaper,
  shapeRoom,
  showPage,
  showPaper,
} from './teach-live.ts'
import { Timing } from './timing.tsx'
import { useHostMedia } from './use-host-media.ts'
import { Wall } from './wall.tsx'
import { t } from './words.ts'
import './studio.css'

/** A live lesson as its host has it: the board fills the page, the classrooms stand beside it. */
export function Teaching({ view, room }: { view: LessonView; room: RoomView }) {
  const line = useRoomLine(room.room)
  const ink = useRoomInk(room.room, line)
  const self = useLive(() => selfOf(here().store), [])
  useEffect(() => takeRightOfWay(room.manifest), [room.manifest])
  if (!line || !ink || !self) return null
  return <AtTheDesk view={view} room={room} line={line} ink={ink} by={self.device} />
}

interface AtTheDeskProps {
  view: LessonView
  room: RoomView
  line: RoomLine
  ink: InkBoard
  by: DeviceId
}

function AtTheDesk({ view, room, line, ink, by }: AtTheDeskProps) {
  const [closing, setClosing] = useState(false)
  const [telling, setTelling] = useState(false)
  const [taken, setTaken] = useState<PhotoOutcome>()
  const { trouble, attempt } = useAttempt()
  const state = useStore(line.state, (each) => each)
  const { at, members, you } = state
  const lessons = room.classes.map((one) => one.lesson)
  const { page, manifest } = room
  // Once begun it is taught with one version, whatever becomes of the plan.
  const taught = useLive(async () => manifest && packageContents(here().store, manifest), [manifest])
  const { contents } = taughtPages(page, manifest, taught, view.contents)
  const version = contents ? { package: contents.manifest.id, manifest: contents.hash } : view.planned

  const now = () => roomNow(room)
  const [sees, setSees] = useState<readonly number[]>([])
  const media = useHostMedia(room, line, state, { sees, keep: (one) => void attempt(() => keepSound(room.room, one)) })
  const { speaking, own, encoderComes } = media
  const desk = useMemo(
    () =>
      new Desk(ink, by, page, boardAspect, now, {
        drawn: (stroke) => void attempt(() => keepStroke(room.room, stroke)),
        erased: (erased) => void attempt(() => keepErased(room.room, erased)),
        signal: (bytes) => void line.send(bytes),
      }),
    [ink, by, line],
  )
  useEffect(() => desk.turn(page, boardAspect), [desk, page])
  // Of two devices one teaches: the one that came first.
  const host = members.find((one) => one.host)
  const isSecond = at === 'in' && host !== undefined && host.n !== you

  const heard = at === 'in' ? members : undefined
  const questions = <Questions key="questions" room={room} heard={heard} attempt={attempt} />
  const count = contents?.pages.length ?? 0
  const turn = (to: PageRef) => void attempt(() => showPage(room.room, to, version))
  const close = async () => {
    desk.up()
    await attempt(() => closeRoom(room.room, lessons))
  }

  return (
    <main class="lesson studio">
      <header class="lesson-bar">
        <h1>
          <strong>{view.subject}</strong> <PageName page={page} count={count} />
        </h1>
        <Timing room={room} attempt={attempt} />
        <Since opened={room.opened} offset={room.offset} />
        <SoundModes room={room} attempt={attempt} />
        <MicrophoneButton microphone={media.microphone} on={speaking} onToggle={media.toggleSound} />
        <MicrophoneChoice chosen={media.device} onChoose={media.chooseMicrophone} isOpen={speaking} />
        <LineStatus />
      </header>
      <TroubleNotice trouble={trouble} />
      <MicrophoneTrouble microphone={media.microphone} />
      <SoundNotice sound={media.floor} />
      <LateNotice {...state} />
      {at === 'away' && <Notice kind="waiting">{t().line}</Notice>}
      {at === 'refused' && <Notice kind="waiting">{t().refused}</Notice>}
      {isSecond && <Notice kind="attention">{t().second}</Notice>}
      <div class="lesson-middle studio-middle">
        <div class="studio-board">
          <BoardDesk desk={desk} rate={12}>
            <LivePage view={{ contents }} page={page} photos={room.photos} />
          </BoardDesk>
          <BoardTools desk={desk} />
        </div>
        <aside class="studio-side">
          <StudioPicture
            picture={own}
            published={media.published}
            sending={media.sending}
            encoder={encoderComes}
            onEncoder={() => setTelling(true)}
            onSend={media.setSending}
            floor={media.picture.floor}
            keeps={media.mayKeep ? room.keeps : undefined}
            onKeep={(keeps) => void attempt(() => shapeRoom(room.room, { ...room, keeps }))}
          />
          {/* What is being asked is what one looks at. */}
          {room.asking && questions}
          <Captioning key="captioning" room={room} heard={heard} attempt={attempt} />
          <Wall key="wall" {...{ room, heard, attempt, line }} onSees={setSees} />
          {!room.asking && questions}
        </aside>
      </div>
      <OutcomeNotice outcome={taken?.ok ? undefined : taken} />
      <nav class="lesson-controls">
        <Turning
          page={page}
          count={count}
          photos={Number(nextPaper(room.photos).slice(1))}
          turn={turn}
          ink={ink}
          primary
        >
          <CameraButton
            big
            label={t().addPaper}
            keep={(file) => showPaper(room.room, nextPaper(room.photos), file)}
            attempt={attempt}
            onDone={setTaken}
          />
        </Turning>
        <Button big onClick={() => setClosing(true)}>
          {t().close}
        </Button>
      </nav>
      {telling && <Encoder room={room.room} comes={encoderComes} onClose={() => setTelling(false)} />}
      {closing && <Closing onStay={() => setClosing(false)} onClose={() => void close()} />}
    </main>
  )
}
