import type { MovingPicture } from '../../core/recording/heads.ts'
import type { OpenFile } from '../library/recordings/index.ts'

/** A lesson's kept picture, in step with its sound. It is mute: the sound is the lesson's own. */
export interface KeptPicture {
  readonly element: HTMLVideoElement
  /** Keeps it where the sound is. @param at the room's time, ms @returns whether there is a picture then */
  follow(at: number, playing: boolean, rate: number): boolean
  close(): void
}

/** So much is held ahead of what is seen, and behind it, s. */
const [ahead, behind] = [12, 20]
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
  let init = -1
  let busy = false
  let closed = false

  media.addEventListener('sourceopen', () => {
    if (closed || buffer) return
    // Without an end a browser goes nowhere before it has what is there.
    const last = head.pieces[head.pieces.length - 1]
    media.duration = last ? (last.from + last.ms) / 1000 + 1 : 1
    buffer = media.addSourceBuffer(type)
    buffer.timestampOffset = -head.opened / 1000
  })

  /** Gives the player what it lacks next, if anything. */
  async function feed(to: SourceBuffer, at: number): Promise<void> {
    const has = (time: number) => within(to.buffered, time)
    const piece = head.pieces.find(
      ({ from, ms }) => from + ms > at * 1000 && from < (at + ahead) * 1000 && !has((from + ms / 2) / 1000),
    )
    if (piece) {
      const wanted = head.inits[piece.init]
      if (piece.init !== init && wanted) {
        await append(to, await read(wanted))
        init = piece.init
      }
      await append(to, await read(piece))
    } else if (to.buffered.length > 0 && to.buffered.start(0) < at - 2 * behind) {
      to.remove(0, at - behind)
      await done(to)
    }
  }

  return {
    element,
    follow(at, playing, rate) {
      const time = at / 1000
      if (buffer && !busy && !closed && media.readyState === 'open') {
        busy = true
        feed(buffer, time)
          // A piece that a player does not take, or no longer: what is left of the lesson goes on.
          .catch((error: unknown) => closed || console.error('kept picture:', error))
          .finally(() => {
            busy = false
          })
      }
      const isThere = buffer !== undefined && within(buffer.buffered, time)
      if (!isThere || !playing) element.pause()
      if (!isThere) return false
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

async function append(to: SourceBuffer, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  to.appendBuffer(bytes)
  await done(to)
}

function done(to: SourceBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      to.removeEventListener('updateend', over)
      to.removeEventListener('error', failed)
      settle()
    }
    const over = end(resolve)
    const failed = end(() => reject(new Error('not taken')))
    to.addEventListener('updateend', over)
    to.addEventListener('error', failed)
  })
}
