import { useState } from 'preact/hooks'
import { joined, joinsIn, nextLoose } from './answering.ts'
import { OptionRow } from './option-row.tsx'
import { optionLetter } from './options.ts'
import type { TypeProps } from './view-props.ts'
import { t } from './words.ts'

/** Each on the left joined to one on the right: touch the one, then the other. A join is told by its letter. */
export function MatchView({ question, mode, answer, onAnswer, file }: TypeProps<'match'>) {
  const counts = { left: question.options.length, right: question.right.length }
  const given = joinsIn(answer, counts.left, counts.right)
  const joins = mode === 'reveal' ? question.answer : mode === 'answer' ? given : given.map(() => -1)
  const [from, setFrom] = useState(() => nextLoose(given, -1) ?? 0)
  const join = (to: number) => {
    const next = joined(answer, from, to, counts)
    onAnswer?.(next)
    if (next[from] === to) setFrom(nextLoose(next, from) ?? from)
  }
  return (
    <>
      {mode === 'answer' && <p class="question-hint">{t().matchHint}</p>}
      <div class="question-match">
        <fieldset class="question-options" aria-label={t().left}>
          {question.options.map((option, n) => {
            const to = joins[n] ?? -1
            return (
              <OptionRow
                key={n}
                label={to < 0 ? '?' : optionLetter(to)}
                say={to < 0 ? t().notJoined : t().joinedTo(optionLetter(to))}
                option={option}
                file={file}
                chosen={mode === 'answer' && n === from}
                mark={mode === 'reveal' && answer !== undefined ? (given[n] === to ? 'right' : 'wrong') : undefined}
                markWords={givenWords(given[n] ?? -1, to)}
                onPick={mode === 'answer' ? () => setFrom(n) : undefined}
              />
            )
          })}
        </fieldset>
        <fieldset class="question-options" aria-label={t().rightSide}>
          {question.right.map((option, n) => (
            <OptionRow
              key={n}
              label={optionLetter(n)}
              option={option}
              file={file}
              chosen={mode === 'answer' && joins[from] === n}
              onPick={mode === 'answer' ? () => join(n) : undefined}
            />
          ))}
        </fieldset>
      </div>
    </>
  )
}

/** The row shows what is right; beside it stands what was given. */
function givenWords(given: number, right: number): string {
  if (given === right) return t().right
  return given < 0 ? t().notJoined : t().gaveJoin(optionLetter(given))
}
