import { signalSorts } from '../../core/live/room-messages.ts'
import { firstRate, losesSound, rateNow } from '../../core/sound/live-rate.ts'
import type { SoundMode } from '../../core/sound/mode.ts'
import { type RecordingState, record, type SoundOut, soundOut } from '../sound/index.ts'
import type { RoomLine } from './room-line.ts'

/** Ten seconds of what was said, complete. Times on the room's clock, ms. */
export interface SpokenSegment {
  from: number
  until: number
  bytes: Uint8Array<ArrayBuffer>
}

export interface SpeakOptions {
  /** Whose sound of the room: `soundTracks`. */
  track: number
  mode: SoundMode
  /** The microphone's id; the browser's choice without. */
  device?: string | undefined
  /** The room's clock, ms. */
  now(): number
  /** Hears each segment that is complete; without it nothing is kept. */
  keep?(segment: SpokenSegment): void
  changed(state: RecordingState): void
}

export interface Speaking {
  /** 0 to 1. */
  level(): number
  /** Nothing is recorded any more from now on; resolves when all that was said has been given to be kept. */
  end(): Promise<void>
}

/** A line whose answer is owed for so long is given no more sound, ms: it would count as dead a second later. */
const late = 1_500
/** How often it is looked whether all classrooms have the sound, ms. */
const look = 1_000

/**
 * A microphone whose sound goes to the room, if there is one, and is kept. A voice is coded once for both. Music is coded twice: what is kept is always
 * music, and what goes out is what the thinnest line in the room carries.
 */
export function speak(line: RoomLine | undefined, options: SpeakOptions, begin: typeof record = record): Speaking {
  const { mode, track, keep = () => undefined, changed } = options
  const isTwice = line !== undefined && mode === 'music' && options.keep !== undefined
  const out = outTo(line, track, isTwice ? () => undefined : keep)
  const kept = isTwice ? outTo(undefined, track, keep) : out
  let rate = firstRate(mode, performance.now())
  const { device } = options
  const common = { mode, lessonNow: options.now, ...(device !== undefined && { device }) }
  const live = begin({ ...common, bitsPerSecond: rate.rate, said: out.say, changed })
  const keeping = isTwice ? begin({ ...common, said: kept.say, changed: () => undefined }) : undefined

  const looking = setInterval(() => {
    const { members = [], late: whose = [], you } = line?.state.getState() ?? {}
    const isLost = members.some(({ host, standing }) => !host && losesSound(standing)) || whose.some((n) => n === you)
    const next = rateNow(rate, mode, isLost, performance.now())
    if (next.rate !== rate.rate) void live.change({ bitsPerSecond: next.rate })
    rate = next
  }, look)

  let ended: Promise<void> | undefined
  return {
    level: () => live.level(),
    end() {
      clearInterval(looking)
      ended ??= Promise.all([live.stop(), keeping?.stop()]).then(kept.flush)
      return ended
    },
  }
}

function outTo(line: RoomLine | undefined, track: number, keep: (segment: SpokenSegment) => void): SoundOut {
  return soundOut({
    track,
    pending: () => line?.pending(),
    stuck: () => (line?.owed() ?? 0) > late,
    send(chunk) {
      const signal = new Uint8Array(chunk.length + 1)
      signal[0] = signalSorts.sound
      signal.set(chunk, 1)
      line?.send(signal)
    },
    keep,
  })
}
