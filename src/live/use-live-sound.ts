import { useEffect, useRef, useState } from 'preact/hooks'
import { signalSorts } from '../../core/live/room-messages.ts'
import { readChunk, type SoundChunk } from '../../core/sound/chunk.ts'
import { type LiveSound, type LiveSoundState, playLive } from '../sound/index.ts'
import { inStep } from './in-step.ts'
import type { RoomLine } from './room-line.ts'

export interface HeardSound {
  state: LiveSoundState
  /** The room's time that is being heard, ms; undefined before the first sound. */
  heardAt(): number | undefined
  /** How often it has run dry so far. */
  stops(): number
  /** To be called in a person's touch, where the state is `needs-touch`. */
  touched(): void
}

/**
 * Plays one track of a room's own sound as it comes.
 *
 * @param muted it goes on unheard, and is heard again at once
 * @param behind by how much it is held back, to stay in step with what comes later, ms
 */
export function useLiveSound(line: RoomLine, track: number, muted = false, behind?: () => number): HeardSound {
  const [state, setState] = useState<LiveSoundState>('silent')
  const player = useRef<LiveSound | undefined>(undefined)
  const volume = useRef(1)
  volume.current = muted ? 0 : 1
  const heldBack = useRef(behind)
  heldBack.current = behind
  useEffect(() => player.current?.setVolume(volume.current), [muted])

  useEffect(() => {
    // Only what speaks needs a player.
    const waiting = inStep<SoundChunk>((chunk) => {
      if (!player.current) {
        player.current = playLive(setState)
        player.current.setVolume(volume.current)
      }
      player.current.hear(chunk)
    })
    const end = line.onSignal((_, bytes) => {
      if (bytes[0] !== signalSorts.sound || bytes[2] !== track) return
      const chunk = readChunk(bytes.slice(1))
      if (chunk) waiting.add(chunk, heldBack.current?.() ?? 0)
    })
    return () => {
      end()
      waiting.close()
      player.current?.close()
      player.current = undefined
    }
  }, [line, track])

  return {
    state,
    heardAt: () => player.current?.heardAt(),
    stops: () => player.current?.figures().stops ?? 0,
    touched: () => player.current?.touched(),
  }
}
