import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Mark, Work } from '../../../core/rows/work.ts'
import { QuestionView } from '../../kinds/quiz/index.ts'
import { usePackageFiles } from '../../library/open/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { answerText } from '../answer-text.ts'
import { machineSays } from '../mark/marking.ts'
import { Thumbnail } from '../photo/thumbnail.tsx'
import { PupilFrame } from '../pupil/pupil-frame.tsx'
import { t as pupilWords } from '../pupil/words.ts'
import { picturesOf } from '../questions.ts'
import type { Piece } from './do-query.ts'
import { t } from './words.ts'

/** Work that was handed in: what the teacher said of it, and every question with its answer. */
export function LookBack({ piece, onBegin }: { piece: Piece; onBegin: () => void }) {
  const { task, work, contents, all, toDo } = piece
  const file = usePackageFiles(contents?.manifest, picturesOf(all))
  const isBack = task.state === 'correct' || task.state === 'returned'
  // What was handed in is with the teacher, and goes from a tablet that many share: what is left of it is shown.
  const shown = isBack ? all : all.filter((question) => isHere(question, work))
  const back = () => go('pupil')
  const footer = (
    <>
      <Button big first={task.state !== 'correct'} onClick={back}>
        {t().back}
      </Button>
      {task.state === 'correct' && (
        <Button big first kind="primary" onClick={onBegin}>
          {t().startCorrecting(toDo.length)}
        </Button>
      )}
    </>
  )
  return (
    <PupilFrame line={`${task.assignment.subject} · ${task.assignment.title}`} footer={footer} back={back}>
      {isBack && work?.mark ? <Word mark={work.mark} /> : <Notice kind="waiting">{t().waiting}</Notice>}
      {!isBack && shown.length < all.length && <p class="lesser">{t().waitingHint}</p>}
      <h2 class="unseen">{t().mine}</h2>
      <ol class="do-answers">
        {shown.map((question) => {
          const wrong = isBack && work?.mark?.wrong.includes(question.id) === true
          const photos = work?.photos.filter((photo) => photo.question === question.id) ?? []
          // What is still to be put right keeps its answer to itself.
          const reveal = isBack && !(task.state === 'correct' && toDo.includes(question))
          return (
            <li key={question.id} class={`sheet${wrong ? ' do-wrong' : ''}`}>
              {wrong && <p class="do-verdict">{pupilWords().correct}</p>}
              {isBack && !wrong && work && machineSays(question, work) !== 'right' && (
                <p class="do-verdict do-right">{t().teacherRight}</p>
              )}
              <QuestionView
                question={question}
                mode={reveal ? 'reveal' : 'show'}
                answer={work?.answers[question.id]}
                file={file ?? (() => undefined)}
              />
              {!reveal && hidden.has(question.type) && (
                <p class="lesser">
                  {t().given}
                  {answerText(question, work?.answers[question.id]) || t().noAnswer}
                </p>
              )}
              {photos.length > 0 && (
                <div class="photo-row">
                  {photos.map((photo, n) => (
                    <Thumbnail key={photo.photo} photo={photo} n={n + 1} />
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </PupilFrame>
  )
}

function isHere(question: Question, work: Work | undefined): boolean {
  return (
    work?.answers[question.id] !== undefined || work?.photos.some((photo) => photo.question === question.id) === true
  )
}

/** Types whose answer is not seen in the question itself while nothing is revealed. */
const hidden: ReadonlySet<Question['type']> = new Set(['number', 'text', 'order', 'match'])

function Word({ mark }: { mark: Mark }) {
  return (
    <section class="do-mark">
      <strong class="do-grade">{pupilWords()[mark.grade]}</strong>
      {mark.words && (
        <p>
          <span class="lesser">{t().marked}</span>
          <br />
          {mark.words}
        </p>
      )}
    </section>
  )
}
