import type { Classroom } from './classroom.ts'
import { pupilsEach } from './county.ts'
import type { KeptLesson } from './kept.ts'
import type { Studio } from './studio.ts'

/** Whether a classroom has all strokes and shows the page that is shown, and how long behind the last stroke, s. */
export interface InStep {
  missing: number
  isShown: boolean
  after: number
}

/** What came of a lesson with a crowd. */
interface Outcome {
  rooms: readonly Classroom[]
  caughtUp: readonly InStep[]
  /** The studio was still teaching at the end. */
  isOpen: boolean
  kept: KeptLesson
  studio: Studio
}

/** Tells it, a line a classroom. @returns the exit code: 0 where nothing is wrong */
export function report({ rooms, caughtUp, isOpen, kept, studio }: Outcome): number {
  let faults = 0
  const fault = (words: string) => {
    faults += 1
    return words
  }
  tell('class  Chromium  line    joined  hands kept/counted  register  board and rung')
  for (const [i, { n, version, line, joined, answers, errors, rung }] of rooms.entries()) {
    const { hands = 0, marked = 0 } = kept.classes[n] ?? {}
    const step = caughtUp[i] ?? { missing: 0, isShown: false, after: 0 }
    const isWhole = step.missing === 0 && step.isShown
    tell(
      [
        String(n).padEnd(6),
        version.padEnd(9),
        line.padEnd(7),
        `${(joined / 1_000).toFixed(1)} s`.padStart(7),
        // One that was touched and not waited for may be more.
        `${hands}/${2 * answers}${hands < 2 * answers ? fault(' LOST') : ''}`.padStart(18),
        `${marked}/${pupilsEach}`.padStart(9),
        isWhole ? ` whole after ${step.after.toFixed(1)} s` : fault(notWhole(step)),
        ` ${rung}`,
      ].join(' '),
    )
    for (const error of errors) tell(fault(`  error: ${error.slice(0, 300)}`))
  }
  for (const error of studio.errors) tell(fault(`studio: ${error.slice(0, 300)}`))
  if (!isOpen || kept.isClosed) tell(fault('the lesson has ended'))
  tell(`${kept.strokes.length} strokes, ${rooms.length} classrooms, ${faults} faults`)
  return faults > 0 ? 1 : 0
}

function notWhole({ missing, isShown }: InStep): string {
  return ` NOT WHOLE: ${missing} strokes missing, ${isShown ? 'the page' : 'another page'}`
}

export function tell(words: string): void {
  console.log(words)
}
