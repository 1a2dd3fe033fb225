import { useLayoutEffect, useRef } from 'preact/hooks'
import './media.css'

/** A moving picture: a stream without its sound, or what has its own player. */
export function Picture({ stream, label }: { stream: MediaStream | HTMLVideoElement; label: string }) {
  return stream instanceof HTMLVideoElement ? (
    <Player element={stream} label={label} />
  ) : (
    <Stream stream={stream} label={label} />
  )
}

function Player({ element, label }: { element: HTMLVideoElement; label: string }) {
  const frame = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    element.className = 'media-picture'
    element.setAttribute('aria-label', label)
    frame.current?.append(element)
    // To be moved about stops it.
    element.play().catch(() => undefined)
    return () => element.remove()
  }, [element, label])
  return <div class="media-player" ref={frame} />
}

function Stream({ stream, label }: { stream: MediaStream; label: string }) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = stream
    // Without sound every browser plays it unasked.
    element.play().catch(() => undefined)
    return () => {
      element.srcObject = null
    }
  }, [stream])
  return <video class="media-picture" ref={video} aria-label={label} muted autoPlay playsInline />
}
