import { useEffect, useRef, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { openMicrophone } from '../sound/index.ts'
import { type Publishing, type PublishingState, publish } from './publish.ts'

interface PublishingOptions {
  room: LessonId
  as: 'host' | 'floor'
  on: boolean
  picture: MediaStream | undefined
  /** Whether one's sound is on: beside the timeline's own, for those who have the picture. */
  speaking: boolean
}

/** Sends this device's picture and sound to the room for as long as it is on. @returns how it stands; undefined while off */
export function usePublishing({ room, as, on, picture, speaking }: PublishingOptions): PublishingState | undefined {
  const [state, setState] = useState<PublishingState>()
  const publishing = useRef<Publishing | undefined>(undefined)
  const sound = useRef<MediaStreamTrack | undefined>(undefined)
  const latest = useRef({ speaking, picture })
  latest.current = { speaking, picture }
  const [track] = picture?.getVideoTracks() ?? []
  const isShown = track !== undefined

  useEffect(() => {
    if (!on) return
    let over = false
    const begin = async () => {
      const opened = await openMicrophone('voice')
      const stop = () => {
        if (opened.ok) for (const one of opened.stream.getTracks()) one.stop()
      }
      if (over) return stop()
      if (opened.ok) [sound.current] = opened.stream.getAudioTracks()
      if (sound.current) sound.current.enabled = latest.current.speaking
      const [shown] = latest.current.picture?.getVideoTracks() ?? []
      publishing.current = publish({ room, as, sound: sound.current, picture: shown, changed: setState })
    }
    void begin()
    return () => {
      over = true
      publishing.current?.stop()
      sound.current?.stop()
      publishing.current = sound.current = undefined
      setState(undefined)
    }
  }, [room, as, on, isShown])

  useEffect(() => {
    if (track) publishing.current?.show(track)
  }, [track])
  useEffect(() => {
    if (sound.current) sound.current.enabled = speaking
  }, [speaking])
  return state
}
