import { useEffect, useState } from 'preact/hooks'
import type { Timer } from '../../../core/rows/timer.ts'
import { minutesAndSeconds } from '../../i18n/amounts.ts'
import { words } from '../../i18n/words.ts'
import { IconClock } from '../../ui/icons/clock.tsx'
import './countdown.css'

/** How long it is told that the time is over, ms. */
const told = 60_000

interface CountdownProps {
  timer: Timer | undefined
  /** The room's clock, ms: the same moment on every screen. */
  now: () => number
}

/** The time that the host gives, running down in step with everybody's; nothing where none runs. */
export function Countdown({ timer, now }: CountdownProps) {
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    if (!timer) return setLeft(undefined)
    const look = () => setLeft(timer.until - now())
    look()
    const ticking = setInterval(look, 200)
    return () => clearInterval(ticking)
  }, [timer?.until, timer?.ms])
  if (!timer || left === undefined || left < -told) return null
  return (
    <p class={`countdown${left <= 0 ? ' countdown-over' : ''}`} role="timer">
      <IconClock />
      {left > 0 ? clockWords(left) : t().over}
      <span class="countdown-rest" style={{ transform: `scaleX(${Math.max(0, Math.min(1, left / timer.ms))})` }} />
    </p>
  )
}

/** `2:05`, up to the second that has begun. @param ms more than 0 */
export function clockWords(ms: number): string {
  return minutesAndSeconds(Math.ceil(ms / 1_000) * 1_000)
}

const t = words({ zh: { over: '时间到' }, en: { over: 'Time is up' } })
