import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'

/** The time by the hub's clock, ms since 1970, anew every few seconds. @param offset hub's clock minus this one's, ms */
export function useClock(offset: number): number {
  const [now, setNow] = useState(() => here().store.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(here().store.now()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return now + offset
}
