import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { waitLeft } from '../who/wrong-pins.ts'

/** How long must still be waited after wrong PINs or codes, whole seconds, and how to set it at once. */
export function useWait(): [number, (seconds: number) => void] {
  const [wait, setWait] = useState(0)
  useEffect(() => {
    const look = () => waitLeft(here().store).then((ms) => setWait(Math.ceil(ms / 1000)))
    void look()
    const timer = setInterval(look, 500)
    return () => clearInterval(timer)
  }, [])
  return [wait, setWait]
}
