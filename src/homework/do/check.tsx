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
  const left = leftOf(done)
  return (
    <section class="do-check" aria-live="polite">
      <h2>{left.length === 0 ? t().checkAll(toDo.length) : t().checkSome(left.length)}</h2>
      <div class="do-left">
        {left.map((n) => (
          <Button key={n} onClick={() => onPick(n)}>
            {t().questionShort(n + 1)}
          </Button>
        ))}
      </div>
    </section>
  )
}

export interface CheckFooterProps {
  done: readonly boolean[]
  onPick: (index: number) => void
  onHand: () => void
}

/** The next thing to do stands at the right: the first question that is left, or 交给老师. */
export function CheckFooter({ done, onPick, onHand }: CheckFooterProps) {
  const [next] = leftOf(done)
  if (next === undefined) {
    return (
      <>
        <Button big onClick={() => onPick(0)}>
          {t().lookAgain}
        </Button>
        <Button big first kind="primary" icon={IconCheck} onClick={onHand}>
          {t().hand}
        </Button>
      </>
    )
  }
  return (
    <>
      <Button big onClick={onHand}>
        {t().handAnyway}
      </Button>
      <Button big first kind="primary" onClick={() => onPick(next)}>
        {t().goTo(next + 1)}
      </Button>
    </>
  )
}

function leftOf(done: readonly boolean[]): number[] {
  return done.flatMap((one, n) => (one ? [] : [n]))
}
