import { useEffect, useRef, useState } from 'preact/hooks'
import { signalSorts } from '../../core/live/room-messages.ts'
import { readChunk } from '../../core/sound/chunk.ts'
import { type LiveSound, type LiveSoundState, playLive } from '../sound/index.ts'
import type { RoomLine } from './room-line.ts'

export interface HeardSound {
  state: LiveSoundState
  /** The room's time that is being heard, ms; undefined before the first sound. */
  heardAt(): number | undefined
  /** To be called in a person's touch, where the state is `needs-touch`. */
  touched(): void
}

/** Plays one track of a room's own sound as it comes. */
export function useLiveSound(line: RoomLine, track: number): HeardSound {
  const [state, setState] = useState<LiveSoundState>('silent')
  const player = useRef<LiveSound | undefined>(undefined)

  useEffect(() => {
    // Only what speaks needs a player.
    const end = line.onSignal((_, bytes) => {
      if (bytes[0] !== signalSorts.sound || bytes[2] !== track) return
      const chunk = readChunk(bytes.slice(1))
      if (!chunk) return
      player.current ??= playLive(setState)
      player.current.hear(chunk)
    })
    return () => {
      end()
      player.current?.close()
      player.current = undefined
    }
  }, [line, track])

  return {
    state,
    heardAt: () => player.current?.heardAt(),
    touched: () => player.current?.touched(),
  }
}
