import { forgettable, lackingFrom, withoutHoles } from '../../core/sound/kept-feed.ts'
import type { SoundPacket } from '../../core/sound/packet.ts'
import { type SoundElement, soundElement } from './sound-element.ts'

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

/** A browser's player that gave up is replaced so often. */
const TRIES = 5

/** Browsers stop some hundredths of a second before the end of what they have: so much silence is behind the lesson, ms. */
const END = 200

/** Packets need not end where their segment is said to, ms. */
const SEAM = 20

/** Plays the kept sound of a lesson that lasts until `ends`, ms. `changed` is told each new state. */
export function playKept(
  { source, ends }: { source: KeptSoundSource; ends: number },
  changed: (state: KeptSoundState) => void,
  openElement: typeof soundElement = soundElement,
): KeptSound {
  let element: SoundElement | undefined
  let state: KeptSoundState = 'paused'
  let place = { at: 0, rate: 1, volume: 1 }
  let wanted = false
  let touchWanted = false
  let over = false
  let failures = 0
  let fetching = false
  let fetches = 0
  let given: { at: number; until: number } | undefined

  function open(): void {
    given = undefined
    element = openElement(look, again)
    if (!element) become('cannot-play')
    element?.go(place.at)
    element?.setRate(place.rate)
    element?.setVolume(place.volume)
    if (wanted) start()
  }

  /** The browser has given up on its player: a new one goes on where it was. */
  function again(): void {
    element = undefined
    failures += 1
    if (failures > TRIES) become('not-playing')
    else open()
  }

  function start(): void {
    void element?.play().then((playing) => {
      touchWanted = !playing
      look()
    })
  }

  function become(next: KeptSoundState): void {
    if (state === next) return
    state = next
    changed(next)
  }

  function look(): void {
    if (!element) return
    const [at, ranges] = [element.position(), element.ranges()]
    place = { ...place, at }
    const lacking = lackingFrom(ranges, at, element.rate(), ends)
    // What was given is not lacking: how much of it is there the browser says when it has taken it in.
    if (lacking !== undefined && !fetching && !element.taking()) void fetchFrom(lacking)
    const old = forgettable(ranges, at)
    if (old !== undefined) element.forget(old)

    if (wanted && at >= ends - SEAM) {
      wanted = false
      over = true
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
    const fetch = ++fetches
    const into = element
    try {
      const { packets, until } = await source(at)
      into?.append(withoutHoles(packets, at, until >= ends ? ends + END : until))
      if (fetch === fetches && into === element) given = { at, until }
    } finally {
      // One that was asked for after a jump does not wait for the one before it.
      if (fetch === fetches) fetching = false
    }
    look()
  }

  open()
  const timer = setInterval(look, LOOK)
  look()

  return {
    play() {
      if (over) this.seek(0)
      wanted = true
      start()
      look()
    },
    pause() {
      wanted = touchWanted = false
      element?.pause()
      look()
    },
    seek(at) {
      over = false
      given = undefined
      fetching = false
      element?.go(Math.min(Math.max(0, at), ends))
      look()
    },
    setRate(rate) {
      place = { ...place, rate: Math.min(2, Math.max(0.75, rate)) }
      element?.setRate(place.rate)
    },
    setVolume(volume) {
      place = { ...place, volume }
      element?.setVolume(volume)
    },
    heardAt: () => Math.min(ends, element?.position() ?? place.at),
    state: () => state,
    close() {
      clearInterval(timer)
      element?.close()
      element = undefined
    },
  }
}
