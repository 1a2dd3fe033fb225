import './code-input.css'
import { useId } from 'preact/hooks'
import { codeDigits } from './code.ts'

export interface CodeInputProps {
  label: string
  /** Digits only. */
  value: string
  onValue: (digits: string) => void
  /** Called once the last digit is in. */
  onComplete?: ((digits: string) => void) | undefined
  hint?: string | undefined
  error?: string | undefined
  first?: boolean | undefined
}

const length = 6

/** A code of six digits. It looks like six boxes and is one field, so that pasting and filling in work. */
export function CodeInput({ label, value, onValue, onComplete, hint, error, first }: CodeInputProps) {
  const id = useId()
  const focus = first ? { autofocus: true } : {}
  return (
    <div class="ui-code">
      <label for={id}>{label}</label>
      <div class="ui-code-field">
        <input
          id={id}
          class="ui-code-input"
          value={value}
          inputMode="numeric"
          autocomplete="one-time-code"
          aria-describedby={`${id}-words`}
          aria-invalid={error !== undefined}
          {...focus}
          onInput={({ currentTarget }) => {
            const next = codeDigits(currentTarget.value, length)
            currentTarget.value = next // also when it is what it was, and nothing is rendered
            onValue(next)
            if (next.length === length && next !== value) onComplete?.(next)
          }}
          onSelect={({ currentTarget }) => {
            const end = currentTarget.value.length
            if (currentTarget.selectionStart !== end && currentTarget.selectionEnd !== end) {
              currentTarget.setSelectionRange(end, end)
            }
          }}
        />
        {Array.from({ length }, (_, index) => (
          <span
            key={index}
            class={index === Math.min(value.length, length - 1) ? 'ui-code-box ui-code-now' : 'ui-code-box'}
            aria-hidden="true"
          >
            {value[index]}
          </span>
        ))}
      </div>
      <p id={`${id}-words`} class={error ? 'ui-code-error' : 'lesser'} role={error ? 'alert' : undefined}>
        {error ?? hint}
      </p>
    </div>
  )
}
