import { useState } from 'preact/hooks'
import { homeworkWithdrawn } from '../../../core/facts/kinds/homework-withdrawn.ts'
import { momentOf } from '../../../core/school/day.ts'
import { denied } from '../../here/denied.ts'
import { here, useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { relativeDay, time } from '../../i18n/dates.ts'
import { personName } from '../../i18n/person-name.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { line } from '../../sync/line.ts'
import { Avatar } from '../../ui/avatars/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconCheck } from '../../ui/icons/check.tsx'
import { IconTrash } from '../../ui/icons/trash.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import type { PieceState } from '../piece.ts'
import { withdraw } from './mark.ts'
import { type ClassHomework, firstToMark, type Overview, type PupilPiece } from './overview.ts'
import { countWords, pieceWords } from './piece-words.ts'
import { t } from './words.ts'

/** What needs a teacher first, what is done last. */
const order: readonly PieceState[] = [
  'handed',
  'marked',
  'doing',
  'not-done',
  'not-heard',
  'to-come',
  'correcting',
  'returned',
]

/** One assignment: every pupil's piece, and what is not known told apart from what was not done. */
export function AssignmentScreen({ homework, overview }: { homework: ClassHomework; overview: Overview }) {
  const { assignment, pieces, counts, className } = overview
  const [asking, setAsking] = useState(false)
  const person = useStore(who, (state) => state.person)
  const mayWithdraw = useLive(
    async () => (await denied(homeworkWithdrawn(keyOf(overview)), person)) === undefined,
    [assignment.assignment, person],
  )
  const since = homework.heard === undefined ? undefined : momentWords(homework.heard, homework.now)
  const next = firstToMark(overview)
  const sorted = [...pieces].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <Page
      title={assignment.title}
      subtitle={[
        className,
        assignment.subject,
        t().due(relativeDay(momentOf(assignment.due, '12:00'), homework.now)),
        t().questions(assignment.questions.length),
        t().minutes(assignment.minutes),
        assignment.written ? t().written : t().indoors,
      ].join(' · ')}
      back={() => go('homework')}
      right={<LineStatus />}
      footer={
        mayWithdraw &&
        !assignment.withdrawn && (
          <Button kind="quiet" icon={IconTrash} onClick={() => setAsking(true)}>
            {t().withdraw}
          </Button>
        )
      }
    >
      <div class="mark-counts">
        <p role="status">{countWords(overview).join(' · ')}</p>
        {next && here().place.kind !== 'tablet' && (
          <Button kind="primary" first icon={IconCheck} onClick={() => go(`homework/${assignment.assignment}/${next}`)}>
            {t().markNow(counts.handed)}
          </Button>
        )}
      </div>
      <Unheard counts={counts} since={since} />
      <ul class="mark-pupils" aria-label={t().pupils}>
        {sorted.map((piece) => (
          <li key={piece.pupil.person}>
            <PupilTile piece={piece} since={since} now={homework.now} assignment={assignment.assignment} />
          </li>
        ))}
      </ul>
      {asking && <Withdraw overview={overview} onClose={() => setAsking(false)} />}
    </Page>
  )
}

function keyOf({ assignment }: Overview) {
  return { class: assignment.class, assignment: assignment.assignment }
}

/** 星期二 16:20, or 昨天 16:20. */
function momentWords(moment: number, now: number): string {
  return `${relativeDay(moment, now)} ${time(moment)}`
}

function PupilTile({
  piece,
  since,
  now,
  assignment,
}: {
  piece: PupilPiece
  since: string | undefined
  now: number
  assignment: string
}) {
  const { pupil, state, work } = piece
  const handedAt = work?.handedAt && state === 'handed' ? t().handedAt(momentWords(work.handedAt, now)) : undefined
  return (
    <Tile
      class={`mark-pupil mark-${state}`}
      icon={undefined}
      title={
        <span class="mark-name">
          <Avatar picture={pupil.picture} size="2.2em" />
          <span class="kai">{personName(pupil.name)}</span>
        </span>
      }
      line={
        <>
          <span class="mark-state">{pieceWords(piece, since)}</span>
          {handedAt && <span class="mark-when">{handedAt}</span>}
        </>
      }
      onClick={() => go(`homework/${assignment}/${pupil.person}`)}
    />
  )
}

/** What can be said of work that is not here, and what cannot. */
function Unheard({ counts, since }: { counts: Overview['counts']; since: string | undefined }) {
  const heard = useStore(line, (state) => state.heard)
  if (counts['not-heard'] + counts['not-done'] + counts['to-come'] === 0) return null
  return (
    <Notice kind={counts['not-heard'] > 0 ? 'waiting' : 'hint'}>
      {since === undefined ? t().neverHeard : t().heard(since)}
      {!heard && ` ${t().lineDown}`}
      {counts['not-heard'] > 0 && ` ${t().unheardHint}`}
    </Notice>
  )
}

function Withdraw({ overview, onClose }: { overview: Overview; onClose: () => void }) {
  const { trouble, attempt } = useAttempt()
  const { class: classId, assignment } = keyOf(overview)
  return (
    <Dialog
      title={t().withdraw}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            onClick={async () => {
              if (await attempt(() => withdraw(classId, assignment))) go('homework', 'replace')
            }}
          >
            {t().withdraw}
          </Button>
          <Button first onClick={onClose}>
            {t().keep}
          </Button>
        </>
      }
    >
      <p>{t().withdrawHint}</p>
      <TroubleNotice trouble={trouble} />
    </Dialog>
  )
}
