import { homeworkMarked } from '../../../core/facts/kinds/homework-marked.ts'
import { isEmptied, type Mark, type Work } from '../../../core/rows/work.ts'
import { denied } from '../../here/denied.ts'
import { here, useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { personName } from '../../i18n/person-name.ts'
import { PackageProgress, packageContents, usePackageFiles } from '../../library/open/index.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { Thumbnail } from '../photo/thumbnail.tsx'
import { awaitsQuestions, picturesOf, questionsNamed } from '../questions.ts'
import type { PieceKey } from './mark.ts'
import { MarkPanel } from './mark-panel.tsx'
import { MovedNotice, MoveWork } from './move-work.tsx'
import type { ClassHomework, Overview, PupilPiece } from './overview.ts'
import { pieceWords } from './piece-words.ts'
import { QuestionCard } from './question-card.tsx'
import { TakeFor } from './take-for.tsx'
import { useMarking } from './use-marking.ts'
import { t } from './words.ts'

interface PieceScreenProps {
  homework: ClassHomework
  overview: Overview
  piece: PupilPiece
  /** The piece that is marked after this one, and how many wait besides it. */
  next: { assignment: string; pupil: string } | undefined
  left: number
}

/** One pupil's piece: every answer beside the right one, the machine's opinion as a help, and the teacher's word. */
export function PieceScreen({ homework, overview, piece, next, left }: PieceScreenProps) {
  const { assignment } = overview
  const { pupil } = piece
  // What is left when all of it is another's is as good as nothing.
  const work = piece.work && isEmptied(piece.work) ? undefined : piece.work
  const person = useStore(who, (state) => state.person)
  const key: PieceKey = { class: assignment.class, assignment: assignment.assignment, pupil: pupil.person }
  const probe = homeworkMarked({ ...key, grade: 'good', wrong: [] })
  const mayMark = useLive(async () => (await denied(probe, person)) === undefined, [key.class, person])
  return (
    <Page
      title={personName(pupil.name)}
      subtitle={[assignment.subject, assignment.title, pieceWords(piece, undefined)].join(' · ')}
      back={() => go(`homework/${assignment.assignment}`)}
      right={<LineStatus />}
      footer={mayMark && work && <MoveWork pieceKey={key} overview={overview} />}
    >
      <MovedNotice work={piece.work} homework={homework} />
      {mayMark === false && <Notice>{here().place.kind === 'tablet' ? t().readOnlyTablet : t().readOnly}</Notice>}
      {work ? (
        <Sheet
          key={work.rounds}
          pieceKey={key}
          {...{ homework, overview, work, next, left }}
          mayMark={mayMark === true}
        />
      ) : (
        <Notice kind="waiting">{t().nothingHere}</Notice>
      )}
      {(!work || work.state === 'doing') && <TakeFor pieceKey={key} name={personName(pupil.name)} work={work} />}
    </Page>
  )
}

interface SheetProps extends Pick<PieceScreenProps, 'homework' | 'overview' | 'next' | 'left'> {
  pieceKey: PieceKey
  work: Work
  mayMark: boolean
}

function Sheet({ pieceKey, homework, overview, work, next, left, mayMark }: SheetProps) {
  const { assignment } = overview
  const contents = useLive(() => packageContents(here().store, assignment.manifest), [assignment.manifest])
  const questions = questionsNamed(contents, assignment.questions)
  const file = usePackageFiles(contents?.manifest, picturesOf(questions))
  const toNext = () =>
    go(next ? `homework/${next.assignment}/${next.pupil}` : `homework/${assignment.assignment}`, 'replace')
  const canMark = mayMark && work.state !== 'doing'
  const marking = useMarking({
    piece: pieceKey,
    questions,
    work,
    canMark,
    onGiven: toNext,
    onNext: next ? toNext : undefined,
  })
  const whole = work.photos.filter((photo) => !photo.question)
  if (awaitsQuestions(contents)) return <PackageProgress hash={assignment.manifest} title={assignment.title} />
  return (
    <div class="mark-piece">
      <div class="mark-answers">
        {work.state === 'doing' && <Notice kind="waiting">{t().doingHint}</Notice>}
        <Differing marks={work.differing} names={homework.names} />
        {work.rounds > 1 && work.mark && !work.differing && (
          <Notice title={`${t().lastMark} · ${t().round(work.rounds)}`}>{says(work.mark, homework.names)}</Notice>
        )}
        {whole.length > 0 && (
          <section class="sheet" aria-label={t().whole}>
            <div class="photo-row">
              {whole.map((photo, n) => (
                <Thumbnail key={photo.photo} photo={photo} n={n + 1} />
              ))}
            </div>
          </section>
        )}
        <ol class="mark-questions">
          {questions.map((question, n) => (
            <QuestionCard
              key={question.id}
              question={question}
              n={n + 1}
              work={work}
              file={file}
              verdict={marking.verdictOf(question.id)}
              onVerdict={canMark ? (verdict) => marking.judge(question.id, verdict) : undefined}
            />
          ))}
        </ol>
      </div>
      {canMark && marking.ready && (
        <aside class="mark-aside">
          <TroubleNotice trouble={marking.trouble} />
          <MarkPanel {...marking.panel} left={left} again={work.state === 'returned' || work.state === 'correcting'} />
          <p class="lesser mark-keys">{t().keys}</p>
        </aside>
      )}
    </div>
  )
}

/** Marks of teachers who did not know of each other's: both stand until one of them looks again. */
function Differing({ marks, names }: { marks: readonly Mark[] | undefined; names: ReadonlyMap<string, string> }) {
  if (!marks) return null
  return (
    <Notice kind="attention" title={t().differing}>
      {marks.map((mark) => (
        <p key={`${mark.by}/${mark.at}`}>{says(mark, names)}</p>
      ))}
      <p>{t().differingHint}</p>
    </Notice>
  )
}

function says({ by, grade, words = '', wrong }: Mark, names: ReadonlyMap<string, string>): string {
  return t().says(names.get(by) ?? t().someone, t()[grade], words, wrong.length)
}
