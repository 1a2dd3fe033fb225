import { useEffect, useRef, useState } from 'preact/hooks'
import * as v from 'valibot'
import { LessonId } from '../../core/facts/ids.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { BoardView } from '../board/index.ts'
import { here, useLive } from '../here/here.ts'
import { useBack } from '../here/use-back.ts'
import { minutesAndSeconds } from '../i18n/amounts.ts'
import { lessonView } from '../lesson/index.ts'
import { packageContents } from '../library/open/index.ts'
import { LineStatus } from '../line/index.ts'
import { boardAspect, LivePage, pageAt, useRoomInk } from '../live/index.ts'
import { PictureCorner } from '../media/index.ts'
import { go } from '../route.ts'
import { type KeptSound, type KeptSoundState, playKept, soundWords } from '../sound/index.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconPause } from '../ui/icons/pause.tsx'
import { IconPlay } from '../ui/icons/play.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { keptSource } from './kept-source.ts'
import { type Replay, replayOf } from './replay-query.ts'
import { useKeptPicture } from './use-kept-picture.ts'
import { t } from './words.ts'
import './replay.css'

/** 课堂回看: what was taught live, on its board and in its sound, at any place and pace. */
export function ReplayScreen({ path }: { path: string[] }) {
  const [id = ''] = path
  const person = useStore(who, (state) => state.person)
  const view = useLive(() => lessonView(id, person), [id, person])
  const lesson = v.safeParse(LessonId, id)
  const replay = useLive(async () => (lesson.success ? replayOf(lesson.output) : null), [id])
  const leave = () => (history.length > 1 ? history.back() : go(''))
  useBack(leave)
  if (!view || replay === undefined) return null
  if (!replay || replay === 'coming')
    return (
      <Page title={t().replay} back={leave} right={<LineStatus />}>
        <Empty picture={<PictureDesk />}>
          <strong>{replay ? t().coming : t().nothing}</strong>
          <br />
          {replay ? t().comingHint : t().nothingHint}
        </Empty>
      </Page>
    )
  const { title, subject } = replay.recording ?? {}
  const name = title ?? subject ?? (view === 'unknown' ? '' : view.subject)
  return <Played key={replay.room} title={name} replay={replay} leave={leave} />
}

const rates = [0.75, 1, 1.25, 1.5, 2]

/** A timeline on its board and in its sound. */
export function Played({ title, replay, leave }: { title: string; replay: Replay; leave: () => void }) {
  const { length, manifest, name } = replay
  const roomInk = useRoomInk(replay.room, undefined)
  const ink = replay.ink ?? roomInk
  const contents = useLive(async () => manifest && packageContents(here().store, manifest), [manifest])
  const sound = useRef<KeptSound | undefined>(undefined)
  const [state, setState] = useState<KeptSoundState>('paused')
  const [at, setAt] = useState(0)
  const [page, setPage] = useState<PageRef>(pageAt(replay.turns, 0))
  const [rate, setRate] = useState(1)
  const picture = useKeptPicture(replay.recording)
  const [seen, setSeen] = useState(false)

  useEffect(() => {
    const before = sound.current?.heardAt() ?? 0
    const was = sound.current?.state()
    sound.current?.close()
    const player = playKept({ source: keptSource(replay.sound, length), ends: length }, setState)
    if (before > 0) player.seek(before)
    // Something more of it has come while it is played.
    if (was === 'playing' || was === 'loading') player.play()
    sound.current = player
    return () => player.close()
  }, [name])
  useEffect(() => {
    const timer = setInterval(() => {
      const now = sound.current?.heardAt() ?? 0
      setAt(now)
      setSeen(picture?.follow(now, sound.current?.state() === 'playing', rate) === true)
      setPage(pageAt(replay.turns, now))
    }, 100)
    return () => clearInterval(timer)
  }, [replay, picture, rate])

  const playing = state === 'playing' || state === 'loading'
  const seek = (to: number) => {
    sound.current?.seek(to)
    setAt(to)
    setPage(pageAt(replay.turns, to))
  }
  const toggle = () => {
    if (playing) return sound.current?.pause()
    if (state === 'ended') seek(0)
    sound.current?.play()
  }
  const trouble = state === 'cannot-play' || state === 'not-playing' || state === 'needs-touch' ? state : undefined
  return (
    <Page title={[title, t().replay].filter(Boolean).join(' · ')} back={leave} right={<LineStatus />}>
      {trouble && <Notice kind="attention">{soundWords()[trouble]}</Notice>}
      {replay.sound.length === 0 && <Notice>{t().noSound}</Notice>}
      <div class="replay">
        <div class="replay-board">
          {ink && (
            <BoardView board={ink} page={page} aspect={boardAspect} moment={() => sound.current?.heardAt() ?? 0}>
              <LivePage view={{ contents: contents || undefined }} page={page} photos={replay.photos} />
            </BoardView>
          )}
          {seen && <PictureCorner host={picture?.element} floor={undefined} />}
        </div>
        <div class="replay-controls">
          <Button big first kind="primary" icon={playing ? IconPause : IconPlay} onClick={toggle}>
            {playing ? t().pause : state === 'ended' ? t().again : t().play}
          </Button>
          <input
            class="replay-position"
            type="range"
            min={0}
            max={length}
            step={1_000}
            value={at}
            aria-label={t().position}
            aria-valuetext={t().at(minutesAndSeconds(at), minutesAndSeconds(length))}
            onInput={(event) => seek(Number(event.currentTarget.value))}
          />
          <span class="replay-time">
            {state === 'loading' ? t().loading : t().at(minutesAndSeconds(at), minutesAndSeconds(length))}
          </span>
          <Button
            big
            aria-label={`${t().speed} ${t().times(rate)}`}
            onClick={() => {
              const next = rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1
              sound.current?.setRate(next)
              setRate(next)
            }}
          >
            {t().times(rate)}
          </Button>
        </div>
      </div>
    </Page>
  )
}
