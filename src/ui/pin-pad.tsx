import './pin-pad.css'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { NumberPad } from './number-pad.tsx'
import { type PadKey, typed } from './pad-keys.ts'
import { kitWords } from './words.ts'

export interface PinPadProps {
  /** Whose PIN: 王老师的密码. */
  label: string
  onEnter: (pin: string) => void
  /** Enters by itself at this many digits; else 4 to 6 and 确定. */
  length?: 4 | 5 | 6 | 8 | undefined
  /** How many wrong ones there have been; each new one empties the dots. */
  wrong?: number | undefined
  /** How long nothing is taken after a wrong one; the caller counts it down. */
  waitSeconds?: number | undefined
}

const least = 4
const most = 6

/** A PIN of digits that nobody reads over a shoulder: dots alone, of what is typed. */
export function PinPad({ label, onEnter, length, wrong = 0, waitSeconds = 0 }: PinPadProps) {
  const [tried, setTried] = useState({ wrong, pin: '' })
  const pin = tried.wrong === wrong ? tried.pin : '' // no effect empties it: that would take a key pressed before it ran
  const text = kitWords()
  const waits = waitSeconds > 0
  const title = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    // The button that led here would take a keyboard's Enter for itself.
    if (document.activeElement?.matches('button, a')) title.current?.focus({ preventScroll: true })
  }, [])
  const press = (key: PadKey) => {
    const next = typed(pin, key, length ?? most)
    setTried({ wrong, pin: next })
    const complete = length ? next.length === length && next !== pin : key === 'enter' && next.length >= least
    if (complete) onEnter(next)
  }
  const trouble = waits ? text.waitToTry(Math.ceil(waitSeconds)) : wrong > 0 && !pin ? text.wrongPin : ''
  const dots = Math.max(length ?? least, pin.length)
  return (
    <section class="ui-pin" aria-label={label}>
      <h2 ref={title} tabIndex={-1}>
        {label}
      </h2>
      <div class="ui-pin-dots" role="img" aria-label={text.digitsIn(pin.length)}>
        {Array.from({ length: dots }, (_, index) => (
          <span key={index} class={index < pin.length ? 'ui-pin-dot ui-pin-dot-in' : 'ui-pin-dot'} />
        ))}
      </div>
      <p class="ui-pin-trouble" role="alert">
        {trouble}
      </p>
      <NumberPad tall onKey={press} enter={!length} disabled={waits} />
    </section>
  )
}
