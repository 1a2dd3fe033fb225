import type { MovingPicture } from '../../core/recording/heads.ts'
import type { OpenFile } from '../library/recordings/index.ts'
import { pictureFeed } from './picture-feed.ts'

/** A lesson's kept picture, in step with its sound. It is mute: the sound is the lesson's own. */
export interface KeptPicture {
  readonly element: HTMLVideoElement
  /** Keeps it where the sound is. @param at the room's time, ms @returns whether there is a picture then */
  follow(at: number, playing: boolean, rate: number): boolean
  close(): void
}

/** The last picture stands for so long where the next is missing, as where a host's picture became larger, s. */
const standing = 1
/** Beside the sound by more than this it jumps, by more than that it hurries or dawdles, s. */
const [far, near] = [0.5, 0.04]

/** @returns undefined where the browser cannot play it */
export function playPicture({ head, read }: OpenFile<MovingPicture>): KeptPicture | undefined {
  const { MediaSource: usual, ManagedMediaSource: managed } = globalThis as {
    MediaSource?: typeof MediaSource
    ManagedMediaSource?: typeof MediaSource
  }
  const type = head.inits[0]?.type ?? ''
  const Source = [usual, managed].find((one) => one?.isTypeSupported(type))
  if (!Source) return undefined
  const element = document.createElement('video')
  element.muted = element.playsInline = element.disableRemotePlayback = true
  const media = new Source()
  const address = URL.createObjectURL(media)
  element.src = address
  let buffer: SourceBuffer | undefined
  let feed: ((at: number) => Promise<void>) | undefined
  let busy = false
  let closed = false

  media.addEventListener('sourceopen', () => {
    if (closed || buffer) return
    // Without an end a browser goes nowhere before it has what is there.
    const last = head.pieces[head.pieces.length - 1]
    media.duration = last ? (last.from + last.ms) / 1000 + 1 : 1
    buffer = media.addSourceBuffer(type)
    buffer.timestampOffset = -head.opened / 1000
    feed = pictureFeed(buffer, { head, read })
  })

  return {
    element,
    follow(at, playing, rate) {
      const time = at / 1000
      if (feed && !busy && !closed && media.readyState === 'open') {
        busy = true
        feed(time)
          // A piece that a player does not take, or no longer: what is left of the lesson goes on.
          .catch((error: unknown) => closed || console.error('kept picture:', error))
          .finally(() => {
            busy = false
          })
      }
      const isThere = buffer !== undefined && within(buffer.buffered, time)
      if (!isThere || !playing) element.pause()
      if (!isThere) return buffer !== undefined && within(buffer.buffered, time - standing) && element.currentTime > 0
      const off = element.currentTime - time
      if (Math.abs(off) > (playing ? far : near)) element.currentTime = time
      element.playbackRate = Math.abs(off) > near && playing ? rate * (off > 0 ? 0.95 : 1.05) : rate
      if (playing && element.paused) element.play().catch(() => undefined) // the next look asks again
      return true
    },
    close() {
      closed = true
      element.pause()
      element.removeAttribute('src')
      element.load()
      URL.revokeObjectURL(address)
    },
  }
}

function within(ranges: TimeRanges, time: number): boolean {
  for (let n = 0; n < ranges.length; n++) if (time >= ranges.start(n) - 0.1 && time < ranges.end(n)) return true
  return false
}
