import { useLayoutEffect, useRef } from 'preact/hooks'
import './media.css'

/** A moving picture without its sound. */
export function Picture({ stream, label }: { stream: MediaStream; label: string }) {
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
