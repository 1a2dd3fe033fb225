import { useEffect, useState } from 'preact/hooks'
import { goOnPreparing, preparing, stopPreparing } from '../library/index.ts'
import { Button } from '../ui/button.tsx'
import { t } from './words.ts'

/** Between two looks whether this page is the last, ms: nobody is told when another was closed. */
const lookEvery = 1_000
/** So many looks a page that always asks for something is waited for. */
const mostBusy = 10

/**
 * A new version waits until a person lets it in, or every page is closed: no lesson is interrupted. With it the files of
 * the old one go, so it is let in by the last page that is open, and by no other. Once wanted it comes by itself as soon
 * as it can, unless this screen is left.
 */
export function NewVersion() {
  const waiting = useWaiting()
  const [wanted, setWanted] = useState(false)
  const others = useTakeOver(wanted ? waiting : undefined)
  if (!waiting) return null
  return (
    <>
      <Button kind="primary" onClick={() => setWanted(true)}>
        {t().update}
      </Button>
      {wanted && <p role="status">{others > 0 ? t().closeOthers(others) : t().takingOver}</p>}
    </>
  )
}

/**
 * Lets a version in, and opens this page anew with it. Not while this page asks for files, and lessons wait: each is an
 * errand for the old worker, and if Chromium is disturbed while it sends that one home the new one waits half a minute
 * and more.
 *
 * @returns how many other pages are in its way
 */
function useTakeOver(version: ServiceWorker | undefined): number {
  const [others, setOthers] = useState(0)
  useEffect(() => {
    if (!version) return
    let busy = 0
    let asked = true
    let hushed = false
    const watching = new PerformanceObserver(() => {
      asked = true
    })
    watching.observe({ entryTypes: ['resource'] })
    const look = async () => {
      const open = (await pagesOpen(version)) - 1
      setOthers(open)
      if (open === 0 && !hushed && !preparing.getState().stopped) {
        hushed = true
        stopPreparing()
      }
      // Said again until it has come: what this page asks for in the wrong moment lets the old worker stay on.
      if (open === 0 && (!asked || busy++ >= mostBusy)) version.postMessage('take-over')
      asked = false
    }
    const reload = () => location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload)
    const timer = setInterval(() => void look(), lookEvery)
    void look()
    return () => {
      clearInterval(timer)
      watching.disconnect()
      if (hushed) goOnPreparing()
      navigator.serviceWorker.removeEventListener('controllerchange', reload)
    }
  }, [version])
  return others
}

function pagesOpen(version: ServiceWorker): Promise<number> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = (event: MessageEvent<number>) => resolve(event.data)
    version.postMessage('count-pages', [port2])
  })
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
