import { useEffect, useRef, useState } from 'preact/hooks'
import type { SoundMode } from '../../core/sound/mode.ts'
import type { RecordingState } from '../sound/index.ts'
import type { RoomLine } from './room-line.ts'
import { type Speaking, type SpokenSegment, speak } from './speak.ts'

interface MicrophoneOptions {
  /** Whether it is wanted; the browser asks for leave when it first is. */
  on: boolean
  /** Whose sound of the room: `soundTracks`. */
  track: number
  mode: SoundMode
  /** The microphone's id; the browser's choice without. */
  device?: string | undefined
  /** The room's clock, ms. */
  now: () => number
  /** Hears each segment that is complete; without it nothing is kept. */
  keep?: (segment: SpokenSegment) => void
}

export interface LiveMicrophone {
  state: RecordingState | undefined
  level: Speaking['level']
  end: Speaking['end']
}

/** A microphone whose sound goes to the room, if there is one, for as long as it is on. */
export function useMicrophone(line: RoomLine | undefined, options: MicrophoneOptions): LiveMicrophone {
  const [state, setState] = useState<RecordingState>()
  const speaking = useRef<Speaking | undefined>(undefined)
  const ending = useRef(async (): Promise<void> => undefined)
  const latest = useRef(options)
  latest.current = options
  const { on, track, mode, device } = options

  useEffect(() => {
    if (!on) return
    const one = speak(line, {
      ...{ track, mode, device, changed: setState },
      now: () => latest.current.now(),
      ...(latest.current.keep && { keep: (segment: SpokenSegment) => latest.current.keep?.(segment) }),
    })
    speaking.current = one
    ending.current = one.end
    return () => {
      speaking.current = undefined
      setState(undefined)
      void one.end()
    }
  }, [line, on, track, mode, device])

  return { state, level: () => speaking.current?.level() ?? 0, end: () => ending.current() }
}
