import { Button } from '../../ui/button.tsx'
import { IconUndo } from '../../ui/icons/undo.tsx'
import { indicesIn, placed } from './answering.ts'
import { OptionRow } from './option-row.tsx'
import { optionLetter } from './options.ts'
import type { TypeProps } from './view-props.ts'
import { t } from './words.ts'

/** Options put in order by touching them one after the other: each shows its place. */
export function OrderView({ question, mode, answer, onAnswer, file }: TypeProps<'order'>) {
  const count = question.options.length
  const given = indicesIn(answer, count)
  const places = mode === 'reveal' ? question.answer : mode === 'answer' ? given : []
  // Revealed, they stand in their right order; else as the question has them.
  const shown = mode === 'reveal' ? question.answer : question.options.map((_, n) => n)
  return (
    <>
      {mode === 'answer' && <p class="question-hint">{t().orderHint}</p>}
      <fieldset class="question-options" aria-label={t().options}>
        {shown.map((index) => {
          const option = question.options[index]
          const place = places.indexOf(index)
          if (!option) return null
          return (
            <OptionRow
              key={index}
              label={place < 0 ? (mode === 'answer' ? '·' : optionLetter(index)) : String(place + 1)}
              say={place < 0 ? undefined : t().place(place + 1)}
              option={option}
              file={file}
              chosen={mode === 'answer' && place >= 0}
              mark={mode === 'reveal' && given.length > 0 ? (given[place] === index ? 'right' : 'wrong') : undefined}
              markWords={givenWords(given.indexOf(index), place)}
              onPick={mode === 'answer' ? () => onAnswer?.(placed(answer, index, count)) : undefined}
            />
          )
        })}
      </fieldset>
      {mode === 'answer' && given.length > 0 && (
        <Button icon={IconUndo} onClick={() => onAnswer?.([])} class="question-again">
          {t().again}
        </Button>
      )}
    </>
  )
}

/** The row stands where it is right; beside it stands where it was put. */
function givenWords(given: number, right: number): string {
  if (given === right) return t().right
  return given < 0 ? t().notPlaced : t().gavePlace(given + 1)
}
