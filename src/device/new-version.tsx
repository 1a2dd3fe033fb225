import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { t } from './words.ts'

/**
 * A new version waits until a person lets it in, or every page is closed: no lesson is interrupted. With it the files of
 * the old one go, so it is let in by the last page that is open, and by no other.
 */
export function NewVersion() {
  const waiting = useWaiting()
  const [others, setOthers] = useState(0)
  if (!waiting) return null
  const takeOver = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event: MessageEvent<number>) => setOthers(event.data)
    waiting.postMessage('take-over', [port2])
  }
  return (
    <>
      <Button kind="primary" onClick={takeOver}>
        {t().update}
      </Button>
      {others > 0 && <p role="status">{t().closeOthers(others)}</p>}
    </>
  )
}

/** The version that waits, also when it comes while one looks. */
function useWaiting(): ServiceWorker | undefined {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    let registration: ServiceWorkerRegistration | undefined
    const look = () => setWaiting(registration?.waiting ?? undefined)
    const follow = () => registration?.installing?.addEventListener('statechange', look)
    navigator.serviceWorker?.getRegistration().then((found) => {
      registration = found
      look()
      follow()
      found?.addEventListener('updatefound', follow)
    })
    return () => registration?.removeEventListener('updatefound', follow)
  }, [])
  return waiting
}
