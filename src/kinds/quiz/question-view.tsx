import type { ComponentChildren } from 'preact'
import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { PictureView, RunsView } from '../runs/index.ts'
import { ChoiceView } from './choice-view.tsx'
import { MatchView } from './match-view.tsx'
import { OrderView } from './order-view.tsx'
import { Result } from './result.tsx'
import { TypedView } from './typed-view.tsx'
import { t } from './words.ts'
import './question.css'

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

/** A question of any type: read, answered, or revealed. */
export function QuestionView(props: QuestionViewProps) {
  const { question, mode, answer, file, spread } = props
  return (
    <div class={`question question-${mode}`}>
      <p class="question-stem">
        <RunsView runs={question.stem} />
      </p>
      {question.picture && (
        <div class="question-picture">
          <PictureView picture={question.picture} url={file(question.picture.file)} />
        </div>
      )}
      <Body {...props} />
      {mode === 'reveal' && <Result question={question} answer={answer} ofClass={spread !== undefined} />}
      {mode === 'reveal' && question.solution && (
        <p class="question-solution">
          <strong>{t().solution}</strong> <RunsView runs={question.solution} />
        </p>
      )}
    </div>
  )
}

/** What each type's own component is given. */
export type TypeProps<Type extends Question['type']> = Omit<QuestionViewProps, 'question'> & {
  question: Extract<Question, { type: Type }>
}

function Body({ question, children, ...rest }: QuestionViewProps) {
  switch (question.type) {
    case 'choice':
    case 'several':
    case 'truefalse':
      return <ChoiceView question={question} {...rest} />
    case 'order':
      return <OrderView question={question} {...rest} />
    case 'match':
      return <MatchView question={question} {...rest} />
    case 'number':
    case 'text':
      return <TypedView question={question} {...rest} />
    case 'photo':
      return <div class="question-photo">{children ?? <p class="question-hint">{t().onPaper}</p>}</div>
  }
}
