import { useEffect, useState } from 'preact/hooks'
import { t } from './words.ts'

/** How long the lesson has been going on. @param opened by the hub's clock, ms; @param offset that clock minus this device's */
export function Since({ opened, offset }: { opened: number; offset: number }) {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return <p class="studio-since">{t().since(Math.max(0, Math.floor((now + offset - opened) / 60_000)))}</p>
}
