import { useRef } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { IconMinus } from '../ui/icons/minus.tsx'
import { IconPlus } from '../ui/icons/plus.tsx'
import { mostHands, typedCount } from './counting.ts'
import { t } from './words.ts'

interface CounterProps {
  /** What is counted: an option's letter. */
  name: string
  count: number
  onChange: (count: number) => void
}

/** Hands for one option: touched up and down, or typed; 确定 goes to the next. */
export function Counter({ name, count, onChange }: CounterProps) {
  const fresh = useRef(true)
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter') nextCounter(event.currentTarget)?.focus()
    const typed = typedCount(count, event.key, fresh.current)
    if (typed === undefined) return
    event.preventDefault()
    fresh.current = !/\d/.test(event.key)
    onChange(typed)
  }
  return (
    <span class="lesson-counter">
      <Button icon={IconMinus} aria-label={t().fewer(name)} onClick={() => onChange(count - 1)} />
      <span
        class="lesson-count"
        role="spinbutton"
        tabIndex={0}
        aria-label={t().handsFor(name)}
        aria-valuenow={count}
        aria-valuemin={0}
        aria-valuemax={mostHands}
        onKeyDown={press}
        onFocus={() => {
          fresh.current = true
        }}
      >
        {count}
      </span>
      <Button icon={IconPlus} aria-label={t().more(name)} onClick={() => onChange(count + 1)} />
    </span>
  )
}

/** The counter behind this one, and behind the last the button that goes on. */
function nextCounter(from: EventTarget | null): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('.lesson-count, .lesson-later')]
  return all.find((_, n) => all[n - 1] === from)
}
