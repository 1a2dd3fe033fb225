import type { Grade } from '../../../core/facts/kinds/homework-marked.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { IconArrowRight } from '../../ui/icons/arrow-right.tsx'
import { IconCheck } from '../../ui/icons/check.tsx'
import { grades } from './marking.ts'
import { t } from './words.ts'

interface MarkPanelProps {
  grade: Grade
  words: string
  /** How many are wrong, and how many only a person can judge and nobody has. */
  wrong: number
  undecided: number
  /** It was given back before. */
  again: boolean
  /** Pieces that wait besides this one. */
  left: number
  onRestRight: () => void
  onGrade: (grade: Grade) => void
  onWords: (words: string) => void
  onGiveBack: () => void
  /** Undefined: there is no other. */
  onNext: (() => void) | undefined
}

/** The grade, a word, and 发还. */
export function MarkPanel(props: MarkPanelProps) {
  const { grade, words, wrong, undecided, again, left, onRestRight, onGrade, onWords, onGiveBack, onNext } = props
  const presets = [t().preset1, t().preset2, t().preset3, t().preset4]
  return (
    <section class="sheet mark-panel" aria-label={t().grade}>
      <p role="status" class={undecided > 0 ? 'mark-undecided-word' : 'lesser'}>
        {undecided > 0 ? t().undecided(undecided) : t().wrongCount(wrong)}
      </p>
      {undecided > 0 && <Button onClick={onRestRight}>{t().restRight}</Button>}
      <fieldset class="mark-grades" aria-label={t().grade}>
        {grades.map((one) => (
          <Button key={one} pressed={one === grade} onClick={() => onGrade(one)}>
            {t()[one]}
          </Button>
        ))}
      </fieldset>
      <Field label={t().word} value={words} onValue={(value) => onWords(value.slice(0, 500))} lines={2} />
      <fieldset class="mark-presets" aria-label={t().presets}>
        {presets.map((preset) => (
          <Button key={preset} kind="quiet" onClick={() => onWords(joined(words, preset))}>
            {preset}
          </Button>
        ))}
      </fieldset>
      <div class="mark-give">
        <Button big kind="primary" icon={IconCheck} disabled={undecided > 0} onClick={onGiveBack}>
          {again ? t().giveBackAgain : t().giveBack}
        </Button>
        {onNext && (
          <Button icon={IconArrowRight} onClick={onNext}>
            {t().next}
          </Button>
        )}
      </div>
      <p class="lesser">{t().left(left)}</p>
    </section>
  )
}

/** A preset behind what was written; touched twice it stands once. */
function joined(words: string, preset: string): string {
  return words.includes(preset) ? words : `${words}${preset}`
}
