import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { secondsLeft, Untouched } from './idle.ts'
import { t } from './words.ts'

/** Gives the tablet back to the class when nobody touches it any more; warns first. */
export function IdleGuard({ onIdle }: { onIdle: () => void }) {
  const [left, setLeft] = useState<number>()
  const [untouched] = useState(() => new Untouched(() => ({ steady: performance.now(), wall: Date.now() })))
  const idle = useRef(onIdle)
  idle.current = onIdle

  useEffect(() => {
    const look = () => {
      const seconds = secondsLeft(untouched.for)
      setLeft(seconds)
      if (seconds !== 0) return
      untouched.touch()
      idle.current()
    }
    const touch = () => {
      untouched.touch()
      setLeft(undefined)
    }
    // What woke the tablet is no touch of the one who had it: look before it counts.
    const wake = () => document.visibilityState === 'visible' && look()
    const timer = setInterval(look, 500)
    addEventListener('pointerdown', touch, { passive: true })
    addEventListener('keydown', touch, { passive: true })
    document.addEventListener('visibilitychange', wake)
    return () => {
      clearInterval(timer)
      removeEventListener('pointerdown', touch)
      removeEventListener('keydown', touch)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [])

  if (left === undefined) return null
  const stay = () => {
    untouched.touch()
    setLeft(undefined)
  }
  return (
    <Dialog
      title={t().stillThere}
      onClose={stay}
      actions={
        <>
          <Button onClick={onIdle}>{t().handOver}</Button>
          <Button kind="primary" first onClick={stay}>
            {t().stillHere}
          </Button>
        </>
      }
    >
      <p class="pupil-countdown">{left}</p>
      <p>{t().idleHint}</p>
    </Dialog>
  )
}
