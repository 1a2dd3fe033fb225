import { useEffect, useRef, useState } from 'preact/hooks'
import { type Camera, cameras, openPicture, type PictureSource, type PictureTrouble } from './camera.ts'

/** This device's own picture: off until it is switched on. */
export interface OwnPicture {
  stream: MediaStream | undefined
  /** What `stream` shows, or the one before it. */
  source: PictureSource | undefined
  trouble: PictureTrouble | undefined
  cameras: readonly Camera[]
  /** @returns whether it is there now */
  open(source: PictureSource): Promise<boolean>
  off(): void
}

export function useOwnPicture(): OwnPicture {
  const [stream, setStream] = useState<MediaStream>()
  const [source, setSource] = useState<PictureSource>()
  const [trouble, setTrouble] = useState<PictureTrouble>()
  const [all, setAll] = useState<readonly Camera[]>([])
  const current = useRef<MediaStream | undefined>(undefined)
  const asked = useRef(0)

  const take = (next: MediaStream | undefined) => {
    for (const track of current.current?.getTracks() ?? []) track.stop()
    current.current = next
    setStream(next)
  }
  const list = () => void cameras().then(setAll, () => undefined)

  const off = () => {
    asked.current += 1
    setTrouble(undefined)
    take(undefined)
  }

  const open = async (wanted: PictureSource) => {
    asked.current += 1
    const turn = asked.current
    setTrouble(undefined)
    const opened = await openPicture(wanted)
    if (turn !== asked.current) {
      if (opened.ok) for (const track of opened.stream.getTracks()) track.stop()
      return false
    }
    if (!opened.ok) {
      if (opened.why !== 'not-chosen') setTrouble(opened.why)
      return false
    }
    take(opened.stream)
    setSource(wanted)
    // Unplugged, or the browser's own way to end sharing.
    opened.stream.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (current.current !== opened.stream) return
      take(undefined)
      if (wanted.from === 'camera') setTrouble('unplugged')
    })
    list()
    return true
  }

  useEffect(() => {
    const { mediaDevices } = navigator
    mediaDevices?.addEventListener('devicechange', list)
    list()
    return () => {
      mediaDevices?.removeEventListener('devicechange', list)
      off()
    }
  }, [])

  return { stream, source, trouble, cameras: all, open, off }
}
