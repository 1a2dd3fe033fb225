import { useEffect, useRef, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { climb, join, type Standing } from '../../core/ladder/ladder.ts'
import type { Rung, Shape } from '../../core/ladder/rungs.ts'
import type { LineSample } from '../../core/ladder/sample.ts'
import type { RoomLine } from '../live/index.ts'
import { type Late, playLate, playsLate } from './late.ts'
import { type RemoteSound, remoteSound } from './remote-sound.ts'
import type { Slot } from './rtc-sample.ts'
import type { Shown } from './use-shown.ts'
import { type Watching, watch } from './watch.ts'

/** How often it is looked, ms; more often while it is being found out whether a picture comes through. */
const every = { settled: 1_000, trying: 250 }
/** Waits between tries of a rung that is held by hand and does not come, ms. */
const waits = [1_000, 2_000, 5_000, 10_000]

export interface RoomPictureOptions {
  room: LessonId
  line: RoomLine
  shape: Shape
  /** Whose picture, and sound beside it, is to be had. */
  shown: Shown
  held: Rung | undefined
  /** The class is to talk back: not some seconds late. */
  talks?: boolean
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

const silent = { host: false, floor: false }
const unseen = { host: undefined, floor: undefined }

/** What of a live room comes here and by which way: the media ladder, with its samples and its sessions. */
export function useRoomPicture(options: RoomPictureOptions): RoomPicture {
  const { room, line, shown } = options
  const there = shown.host || shown.floor
  const [isNone, setNone] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const [standing, setStanding] = useState<Standing>(() => join(performance.now(), wishOf(options, false)))
  const [heard, setHeard] = useState(silent)
  const [seen, setSeen] = useState<{ host?: MediaStream | undefined; floor?: MediaStream | undefined }>(unseen)
  const [shownLate, setShownLate] = useState<Late>()
  const latest = useRef({ options, isNone })
  latest.current = { options, isNone }

  useEffect(() => {
    let now = join(performance.now(), wishOf(latest.current.options, latest.current.isNone))
    let session: Watching | undefined
    let late: Late | undefined
    let lateFailed: { times: number; at: number } | undefined
    let sounds: Record<'host' | 'floor', RemoteSound> | undefined
    let failed = { times: 0, at: 0 }
    let stops = latest.current.options.stops()
    let timer: ReturnType<typeof setTimeout>
    let over = false

    function end(): void {
      session?.close()
      sounds?.host.close()
      sounds?.floor.close()
      session = sounds = undefined
      setHeard(silent)
      setSeen(unseen)
    }

    function begin(): void {
      session = watch(room, () => {
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
      return { ...wishOf(asked, none), hls: comesLate(asked, none) && lateFailed === undefined }
    }

    function endLate(): void {
      late?.close()
      late = undefined
      setShownLate(undefined)
    }

    /** The late picture is there on its rung, or while it is tried again for who holds that. */
    function keepLate(): void {
      if (now.rung !== 2 && now.trying !== 2) {
        lateFailed = undefined
        if (late) endLate()
        return
      }
      if (!late) late = playLate(room)
      const state = late.state()
      if (state === 'failed') {
        lateFailed ??= { times: 0, at: performance.now() }
        setShownLate(undefined)
        const wait = waits[Math.min(lateFailed.times, waits.length - 1)] ?? 0
        if (performance.now() - lateFailed.at < wait) return
        lateFailed = { times: lateFailed.times + 1, at: performance.now() }
        late.close()
        late = playLate(room)
      }
      const isPlaying = state === 'playing' && !late.element.paused
      if (isPlaying) lateFailed = undefined
      const isHeard = isPlaying && now.rung === 2
      late.mute(!isHeard)
      setShownLate(isHeard ? late : undefined)
    }

    function show(one: Watching, came: ReadonlySet<Slot>): void {
      const isUp = now.rung >= 4
      one.choose(now.rung === 5 ? 'sharp' : 'small')
      sounds ??= { host: remoteSound(), floor: remoteSound() }
      const speaks = (whose: 'host' | 'floor') => {
        const track = one.track(`${whose}Sound`)
        return isUp && track !== undefined && came.has(`${whose}Sound`) && sounds?.[whose].hear(track) === true
      }
      const next = { host: speaks('host'), floor: speaks('floor') }
      sounds.host.mute(!next.host)
      sounds.floor.mute(!next.floor)
      setHeard((last) => (last.host === next.host && last.floor === next.floor ? last : next))
      setSeen((last) => {
        const picture = (whose: 'host' | 'floor') => {
          if (!isUp || !latest.current.options.shown[whose]) return undefined
          return last[whose] ?? (came.has(`${whose}Picture`) ? streamOf(one.track(`${whose}Picture`)) : undefined)
        }
        const then = { host: picture('host'), floor: picture('floor') }
        return then.host === last.host && then.floor === last.floor ? last : then
      })
    }

    async function look(): Promise<void> {
      clearTimeout(timer)
      const one = session
      const looked = await one?.look()
      if (over) return
      if (one !== session) return again()
      const wish = wishNow()
      const before = now
      const dry = latest.current.options.stops()
      const sample: LineSample = {
        at: performance.now(),
        heardAgo: line.heardAgo(),
        rtt: line.rtt(),
        ...(looked && { webrtc: looked.sample }),
        ...(now.rung < 4 && { sound: { underruns: Math.max(0, dry - stops) } }),
        ...(late && { hls: late.look() }),
      }
      stops = dry
      now = climb(now, sample, wish)
      if (now.rung >= 4 && before.rung < 4) failed = { times: 0, at: 0 }
      keep()
      keepLate()
      if (session && looked && session === one) show(session, looked.came)
      setStanding(now)
      again()
    }

    function again(): void {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), now.trying === undefined ? every.settled : every.trying)
    }

    setStanding(now)
    keep()
    again()
    return () => {
      over = true
      clearTimeout(timer)
      end()
      endLate()
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

function wishOf({ shape, shown, held }: RoomPictureOptions, isNone: boolean) {
  const webrtc = (shown.host || shown.floor) && !isNone && typeof RTCPeerConnection !== 'undefined'
  return { shape, webrtc, hls: false, held }
}

/** Only the host's picture comes late. */
function comesLate({ shown, talks }: RoomPictureOptions, isNone: boolean): boolean {
  return shown.host && !isNone && !talks && playsLate()
}

function streamOf(track: MediaStreamTrack | undefined): MediaStream | undefined {
  return track && new MediaStream([track])
}
