import { packetsBetween, type SoundChunk } from '../../core/sound/chunk.ts'
import { forgettable } from '../../core/sound/kept-feed.ts'
import { edgeAt } from '../../core/sound/lateness.ts'
import { heard, type Listening, notListening, pace } from '../../core/sound/listening.ts'
import { type SoundElement, soundElement } from './sound-element.ts'

/**
 * `silent` while nothing has come yet, `waiting` when it has stopped for want of sound. `needs-touch`: the browser plays nothing before
 * a person has touched the page. Words for the troubles: `words.ts`.
 */
export type LiveSoundState = 'silent' | 'playing' | 'waiting' | 'needs-touch' | 'cannot-play' | 'not-playing'

export type LiveSound = {
  /** A chunk that has come. Of one track; each track has a player of its own. */
  hear(chunk: SoundChunk): void
  /** The lesson's time that is being heard, ms: what else is shown keeps step with it. Undefined before the first sound. */
  heardAt(): number | undefined
  state(): LiveSoundState
  /** How it went since it was opened: packets that never came, stops for want of sound, and how far behind it is now, ms. */
  figures(): { lost: number; stops: number; behind: number | undefined }
  setVolume(volume: number): void
  /** To be called in a person's touch: where the state says so, or to try again where it does not play. */
  touched(): void
  close(): void
}

/** How often it is looked whether all is well, ms. */
const LOOK = 100

/** A browser's player that gave up is replaced so often within so many ms; then it is said. */
const [TRIES, WITHIN] = [5, 30_000]

/** Plays one track of a lesson as it happens. `changed` is told each new state. */
export function playLive(
  changed: (state: LiveSoundState) => void,
  openElement: typeof soundElement = soundElement,
): LiveSound {
  let listening: Listening = notListening
  let element: SoundElement | undefined
  let state: LiveSoundState = 'silent'
  let last: SoundChunk | undefined
  let heardLast: number | undefined
  let touchWanted = false
  let [lost, stops] = [0, 0]
  let failures: number[] = []
  let closed = false

  function open(): void {
    listening = notListening
    element = openElement(look, again)
    if (element) void start(element)
    else become('cannot-play')
  }

  async function start(one: SoundElement): Promise<void> {
    touchWanted = !(await one.play())
    look()
  }

  /** The browser has given up on its player: a new one goes on with the next chunk. */
  function again(): void {
    const now = performance.now()
    failures = [...failures.filter((moment) => moment > now - WITHIN), now]
    element = undefined
    if (closed) return
    become('waiting')
    if (failures.length > TRIES) become('not-playing')
    else open()
  }

  function become(next: LiveSoundState): void {
    // Before the first sound it is silent, not waiting.
    if (state === next || (state === 'silent' && next === 'waiting')) return
    if (next === 'waiting' && state === 'playing') stops += 1
    state = next
    changed(next)
  }

  function look(): void {
    if (!element || closed) return
    const [at, ranges] = [element.position(), element.ranges()]
    if (ranges.length === 0) return
    const waiting = element.waiting() === 'for-sound'
    const next = pace(listening, { now: performance.now(), at, ranges, waiting, rate: element.rate() })
    element.setRate(next.rate)
    if (next.jump !== undefined) element.go(next.jump)
    const old = forgettable(ranges, at)
    if (old !== undefined) element.forget(old)

    if (touchWanted) become('needs-touch')
    else if (element.waiting() === 'for-sound') become('waiting')
    else if (!element.waiting() && !element.stopped() && at > 0) become('playing')
    if (state === 'playing') heardLast = element.position()
  }

  open()
  const timer = setInterval(look, LOOK)

  return {
    hear(chunk) {
      if (closed) return
      const missing = last ? packetsBetween(last, chunk.number) : 0
      // More than a minute is no loss: the speaker's device has begun to count anew.
      if (missing > 0 && missing < 1_000) lost += missing
      last = chunk
      const step = heard(listening, chunk, performance.now())
      listening = step.listening
      if (step.append.length > 0) element?.append(step.append)
    },
    heardAt: () => (state === 'playing' && element ? element.position() : heardLast),
    state: () => state,
    figures() {
      const edge = edgeAt(listening.lateness, performance.now())
      return { lost, stops, behind: edge !== undefined && element ? edge - element.position() : undefined }
    },
    setVolume: (volume) => element?.setVolume(volume),
    touched() {
      if (element) void start(element)
      else if (!closed) {
        failures = []
        open()
      }
    },
    close() {
      closed = true
      clearInterval(timer)
      element?.close()
    },
  }
}
