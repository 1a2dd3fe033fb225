import type { Range } from '../../core/sound/listening.ts'
import type { SoundPacket } from '../../core/sound/packet.ts'
import { webmClusters, webmStart } from '../../core/sound/webm/write.ts'

/** A browser's player, to which packets are given with their times; what it hears is at their times. All times in ms. */
export type SoundElement = {
  append(packets: readonly SoundPacket[]): void
  /** Forgets what is before this time. */
  forget(before: number): void
  ranges(): Range[]
  /** Something that it was given is not in yet. `changed` is called when it is. */
  taking(): boolean
  /** Being heard now, the loudspeaker's delay taken off as far as the browser knows it. */
  position(): number
  /** It would play, and nothing is heard: on its way to another place, or because it has nothing to play. */
  waiting(): 'on-its-way' | 'for-sound' | undefined
  stopped(): boolean
  rate(): number
  /** Goes on from there. */
  go(at: number): void
  setRate(rate: number): void
  setVolume(volume: number): void
  /** False when the browser wants a touch first. */
  play(): Promise<boolean>
  pause(): void
  close(): void
}

const TYPE = 'audio/webm; codecs="opus"'

type Source = Pick<typeof MediaSource, 'isTypeSupported'> & { new (): MediaSource }

/** iPhones have a MediaSource of their own kind. */
function source(): Source | undefined {
  const { MediaSource: usual, ManagedMediaSource: managed } = globalThis as {
    MediaSource?: Source
    ManagedMediaSource?: Source
  }
  return [usual, managed].find((one) => one?.isTypeSupported(TYPE))
}

/**
 * Makes one; undefined where the browser cannot. `changed` is called when something was taken in or playing stops or goes on, `broken` once,
 * when the browser has given up: then it is of no use any more.
 */
export function soundElement(changed: () => void, broken: () => void): SoundElement | undefined {
  const Source = source()
  if (!Source) return undefined
  const element = new Audio()
  // Without it iPhones keep their MediaSource closed.
  element.disableRemotePlayback = true
  const media = new Source()
  const address = URL.createObjectURL(media)
  let buffer: SourceBuffer | undefined
  let waitingPackets: SoundPacket[] = []
  let forgetBefore = 0
  /** Where to begin, before the browser knows what it plays: until then it keeps no place. */
  let beginning: number | undefined
  let closed = false

  function fail(): void {
    if (closed) return
    close()
    broken()
  }

  function close(): void {
    closed = true
    element.pause()
    element.removeAttribute('src')
    element.load()
    URL.revokeObjectURL(address)
  }

  /** A SourceBuffer does one thing at a time. */
  function work(): void {
    if (closed || !buffer || buffer.updating || media.readyState !== 'open') return
    try {
      const first = buffer.buffered.length > 0 ? buffer.buffered.start(0) : Number.POSITIVE_INFINITY
      const before = forgetBefore / 1000
      // Once: who goes back wants there what is given from then on.
      forgetBefore = 0
      if (before > first) buffer.remove(0, before)
      else if (waitingPackets.length > 0) {
        buffer.appendBuffer(webmClusters(waitingPackets))
        waitingPackets = []
      }
    } catch (error) {
      // Full: what was heard makes room, and the packets are tried again behind it.
      if (error instanceof DOMException && error.name === 'QuotaExceededError' && element.currentTime > 1) {
        buffer.remove(0, element.currentTime - 1)
      } else fail()
    }
  }

  media.addEventListener('sourceopen', () => {
    // It opens again when it had been ended.
    if (closed || buffer) return
    // In what has no end a browser goes nowhere before it has what is there.
    media.duration = 2 ** 32 / 1000
    buffer = media.addSourceBuffer(TYPE)
    buffer.addEventListener('error', fail)
    buffer.addEventListener('updateend', () => {
      work()
      changed()
    })
    buffer.appendBuffer(webmStart())
  })
  element.addEventListener('loadedmetadata', () => {
    if (beginning !== undefined) element.currentTime = beginning / 1000
    beginning = undefined
  })
  element.addEventListener('error', fail)
  for (const event of ['waiting', 'playing', 'seeked', 'pause', 'timeupdate']) element.addEventListener(event, changed)
  element.src = address

  return {
    append(packets) {
      if (closed) return
      waitingPackets.push(...packets)
      work()
    },
    forget(before) {
      forgetBefore = Math.max(forgetBefore, before)
      work()
    },
    taking: () => waitingPackets.length > 0 || (buffer ? buffer.updating : !closed),
    ranges: () => (closed ? [] : rangesOf(element.buffered)),
    position: () => beginning ?? element.currentTime * 1000,
    waiting() {
      if (element.paused) return undefined
      if (element.seeking) return 'on-its-way'
      return element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA ? 'for-sound' : undefined
    },
    stopped: () => element.paused,
    rate: () => element.playbackRate,
    go(at) {
      if (element.readyState === HTMLMediaElement.HAVE_NOTHING) beginning = at
      else element.currentTime = at / 1000
    },
    setRate(rate) {
      if (element.playbackRate !== rate) element.playbackRate = rate
    },
    setVolume(volume) {
      element.volume = volume
    },
    async play() {
      try {
        await element.play()
        return true
      } catch (error) {
        // Closed or paused meanwhile: nobody waits for it any more.
        return !(error instanceof DOMException && error.name === 'NotAllowedError')
      }
    },
    pause: () => element.pause(),
    close() {
      if (!closed) close()
    },
  }
}

function rangesOf(times: TimeRanges): Range[] {
  return Array.from({ length: times.length }, (_, n) => ({ from: times.start(n) * 1000, until: times.end(n) * 1000 }))
}
