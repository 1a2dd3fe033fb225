import { useEffect, useRef, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import type { SoundMode } from '../../core/sound/mode.ts'
import { openMicrophone } from '../sound/index.ts'
import { type Publishing, type PublishingState, publish } from './publish.ts'

interface PublishingOptions {
  room: LessonId
  as: 'host' | 'floor'
  on: boolean
  picture: MediaStream | undefined
  /** Whether one's sound is on: beside the timeline's own, for those who have the picture. */
  speaking: boolean
  /** How the microphone listens, and how its sound is coded. */
  mode: SoundMode
  /** The microphone's id; the browser's choice without. */
  device?: string | undefined
}

/** Sends this device's picture and sound to the room for as long as it is on. @returns how it stands; undefined while off */
export function usePublishing(options: PublishingOptions): PublishingState | undefined {
  const { room, as, on, picture, speaking, mode, device } = options
  const [state, setState] = useState<PublishingState>()
  const publishing = useRef<Publishing | undefined>(undefined)
  const sound = useRef<Listening | undefined>(undefined)
  const latest = useRef(options)
  latest.current = options
  const [track] = picture?.getVideoTracks() ?? []
  const isShown = track !== undefined

  useEffect(() => {
    if (!on) return
    let over = false
    const begin = async () => {
      const heard = await listen(latest.current)
      if (over) return heard.track?.stop()
      sound.current = heard
      const [shown] = latest.current.picture?.getVideoTracks() ?? []
      publishing.current = publish({
        room,
        as,
        sound: heard.track,
        mode: heard.mode,
        picture: shown,
        changed: setState,
      })
      await listenAnew()
    }
    void begin()
    return () => {
      over = true
      publishing.current?.stop()
      sound.current?.track?.stop()
      publishing.current = sound.current = undefined
      setState(undefined)
    }
  }, [room, as, on, isShown])

  /** Where it is to listen otherwise than it does. */
  async function listenAnew(): Promise<void> {
    const one = publishing.current
    if (!one || (sound.current && isAsWanted(sound.current, latest.current))) return
    const heard = await listen(latest.current)
    if (publishing.current !== one || !isAsWanted(heard, latest.current)) return heard.track?.stop()
    sound.current?.track?.stop()
    sound.current = heard
    one.speak(heard.track, heard.mode)
  }

  useEffect(() => {
    if (track) publishing.current?.show(track)
  }, [track])
  useEffect(() => void listenAnew(), [mode, device])
  useEffect(() => {
    if (sound.current?.track) sound.current.track.enabled = speaking
  }, [speaking])
  return state
}

interface Listening {
  track: MediaStreamTrack | undefined
  mode: SoundMode
  device: string | undefined
}

function isAsWanted(heard: Listening, wanted: Pick<PublishingOptions, 'mode' | 'device'>): boolean {
  return heard.mode === wanted.mode && heard.device === wanted.device
}

async function listen({
  mode,
  speaking,
  device,
}: Pick<PublishingOptions, 'mode' | 'speaking' | 'device'>): Promise<Listening> {
  const opened = await openMicrophone(mode, device)
  const [track] = opened.ok ? opened.stream.getAudioTracks() : []
  if (track) track.enabled = speaking
  return { track, mode, device }
}
