import type { Option } from '../../../core/resources/kinds/quiz/quiz.ts'
import { indicesIn, toggled } from './answering.ts'
import { type OptionMark, OptionRow } from './option-row.tsx'
import { optionLetter, rightOptions } from './options.ts'
import type { TypeProps } from './view-props.ts'
import { t } from './words.ts'

/** One of the options, several, or true and false: big fields to touch, each with its letter. */
export function ChoiceView(props: TypeProps<'choice' | 'several' | 'truefalse'>) {
  const { question, mode, answer, onAnswer, file, spread, beside } = props
  const options = optionsOf(question)
  const chosen = chosenIn(question, answer, options.length)
  const right = rightOptions(question)
  const most = Math.max(1, ...(spread ?? []))
  const pick = (index: number) => {
    if (question.type === 'choice') onAnswer?.(index)
    else if (question.type === 'truefalse') onAnswer?.(index === 0)
    else onAnswer?.(toggled(answer, index, options.length))
  }
  const markOf = (index: number): OptionMark | undefined => {
    if (mode !== 'reveal') return undefined
    if (right.includes(index)) return 'right'
    return chosen.includes(index) ? 'wrong' : undefined
  }
  return (
    <>
      {question.type === 'several' && <p class="question-hint">{t().several}</p>}
      <fieldset class={`question-options${hasPictures(options) ? ' question-pictured' : ''}`} aria-label={t().options}>
        {options.map((option, index) => (
          <OptionRow
            key={index}
            label={question.type === 'truefalse' ? (index === 0 ? '✓' : '✗') : optionLetter(index)}
            option={option}
            file={file}
            chosen={chosen.includes(index)}
            mark={markOf(index)}
            count={spread?.[index]}
            beside={beside?.(index)}
            share={spread && (spread[index] ?? 0) / most}
            onPick={mode === 'answer' ? () => pick(index) : undefined}
          />
        ))}
      </fieldset>
    </>
  )
}

function optionsOf(question: TypeProps<'choice' | 'several' | 'truefalse'>['question']): readonly Option[] {
  return question.type === 'truefalse' ? [{ runs: [t().true] }, { runs: [t().false] }] : question.options
}

function chosenIn(question: TypeProps<'choice' | 'several' | 'truefalse'>['question'], answer: unknown, count: number) {
  if (question.type === 'several') return indicesIn(answer, count)
  if (question.type === 'truefalse') return typeof answer === 'boolean' ? [answer ? 0 : 1] : []
  return indicesIn([answer], count)
}

function hasPictures(options: readonly Option[]): boolean {
  return options.some((option) => option.picture)
}
