import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { NumberPad } from '../../ui/number-pad.tsx'
import { type PadKey, type PadSign, typed } from '../../ui/pad-keys.ts'
import type { TypeProps } from './view-props.ts'
import { t } from './words.ts'

const signs: readonly PadSign[] = ['.', '/', '-']
/** Longest number anybody needs to type here, and longest word or sentence. */
const longest = { number: 24, text: 100 }

/** A number from the pad of the screen, or words from the keyboard of the device. */
export function TypedView({ question, mode, answer, onAnswer }: TypeProps<'number' | 'text'>) {
  const given = typeof answer === 'string' ? answer : ''
  if (mode === 'show') return <p class="question-blank" aria-hidden="true" />
  if (mode === 'reveal') return null
  return question.type === 'number' ? (
    <NumberField given={given} unit={question.unit} onAnswer={onAnswer} />
  ) : (
    <WordField given={given} onAnswer={onAnswer} />
  )
}

type FieldProps = { given: string; onAnswer: ((answer: string) => void) | undefined }

function NumberField({ given, unit, onAnswer }: FieldProps & { unit: string | undefined }) {
  const press = useCallback((key: PadKey) => onAnswer?.(typed(given, key, longest.number)), [given, onAnswer])
  return (
    <>
      <p class="question-number">
        <output class="question-typed" aria-label={t().number}>
          {given}
        </output>
        {unit}
      </p>
      <div class="question-pad">
        <NumberPad onKey={press} signs={signs} />
      </div>
    </>
  )
}

/** Its text is its own while it is written: an input method's unfinished syllables must not be taken out of its hands. */
function WordField({ given, onAnswer }: FieldProps) {
  const [text, setText] = useState(given)
  const composing = useRef(false)
  useEffect(() => {
    if (!composing.current) setText(given)
  }, [given])
  const change = (value: string) => {
    setText(value)
    if (!composing.current) onAnswer?.(value)
  }
  return (
    <input
      class="question-typed question-word"
      aria-label={t().text}
      placeholder={t().text}
      autocomplete="off"
      spellcheck={false}
      maxLength={longest.text}
      value={text}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        change(event.currentTarget.value)
      }}
      onInput={(event) => change(event.currentTarget.value)}
    />
  )
}
