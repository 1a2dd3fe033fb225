import { useEffect, useRef, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { climb, join, type Standing } from '../../core/ladder/ladder.ts'
import type { LineSample, RtcSample } from '../../core/ladder/sample.ts'
import type { RoomLine } from '../live/index.ts'
import { keepLate, waits } from './keep-late.ts'
import type { Late } from './late.ts'
import { canWatch, comesLate, type PictureWish, wishOf } from './picture-wish.ts'
import { presenting, silent, unseen } from './presenting.ts'
import { evenOut } from './session.ts'
import { timerLateness } from './timer-lateness.ts'
import { type Watching, watch } from './watch.ts'

/** How often it is looked, ms; more often while it is found out whether a picture comes through, and while one has to be there any moment. */
const every = { settled: 1_000, trying: 250, coming: 100 }
/** A picture that has not come so long after its session stands is none that has to be there any moment, ms. */
const coming = 3_000

export interface RoomPictureOptions extends PictureWish {
  room: LessonId
  line: RoomLine
  /** How often the timeline's own sound has run dry so far. */
  stops(): number
}

export interface RoomPicture {
  standing: Standing
  /** The hub passes no picture on: nothing of it is tried any more. */
  isNone: boolean
  /** The hub let nobody in when it was last asked: it is not the line. */
  isRefused: boolean
  /** Whose sound comes with the picture now: that of the timeline is not to be heard meanwhile. */
  heard: { host: boolean; floor: boolean }
  /** What is to be seen; undefined where nothing comes. What comes late has its sound in it. */
  host: MediaStream | HTMLVideoElement | undefined
  floor: MediaStream | undefined
  /** Where host and picture come late: what is being heard, by the hub's clock, ms since 1970. */
  lateAt: (() => number | undefined) | undefined
}

/** What of a live room comes here and by which way: the media ladder, with its samples and its sessions. */
export function useRoomPicture(options: RoomPictureOptions): RoomPicture {
  const { room, line, shown } = options
  const there = shown.host || shown.floor
  const [isNone, setNone] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const [standing, setStanding] = useState<Standing>(() => join(performance.now(), wishOf(options, false)))
  const [heard, setHeard] = useState(silent)
  const [seen, setSeen] = useState(unseen)
  const [shownLate, setShownLate] = useState<Late>()
  const latest = useRef({ options, isNone })
  latest.current = { options, isNone }

  // From the cache, while the room is being entered. More would stand in the way of the sound on a thin line.
  useEffect(() => {
    if (canWatch()) evenOut().catch((error: unknown) => console.info('ahead of a picture:', error))
  }, [])

  useEffect(() => {
    let now = join(performance.now(), wishOf(latest.current.options, latest.current.isNone))
    let session: Watching | undefined
    const late = keepLate(room, setShownLate)
    const present = presenting(setHeard, setSeen)
    let failed = { times: 0, at: 0 }
    let stands: number | undefined
    let sampled = 0
    const lateness = timerLateness()
    let isLooking = false
    let isDue = false
    let stops = latest.current.options.stops()
    let timer: ReturnType<typeof setTimeout>
    let over = false

    function end(): void {
      session?.close()
      session = stands = undefined
      present.end()
    }

    function begin(): void {
      session = watch(room, () => {
        if (session?.state() === 'connected') stands ??= performance.now()
        if (session?.state() === 'failed') failed = { times: failed.times + 1, at: performance.now() }
        if (session?.why() === 'no-picture-here') setNone(true)
        setRefused(session?.why() === 'refused')
        void look()
      })
    }

    /** A session is there while something is to come by it. */
    function keep(): void {
      const wish = wishOf(latest.current.options, latest.current.isNone)
      const wanted = now.rung >= 4 || (now.trying ?? 0) >= 4
      if (!wanted || !wish.webrtc) {
        if (session) end()
        return
      }
      const wait = waits[Math.min(failed.times, waits.length) - 1] ?? 0
      if (session?.state() === 'failed' && now.because === 'held-not-possible' && performance.now() - failed.at > wait)
        end()
      if (!session) begin()
    }

    function wishNow() {
      const { options: asked, isNone: none } = latest.current
      return { ...wishOf(asked, none), hls: comesLate(asked, none) && !late.hasFailed() }
    }

    /** One look at a time: what happens in the middle of one is looked at right after it. */
    async function look(): Promise<void> {
      clearTimeout(timer)
      isDue = isLooking
      if (isLooking) return
      isLooking = true
      await lookOnce().finally(() => {
        isLooking = false
      })
      if (over) return
      if (isDue) return look()
      wait()
    }

    function wait(): void {
      const ms = pause()
      lateness.set(ms)
      timer = setTimeout(() => void look(), ms)
    }

    async function lookOnce(): Promise<void> {
      const one = session
      const overdue = lateness.take()
      // The ladder reckons by the second, but for what it tries.
      const isSample = now.trying !== undefined || performance.now() - sampled >= every.settled
      const looked = await one?.look(isSample)
      if (over || one !== session) return
      if (isSample) takeSample(overdue, looked?.sample)
      if (!looked || !one || session !== one) return
      one.choose(now.rung === 5 ? 'sharp' : 'small')
      present.look(one, looked.came, now.rung >= 4, latest.current.options.shown)
    }

    function takeSample(overdue: number | undefined, webrtc: RtcSample | undefined): void {
      const before = now
      const dry = latest.current.options.stops()
      sampled = performance.now()
      const sample: LineSample = {
        ...{ at: sampled, heardAgo: line.heardAgo(), silence: line.silence(), rtt: line.rtt() },
        ...{ spokenLate: line.spokenLate(), overdue },
        ...{ webrtc, hls: late.look() },
        ...(now.rung < 4 && { sound: { underruns: Math.max(0, dry - stops) } }),
      }
      stops = dry
      now = climb(now, sample, wishNow())
      if (now.rung >= 4 && before.rung < 4) failed = { times: 0, at: 0 }
      keep()
      late.keep(now)
      setStanding(now)
    }

    function pause(): number {
      const lacks = present.lacks(latest.current.options.shown)
      if (lacks && stands !== undefined && performance.now() - stands < coming) return every.coming
      return now.trying === undefined ? every.settled : every.trying
    }

    setStanding(now)
    keep()
    wait()
    return () => {
      over = true
      clearTimeout(timer)
      end()
      late.end()
    }
    // Where a picture comes to be had it is tried at once, as by who has just come.
  }, [room, line, there])

  return {
    ...{ standing, isNone, isRefused },
    heard: { host: heard.host || shownLate !== undefined, floor: heard.floor },
    host: seen.host ?? shownLate?.element,
    floor: seen.floor,
    lateAt: shownLate?.shownAt,
  }
}
