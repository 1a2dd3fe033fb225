import { useEffect } from 'preact/hooks'
import { signalSorts } from '../../core/live/room-messages.ts'
import { longestStill } from '../../core/live/wall.ts'
import type { RoomLine, RoomState } from '../live/index.ts'

/** A still is so large, px, and of these JPEG qualities the first with which it is small enough is taken. */
const size = { width: 160, height: 90 }
const qualities = [0.6, 0.4, 0.2]

/** How often one is sent, ms, on a line that carries a picture and on any other. */
const every = { wide: 2_000, thin: 5_000 }

interface StillsOptions {
  /** The camera's picture, while it is switched on for the host. */
  stream: MediaStream | undefined
  /** The line carries a picture. */
  isWide: boolean
  /** The class speaks: its line is for its voice. */
  speaking: boolean
}

/** Sends a still of the class now and then to the host's wall, while the host has a place for it and the line is idle. */
export function useStills(line: RoomLine, { at, you, members }: RoomState, options: StillsOptions): void {
  const { stream, isWide, speaking } = options
  const isWanted = members.some(({ host, standing }) => host && standing?.sees?.includes(you))
  const isOn = at === 'in' && isWanted && stream !== undefined && !speaking
  useEffect(() => {
    if (!isOn) return
    const video = document.createElement('video')
    video.muted = video.playsInline = true
    video.srcObject = stream
    video.play().catch(() => undefined) // what does not play shows nothing
    const send = () =>
      void stillOf(video).then((jpeg) => {
        if (!jpeg || line.pending() !== 0) return
        const signal = new Uint8Array(jpeg.byteLength + 1)
        signal[0] = signalSorts.still
        signal.set(new Uint8Array(jpeg), 1)
        line.send(signal)
      })
    video.addEventListener('loadeddata', send, { once: true })
    const timer = setInterval(send, isWide ? every.wide : every.thin)
    return () => {
      clearInterval(timer)
      video.removeEventListener('loadeddata', send)
      video.srcObject = null
    }
  }, [line, stream, isOn, isWide])
}

async function stillOf(video: HTMLVideoElement): Promise<ArrayBuffer | undefined> {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return undefined
  const canvas = document.createElement('canvas')
  const scale = Math.min(size.width / videoWidth, size.height / videoHeight)
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0, canvas.width, canvas.height)
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (blob && blob.size <= longestStill) return blob.arrayBuffer()
  }
  return undefined
}
