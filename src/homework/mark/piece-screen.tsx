import { useState } from 'preact/hooks'
import type { AssignmentId, ClassId, PersonId, QuestionId } from '../../../core/facts/ids.ts'
import type { Grade } from '../../../core/facts/kinds/homework-marked.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { scoreAnswer } from '../../../core/resources/kinds/quiz/score.ts'
import type { Work } from '../../../core/rows/work.ts'
import { useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { QuestionView } from '../../kinds/quiz/index.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { usePictures } from './use-pictures.ts'
import { type Sheet, sheetOf } from '../queries.ts'
import { markAndReturn } from '../verbs.ts'
import { t } from '../words.ts'
import { grades, gradeWord } from './grade-word.ts'
import { nextToMark, type Overview, overviews, type PupilsPiece } from './overview.ts'
import { PhotoView } from './photo-view.tsx'

/** One pupil's piece: what was answered, what the machine thinks, and the teacher's own word, which counts. */
export function PieceScreen({
  class: classId,
  assignment,
  pupil,
}: {
  class: ClassId
  assignment: AssignmentId
  pupil: PersonId
}) {
  const sheet = useLive(() => sheetOf(classId, assignment), [assignment])
  const all = useLive(overviews)
  const overview = all?.find((each) => each.assignment.assignment === assignment)
  const piece = overview?.pieces.find((each) => each.pupil.id === pupil)
  if (!sheet || !overview || !piece?.work) return null
  return <Marking key={pupil} sheet={sheet} overview={overview} piece={piece} work={piece.work} />
}

function Marking({
  sheet,
  overview,
  piece,
  work,
}: {
  sheet: Sheet
  overview: Overview
  piece: PupilsPiece
  work: Work
}) {
  const { class: classId, assignment } = sheet.assignment
  const [wrong, setWrong] = useState<ReadonlySet<QuestionId>>(() => machineWrong(sheet.questions, work))
  const [grade, setGrade] = useState<Grade | undefined>(work.mark?.grade)
  const [words, setWords] = useState('')
  const { trouble, attempt } = useAttempt()
  const picture = usePictures(sheet.assignment.manifest, sheet.questions)
  const chosen = grade ?? suggested(wrong.size, sheet.questions.length)

  const turn = (question: QuestionId) => {
    const next = new Set(wrong)
    if (!next.delete(question)) next.add(question)
    setWrong(next)
  }
  const give = async () => {
    const marking = { grade: chosen, words: words.trim(), wrong: [...wrong] }
    const done = await attempt(() =>
      markAndReturn({ class: classId, assignment, pupils: [piece.pupil.id] }, work, marking),
    )
    if (!done) return
    const next = nextToMark(overview, piece.pupil.id)
    go(`homework/${classId}/${assignment}${next ? `/${next}` : ''}`, 'replace')
  }
  const loose = work.photos.filter((photo) => !photo.question)
  return (
    <Page
      title={piece.pupil.name}
      subtitle={`${sheet.assignment.title} · ${t().toMark(overview.toMark)}`}
      back={`homework/${classId}/${assignment}`}
      right={<LineStatus />}
    >
      {work.state === 'doing' && <Notice kind="waiting">{t().notHanded}</Notice>}
      {work.differing && (
        <Notice kind="attention" title={t().differing}>
          {work.differing.map((mark) => `${gradeWord(mark.grade)} ${mark.words ?? ''}`).join(' / ')}
        </Notice>
      )}
      <TroubleNotice trouble={trouble} />
      {loose.map((photo) => (
        <PhotoView key={photo.photo} photo={photo} />
      ))}
      {sheet.questions.map((question, n) => (
        <section key={question.id} class="sheet stack mark-question">
          <header class="row">
            <strong>{n + 1}</strong>
            <span class="lesser">{machineWords(question, work)}</span>
            <span class="mark-verdict">
              <Button pressed={!wrong.has(question.id)} onClick={() => wrong.has(question.id) && turn(question.id)}>
                {t().right}
              </Button>
              <Button pressed={wrong.has(question.id)} onClick={() => !wrong.has(question.id) && turn(question.id)}>
                {t().wrong}
              </Button>
            </span>
          </header>
          <QuestionView question={question} mode="reveal" answer={work.answers[question.id]} file={picture} />
          {work.photos
            .filter((photo) => photo.question === question.id)
            .map((photo) => (
              <PhotoView key={photo.photo} photo={photo} />
            ))}
        </section>
      ))}
      <section class="sheet stack">
        <div class="row">
          {grades.map((one) => (
            <Button key={one} pressed={chosen === one} onClick={() => setGrade(one)}>
              {gradeWord(one)}
            </Button>
          ))}
        </div>
        <Field label={t().saySomething} value={words} onValue={setWords} lines={2} />
        <div class="row">
          {t()
            .presets.split('|')
            .map((preset) => (
              <Button key={preset} kind="quiet" onClick={() => setWords(preset)}>
                {preset}
              </Button>
            ))}
        </div>
        <Button kind="primary" big disabled={work.state === 'doing'} onClick={() => void give()}>
          {t().giveBack}
        </Button>
      </section>
    </Page>
  )
}

/** What the machine finds wrong; where only a person can say, nothing is wrong until a person says so. */
function machineWrong(questions: readonly Question[], work: Work): ReadonlySet<QuestionId> {
  const already = work.state === 'marked' || work.state === 'returned' ? work.mark?.wrong : undefined
  if (already) return new Set(already)
  return new Set(questions.filter((question) => machineSays(question, work) === false).map((question) => question.id))
}

function machineSays(question: Question, work: Work): boolean | null {
  const given = work.answers[question.id]
  if (given === undefined) return work.photos.some((photo) => photo.question === question.id) ? null : false
  return scoreAnswer(question, given).right
}

function machineWords(question: Question, work: Work): string {
  const right = machineSays(question, work)
  return right === null ? t().machineNone : right ? t().machineRight : t().machineWrong
}

function suggested(wrong: number, of: number): Grade {
  if (wrong === 0) return 'excellent'
  return wrong / Math.max(1, of) <= 0.3 ? 'good' : 'pass'
}
