import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { InkBoard } from '../../core/ink/board.ts'
import { type PageRef, pageRef } from '../../core/ink/page-ref.ts'
import { soundTracks } from '../../core/live/room-messages.ts'
import { BoardDesk, BoardTools, Desk } from '../board/index.ts'
import { here } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import { minutesAndSeconds } from '../i18n/amounts.ts'
import { useWakeLock } from '../lesson/index.ts'
import { type Contents, packageContents } from '../library/open/index.ts'
import {
  boardAspect,
  LivePage,
  MicrophoneButton,
  MicrophoneTrouble,
  PageName,
  Turning,
  useMicrophone,
} from '../live/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { IconPause } from '../ui/icons/pause.tsx'
import { keepDraft, keepPart, type LectureDraft, type LecturePart } from './draft.ts'
import { Gone } from './preview.tsx'
import { type Recorded, recordedOf } from './recorded.ts'
import { StandingClock } from './standing-clock.ts'
import { t } from './words.ts'
import './lecture.css'

/** The desk at which a lecture is recorded: the board, the pages, one's own voice. */
export function RecordingDesk({ id }: { id: string }) {
  const [found, setFound] = useState<Found | null>()
  useEffect(() => {
    void find(id).then(setFound)
  }, [id])
  if (found === undefined) return null
  return found ? <AtTheDesk {...found} /> : <Gone />
}

/** With the lesson over whose pages it is. */
interface Found extends Recorded {
  contents: Contents | undefined
}

async function find(id: string): Promise<Found | null> {
  const recorded = await recordedOf(id)
  const of = recorded?.draft.of
  return recorded && { ...recorded, contents: of && (await packageContents(here().store, of.manifest)) }
}

function AtTheDesk({ draft, parts, by, contents }: Found) {
  const { trouble, attempt } = useAttempt()
  const [running, setRunning] = useState(false)
  const [page, setPage] = useState<PageRef>(() => lastPage(parts, contents))
  const clock = useRef(new StandingClock(draft.ms))
  const now = () => clock.current.now
  const [shown, setShown] = useState(draft.ms)
  const count = contents?.pages.length ?? 0
  useWakeLock(running)

  const keep = useKeeping(draft, now, attempt)

  const microphone = useMicrophone(undefined, {
    on: running,
    track: soundTracks.host,
    mode: 'voice',
    now,
    keep: ({ from, until, bytes }) => {
      const start = Math.max(0, Math.round(from))
      const ms = Math.max(1, Math.round(until - from))
      void keep({ is: 'sound', from: start, ms, bytes: bytes.slice().buffer })
    },
  })
  const desk = useMemo(() => {
    const ink = new InkBoard()
    for (const part of parts) {
      if (part.is === 'drawn') ink.takeDrawn(by, part.drawn)
      if (part.is === 'erased') ink.takeErased(by, part.erased)
    }
    return new Desk(ink, by, page, boardAspect, now, {
      drawn: (drawn) => void keep({ is: 'drawn', drawn }),
      erased: (erased) => void keep({ is: 'erased', erased }),
      signal: () => undefined,
    })
  }, [])
  useEffect(() => {
    const timer = setInterval(() => setShown(now()), 500)
    return () => clearInterval(timer)
  }, [])

  const begin = () => {
    if (now() === 0) void keep({ is: 'page', page, at: 0 })
    clock.current.run()
    setRunning(true)
  }
  const stop = async () => {
    desk.up()
    // Its last words belong to it.
    await microphone.end()
    clock.current.stop()
    setRunning(false)
    await keep()
  }
  useEffect(() => () => void stop(), [])
  const leave = (to: string) => void stop().then(() => go(to))
  useBack(() => leave('lecture'))
  const turn = (to: PageRef) => {
    desk.turn(to, boardAspect)
    setPage(to)
    if (now() > 0) void keep({ is: 'page', page: to, at: Math.round(now()) })
  }

  return (
    <main class="lesson lecture">
      <header class="lesson-bar">
        <h1>
          <strong>{draft.title}</strong> <PageName page={page} count={count} />
        </h1>
        <p class={running ? 'lecture-running' : 'lesser'} role="status">
          {running ? t().recording : t().paused} {minutesAndSeconds(shown)}
        </p>
        {running && <MicrophoneButton microphone={microphone} on onToggle={() => void stop()} />}
      </header>
      <TroubleNotice trouble={trouble} />
      <MicrophoneTrouble microphone={microphone} />
      <div class="lesson-middle lecture-middle">
        <BoardDesk desk={desk} rate={12}>
          <LivePage view={{ contents }} page={page} photos={{}} />
        </BoardDesk>
        <BoardTools desk={desk} />
      </div>
      <nav class="lesson-controls">
        <Turning page={page} count={count} photos={0} ink={desk.board} turn={turn} />
        <Button
          big
          kind={running ? 'plain' : 'primary'}
          {...(running && { icon: IconPause })}
          onClick={() => void (running ? stop() : begin())}
        >
          {running ? t().pause : shown > 0 ? t().recordOn : t().record}
        </Button>
        <Button big disabled={shown === 0} onClick={() => leave(`lecture/${draft.id}/look`)}>
          {t().look}
        </Button>
        <Button big onClick={() => leave('lecture')}>
          {t().done}
        </Button>
      </nav>
    </main>
  )
}

/** Keeps parts, and how long all of them are: one behind the other, since they are numbered as they come. */
function useKeeping(draft: LectureDraft, now: () => number, attempt: ReturnType<typeof useAttempt>['attempt']) {
  const writing = useRef<Promise<unknown>>(Promise.resolve())
  return (part?: LecturePart) => {
    const { store } = here()
    const write = async () => {
      if (part) await keepPart(store, draft.id, part)
      await keepDraft(store, { ...draft, ms: Math.round(Math.max(now(), draft.ms)) })
    }
    writing.current = writing.current.then(() => attempt(write))
    return writing.current
  }
}

function lastPage(parts: readonly LecturePart[], contents: Contents | undefined): PageRef {
  const turns = parts.flatMap((part) => (part.is === 'page' ? [part.page] : []))
  return turns[turns.length - 1] ?? pageRef(contents && contents.pages.length > 0 ? 'lesson' : 'blank', 0)
}
