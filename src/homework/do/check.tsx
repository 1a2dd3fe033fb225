import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { Button } from '../../ui/button.tsx'
import { IconCheck } from '../../ui/icons/check.tsx'
import { t } from './words.ts'

export interface CheckProps {
  toDo: readonly Question[]
  done: readonly boolean[]
  onPick: (index: number) => void
}

/** Before handing in: what is not done yet. */
export function Check({ toDo, done, onPick }: CheckProps) {
  const left = done.flatMap((one, n) => (one ? [] : [n]))
  return (
    <section class="do-check" aria-live="polite">
      <h2>{left.length === 0 ? t().checkAll(toDo.length) : t().checkSome(left.length)}</h2>
      {left.map((n) => (
        <Button key={n} big onClick={() => onPick(n)}>
          {t().goTo(n + 1)}
        </Button>
      ))}
    </section>
  )
}

export interface CheckFooterProps {
  allDone: boolean
  onLookAgain: () => void
  onHand: () => void
}

export function CheckFooter({ allDone, onLookAgain, onHand }: CheckFooterProps) {
  return (
    <>
      <Button big onClick={onLookAgain}>
        {t().lookAgain}
      </Button>
      <Button big first kind={allDone ? 'primary' : 'plain'} icon={IconCheck} onClick={onHand}>
        {allDone ? t().hand : t().handAnyway}
      </Button>
    </>
  )
}
