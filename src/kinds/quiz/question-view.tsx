import { PictureView, RunsView } from '../runs/index.ts'
import { ChoiceView } from './choice-view.tsx'
import { MatchView } from './match-view.tsx'
import { OrderView } from './order-view.tsx'
import { Result } from './result.tsx'
import { TypedView } from './typed-view.tsx'
import type { QuestionViewProps } from './view-props.ts'
import { t } from './words.ts'
import './question.css'

/** A question of any type: read, answered, or revealed. */
export function QuestionView(props: QuestionViewProps) {
  const { question, mode, answer, file, spread } = props
  return (
    <div class={`question question-${mode}${question.picture ? ' question-illustrated' : ''}`}>
      <p class="question-stem">
        <RunsView runs={question.stem} />
      </p>
      {question.picture && (
        <div class="question-picture">
          <PictureView picture={question.picture} url={file(question.picture.file)} />
        </div>
      )}
      <div class="question-body">
        <Body {...props} />
        {mode === 'reveal' && <Result question={question} answer={answer} ofClass={spread !== undefined} />}
        {mode === 'reveal' && question.solution && (
          <p class="question-solution">
            <strong>{t().solution}</strong> <RunsView runs={question.solution} />
          </p>
        )}
      </div>
    </div>
  )
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
