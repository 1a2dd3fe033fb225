import { useEffect, useRef, useState } from 'preact/hooks'
import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Work } from '../../../core/rows/work.ts'
import type { Attempt } from '../../here/use-attempt.ts'
import { Answering } from './answering.ts'
import { answer } from './do.ts'
import type { Piece } from './do-query.ts'

export interface Answers {
  /** The work as it is on the screen: what was just touched is in it before it is on the disk. */
  work: Work
  set(question: Question, given: Answer): void
  /** Returns when all is on the disk. */
  flush(): Promise<void>
}

const nothing: Work = { state: 'doing', rounds: 0, answers: {}, redone: [], photos: [], touched: 0, standing: [] }

/** The answers of a piece of homework: shown at once, recorded right behind. */
export function useAnswers(
  { task, work, toDo }: Piece,
  { failed, recorded }: Pick<Attempt, 'failed' | 'recorded'>,
): Answers {
  const latest = useRef({ assignment: task.assignment, failed, recorded })
  latest.current = { assignment: task.assignment, failed, recorded }
  const [fresh, setFresh] = useState<{ [question: string]: Answer }>({})
  const [answering] = useState(
    () =>
      new Answering(
        async (question, given) => {
          await answer(latest.current.assignment, question, given)
          latest.current.recorded()
        },
        (error) => latest.current.failed(error),
      ),
  )
  const correcting = work?.state === 'correcting'
  for (const question of toDo) {
    const given = work?.answers[question.id]
    if (given !== undefined && (!correcting || work?.redone.includes(question.id))) answering.known(question.id, given)
  }

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && void answering.flush()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      void answering.flush()
    }
  }, [])

  const base = work ?? nothing
  const touched = Object.keys(fresh) as QuestionId[] // put there below
  return {
    work: {
      ...base,
      answers: { ...base.answers, ...fresh },
      redone: correcting ? [...new Set([...base.redone, ...touched])] : base.redone,
    },
    set(question, given) {
      setFresh((before) => ({ ...before, [question.id]: given }))
      answering.set(question.id, given, question.type === 'number' || question.type === 'text')
    },
    flush: () => answering.flush(),
  }
}
