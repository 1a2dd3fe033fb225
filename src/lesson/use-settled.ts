import { useEffect, useState } from 'preact/hooks'
import { type Settled, settled } from './settled.ts'

/** `settled` for as long as the component is shown: what still waits is done when it goes, or the page is hidden. */
export function useSettled<Value>(
  work: (value: Value) => Promise<void>,
  wait: number,
  failed: (error: unknown) => void,
): Settled<Value> {
  const [atRest] = useState(() => settled(work, wait, failed))
  useEffect(() => {
    const leave = () => void atRest.now()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])
  return atRest
}
