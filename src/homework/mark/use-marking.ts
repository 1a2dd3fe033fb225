import { useEffect, useRef, useState } from 'preact/hooks'
import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Grade } from '../../../core/facts/kinds/homework-marked.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Work } from '../../../core/rows/work.ts'
import { useAttempt } from '../../here/use-attempt.ts'
import { dropDraft, keepDraft, keptDraft } from './keep-draft.ts'
import { giveBack, type PieceKey } from './mark.ts'
import {
  firstMarking,
  grades,
  type Marking,
  restRight,
  suggestedGrade,
  undecided,
  type Verdict,
  wrongOnes,
} from './marking.ts'

interface Marked {
  piece: PieceKey
  questions: readonly Question[]
  work: Work
  canMark: boolean
  /** It was given back. */
  onGiven: () => void
  onNext: (() => void) | undefined
}

/** A draft is kept this long after the last change, ms. */
const keepAfter = 300

/** A mark in the making: from the kept draft or the machine's opinion, kept at every change, given by button or keys. */
export function useMarking({ piece, questions, work, canMark, onGiven, onNext }: Marked) {
  const [draft, setDraft] = useState<Marking>()
  const [looked, setLooked] = useState(false)
  const { trouble, attempt } = useAttempt()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const { rounds } = work

  useEffect(() => {
    keptDraft(piece, rounds).then((kept) => {
      setDraft(kept)
      setLooked(true)
    })
    return () => clearTimeout(timer.current)
  }, [])

  const marking = draft ?? firstMarking(questions, work)
  const wrong = wrongOnes(questions, marking)
  const open = undecided(questions, marking)
  const grade = marking.grade ?? suggestedGrade(wrong.length, questions.length)

  const change = (to: Partial<Marking>) => {
    const next = { ...marking, ...to }
    setDraft(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void attempt(() => keepDraft(piece, rounds, next)), keepAfter)
  }
  const give = async () => {
    if (open.length > 0) return
    clearTimeout(timer.current)
    const given = await attempt(() => giveBack(piece, { grade, words: marking.words.trim(), wrong }))
    if (!given) return
    await dropDraft(piece)
    onGiven()
  }
  useKeys(canMark && looked, {
    onGrade: (to) => change({ grade: to }),
    onGiveBack: () => void give(),
    onNext,
  })

  return {
    /** The kept draft has been looked for: what is shown now is what will be given. */
    ready: looked,
    trouble,
    verdictOf: (question: QuestionId): Verdict | undefined => marking.verdicts[question],
    judge: (question: QuestionId, verdict: Verdict) =>
      change({ verdicts: { ...marking.verdicts, [question]: verdict } }),
    panel: {
      grade,
      words: marking.words,
      wrong: wrong.length,
      undecided: open.length,
      onRestRight: () => change({ verdicts: restRight(questions, marking) }),
      onGrade: (to: Grade) => change({ grade: to }),
      onWords: (words: string) => change({ words }),
      onGiveBack: () => void give(),
      onNext,
    },
  }
}

interface Keys {
  onGrade: (grade: Grade) => void
  onGiveBack: () => void
  onNext: (() => void) | undefined
}

/** 1 to 4 for the grade, Ctrl+Enter to give back, N for the next; none of them while a word is written or a photo open. */
function useKeys(on: boolean, keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const writes = event.target instanceof Element && event.target.matches('input, textarea, select')
      if (event.key === 'Enter' && event.ctrlKey) latest.current.onGiveBack()
      else if (writes || event.ctrlKey || event.altKey || event.metaKey) return
      else if (event.key.toLowerCase() === 'n') latest.current.onNext?.()
      else {
        const grade = /^[1-4]$/.test(event.key) ? grades[Number(event.key) - 1] : undefined
        if (!grade) return
        latest.current.onGrade(grade)
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on])
}
