import { useEffect, useRef, useState } from 'preact/hooks'
import { signalSorts } from '../../core/live/room-messages.ts'
import { type Recording, type RecordingState, record, soundOut } from '../sound/index.ts'
import type { RoomLine } from './room-line.ts'

/** Ten seconds of what was said, complete. Times on the room's clock, ms. */
export interface SpokenSegment {
  from: number
  until: number
  bytes: Uint8Array<ArrayBuffer>
}

interface MicrophoneOptions {
  /** Whether it is wanted; the browser asks for leave when it first is. */
  on: boolean
  /** Whose sound of the room: `soundTracks`. */
  track: number
  /** The room's clock, ms. */
  now: () => number
  /** Hears each segment that is complete; without it nothing is kept. */
  keep?: (segment: SpokenSegment) => void
}

/** The host's sound, and that of whoever has the floor. */
export const soundTracks = { host: 0, floor: 1 } as const

export interface LiveMicrophone {
  state: RecordingState | undefined
  /** 0 to 1. */
  level(): number
  /** Nothing is recorded any more from now on; resolves when all that was said has been given to be kept. */
  end(): Promise<void>
}

/** A microphone whose sound goes to the room, if there is one, for as long as it is on. */
export function useMicrophone(line: RoomLine | undefined, options: MicrophoneOptions): LiveMicrophone {
  const [state, setState] = useState<RecordingState>()
  const recording = useRef<Recording | undefined>(undefined)
  const ending = useRef(async (): Promise<void> => undefined)
  const latest = useRef(options)
  latest.current = options
  const { on, track } = options

  useEffect(() => {
    if (!on) return
    const out = soundOut({
      track,
      pending: () => line?.pending(),
      send: (chunk) => {
        const signal = new Uint8Array(chunk.length + 1)
        signal[0] = signalSorts.sound
        signal.set(chunk, 1)
        line?.send(signal)
      },
      keep: (segment) => latest.current.keep?.(segment),
    })
    const fresh = line?.state.subscribe(({ at }, before) => {
      if (at === 'in' && before.at !== 'in') out.opened()
    })
    const one = record({
      mode: 'voice',
      lessonNow: () => latest.current.now(),
      said: out.say,
      changed: setState,
    })
    recording.current = one
    let ended: Promise<void> | undefined
    ending.current = () => {
      ended ??= one.stop().then(out.flush)
      return ended
    }
    return () => {
      fresh?.()
      recording.current = undefined
      setState(undefined)
      void ending.current()
    }
  }, [line, on, track])

  return { state, level: () => recording.current?.level() ?? 0, end: () => ending.current() }
}
