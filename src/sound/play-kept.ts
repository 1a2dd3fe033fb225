import { forgettable, lackingFrom, withoutHoles } from '../../core/sound/kept-feed.ts'
import type { SoundPacket } from '../../core/sound/packet.ts'
import { soundElement } from './sound-element.ts'

export type KeptSoundState = 'paused' | 'playing' | 'loading' | 'needs-touch' | 'ended' | 'cannot-play' | 'not-playing'

/**
 * What is heard from `at` on, ms: packets of at least what is there until `until`, which is later than `at`. Between them, where nothing
 * was recorded or a segment is not there, it is silent. May be asked for any time of the lesson, at most one at a time.
 */
export type KeptSoundSource = (at: number) => Promise<{ packets: readonly SoundPacket[]; until: number }>

export type KeptSound = {
  play(): void
  pause(): void
  /** Goes on from there, playing or paused as it was. */
  seek(at: number): void
  /** 0.75 to 2; voices keep their pitch. */
  setRate(rate: number): void
  setVolume(volume: number): void
  /** The lesson's time that is being heard, ms. */
  heardAt(): number
  state(): KeptSoundState
  close(): void
}

/** How often it is looked whether something is lacking, ms. */
const LOOK = 200

/** Plays the kept sound of a lesson that lasts until `ends`, ms. `changed` is told each new state. */
export function playKept(
  options: { source: KeptSoundSource; ends: number },
  changed: (state: KeptSoundState) => void,
): KeptSound {
  const { source, ends } = options
  let state: KeptSoundState = 'paused'
  let wanted = false
  let touchWanted = false
  let fetching = false
  let given: { at: number; until: number } | undefined
  let over = false

  const element = soundElement(look, () => become('not-playing'))
  if (!element) become('cannot-play')

  function become(next: KeptSoundState): void {
    if (state === next) return
    state = next
    changed(next)
  }

  function look(): void {
    if (!element || state === 'not-playing') return
    const [at, ranges] = [element.position(), element.ranges()]
    const lacking = lackingFrom(ranges, at, element.rate(), ends)
    if (lacking !== undefined && !fetching) void fetchFrom(lacking)
    const old = forgettable(ranges, at)
    if (old !== undefined) element.forget(old)

    over = over || (wanted && at >= ends - SEAM)
    if (over && wanted) {
      wanted = false
      element.pause()
    }
    if (over) become('ended')
    else if (touchWanted) become('needs-touch')
    else if (!wanted) become('paused')
    else become(element.waiting() ? 'loading' : 'playing')
  }

  async function fetchFrom(lacking: number): Promise<void> {
    // What was given ends where it was said to, although the browser has some ms less.
    const at = given && Math.abs(given.until - lacking) < SEAM ? given.until : lacking
    // Given, and not taken in yet.
    if (at === given?.at) return
    fetching = true
    const { packets, until } = await source(at)
    fetching = false
    given = { at, until }
    element?.append(withoutHoles(packets, at, until >= ends ? ends + END : until))
    look()
  }

  const timer = setInterval(look, LOOK)
  look()

  return {
    play() {
      if (!element) return
      if (over) {
        over = false
        element.go(0)
      }
      wanted = true
      void element.play().then((playing) => {
        touchWanted = !playing
        look()
      })
      look()
    },
    pause() {
      wanted = false
      touchWanted = false
      element?.pause()
      look()
    },
    seek(at) {
      over = false
      given = undefined
      element?.go(Math.min(Math.max(0, at), ends))
      look()
    },
    setRate: (rate) => element?.setRate(Math.min(2, Math.max(0.75, rate))),
    setVolume: (volume) => element?.setVolume(volume),
    heardAt: () => Math.min(ends, element?.position() ?? 0),
    state: () => state,
    close() {
      clearInterval(timer)
      element?.close()
    },
  }
}

/** Browsers stop some hundredths of a second before the end of what they have: so much silence is behind the lesson, ms. */
const END = 200

/** Packets need not end where their segment is said to, ms. */
const SEAM = 20
