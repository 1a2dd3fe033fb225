import { useEffect, useState } from 'preact/hooks'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { handOver } from '../../who/who.ts'
import { t } from '../words.ts'

/** A tablet that nobody touches goes back to the picker: after this long, with a word before it. Seconds. */
const idleSeconds = 180
const warningSeconds = 15

/** Hands the tablet over when its pupil has gone. */
export function Idle() {
  const [left, setLeft] = useState(idleSeconds)
  useEffect(() => {
    let last = Date.now()
    const touched = () => {
      last = Date.now()
      setLeft(idleSeconds)
    }
    const timer = setInterval(() => {
      const now = idleSeconds - Math.floor((Date.now() - last) / 1000)
      setLeft(now)
      if (now <= 0) giveBack()
    }, 1_000)
    const events = ['pointerdown', 'keydown'] as const
    for (const event of events) addEventListener(event, touched, { passive: true })
    return () => {
      clearInterval(timer)
      for (const event of events) removeEventListener(event, touched)
    }
  }, [])
  if (left > warningSeconds) return null
  return (
    <Notice kind="waiting" action={<Button>{t().here}</Button>}>
      {t().idle(left)}
    </Notice>
  )
}

export function giveBack(): void {
  handOver()
  go('', 'replace')
}
