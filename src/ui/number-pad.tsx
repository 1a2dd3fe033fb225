import './number-pad.css'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { IconErase } from './icons/erase.tsx'
import { digits, type PadKey, type PadSign, padKeyOf } from './pad-keys.ts'
import { Press } from './press.tsx'
import { kitWords } from './words.ts'

export interface NumberPadProps {
  onKey: (key: PadKey) => void
  signs?: readonly PadSign[] | undefined
  /** Adds the 确定 key. */
  enter?: boolean | undefined
  /** Three columns as on a telephone, also where there is width for five. */
  tall?: boolean | undefined
  disabled?: boolean | undefined
}

/** Number keys for a thumb; those of a keyboard do the same while it is shown. */
export function NumberPad({ onKey, signs = none, enter, tall, disabled }: NumberPadProps) {
  const pad = useRef<HTMLFieldSetElement>(null)
  const text = kitWords()
  const latest = useRef(onKey) // two quick keys must not both meet what was before the first
  latest.current = onKey
  // Before it is seen: whoever types at once loses nothing.
  useLayoutEffect(() => {
    if (disabled) return
    const press = (event: KeyboardEvent) => {
      const key = padKeyOf(event.key, signs)
      if (!key || event.defaultPrevented || event.ctrlKey || event.metaKey || isMeantForOthers(event, pad.current))
        return
      if (key === 'enter' && (!enter || isOnButton(event))) return
      event.preventDefault()
      latest.current(key)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [signs, enter, disabled])
  return (
    <fieldset ref={pad} class={`ui-pad${tall ? ' ui-pad-tall' : ''}`} aria-label={text.numbers}>
      {digits.map((digit) => (
        <Press key={digit} class={`ui-key ui-key-${digit}`} disabled={disabled} onClick={() => onKey(digit)}>
          {digit}
        </Press>
      ))}
      <Press
        class={`ui-key ui-key-erase${signs.length || enter ? '' : ' ui-key-double'}`}
        disabled={disabled}
        onClick={() => onKey('erase')}
      >
        <IconErase size="1.5em" />
        {text.erase}
      </Press>
      {signs.map((sign, index) => (
        <Press key={sign} class={`ui-key ui-key-sign-${index}`} disabled={disabled} onClick={() => onKey(sign)}>
          {faces[sign]}
        </Press>
      ))}
      {enter && (
        <Press class="ui-key ui-key-enter" disabled={disabled} onClick={() => onKey('enter')}>
          {text.enter}
        </Press>
      )}
    </fieldset>
  )
}

const none: readonly PadSign[] = []
const faces: Record<PadSign, string> = { '.': '.', '-': '−', '/': '/', ':': ':' }

/** Somebody writes in a field, or a dialog without this pad is open. */
function isMeantForOthers(event: KeyboardEvent, pad: HTMLElement | null): boolean {
  const dialog = document.querySelector('dialog[open]')
  if (dialog && !dialog.contains(pad)) return true
  return event.target instanceof Element && event.target.matches('input, textarea, select, [contenteditable]')
}

function isOnButton(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.matches('button, a')
}
