import type { ComponentChildren } from 'preact'
import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'

/** show: to be read. answer: to be answered by touch or keys. reveal: with what is right, and what was given. */
export type QuestionMode = 'show' | 'answer' | 'reveal'

export interface QuestionViewProps {
  question: Question
  mode: QuestionMode
  /** As `scoreAnswer` reads it; undefined: none was given. */
  answer?: Answer | undefined
  /**
   * Told of every change, each letter of a typed answer too: whoever records it waits for a pause in `number` and
   * `text`. An answer may be unfinished, as two of four joined.
   */
  onAnswer?: ((answer: Answer) => void) | undefined
  /** The URL of a picture of the package; undefined while its file is not here. */
  file: (path: string) => string | undefined
  /** Revealed to a class instead of to a pupil: how many hands each option had, in the question's order. */
  spread?: readonly number[] | undefined
  /** What stands at the end of each option, where there are options to choose from: the counter of its hands. */
  beside?: ((option: number) => ComponentChildren) | undefined
  /** What a `photo` question is answered with: the camera of whoever shows it. */
  children?: ComponentChildren
}

/** What each type's own component is given. */
export type TypeProps<Type extends Question['type']> = Omit<QuestionViewProps, 'question'> & {
  question: Extract<Question, { type: Type }>
}
