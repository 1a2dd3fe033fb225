import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { AssignmentId, ClassId, PersonId } from '../../../core/facts/ids.ts'
import { momentOf } from '../../../core/school/day.ts'
import { here, useLive } from '../../here/here.ts'
import { dayAndMonth, relativeDay } from '../../i18n/dates.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Avatar } from '../../ui/avatars/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconPlus } from '../../ui/icons/plus.tsx'
import { subjectIcon } from '../../ui/icons/subject.ts'
import { Page } from '../../ui/page.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { Tile } from '../../ui/tile.tsx'
import { SetScreen } from '../set/set-screen.tsx'
import { TeacherGate } from '../teacher-gate.tsx'
import { withdraw } from '../verbs.ts'
import { t } from '../words.ts'
import { gradeWord } from './grade-word.ts'
import { type Overview, overviews, type PupilsPiece } from './overview.ts'
import { PieceScreen } from './piece-screen.tsx'
import './mark.css'

/** 作业 for a teacher. `homework`, `homework/set`, `homework/CLASS/ASSIGNMENT`, `homework/CLASS/ASSIGNMENT/PUPIL`. */
export function HomeworkScreen({ path }: { path: string[] }) {
  const [first, second, third] = path
  return <TeacherGate to={['homework', ...path].join('/')}>{screenOf(first, second, third)}</TeacherGate>
}

function screenOf(first: string | undefined, second: string | undefined, third: string | undefined) {
  if (first === undefined || first === '') return <List />
  if (first === 'set') return <SetScreen />
  const of = { class: v.parse(ClassId, first), assignment: v.parse(AssignmentId, second) }
  return third === undefined ? <One {...of} /> : <PieceScreen {...of} pupil={v.parse(PersonId, third)} />
}

function List() {
  const all = useLive(overviews)
  const toSet = (
    <Button kind="primary" icon={IconPlus} onClick={() => go('homework/set')}>
      {t().set}
    </Button>
  )
  return (
    <Page title={t().teacherTitle} subtitle={here().place.title} back="" right={<LineStatus />}>
      {all?.length === 0 && (
        <Empty picture={<PictureDesk />} action={toSet}>
          {t().none}
        </Empty>
      )}
      {all && all.length > 0 && (
        <div class="stack">
          <div class="row">{toSet}</div>
          {all.map(({ assignment, pieces, handed, toMark }) => (
            <Tile
              key={assignment.assignment}
              icon={subjectIcon(assignment.subject)}
              over={`${assignment.subject} · ${t().dueBy(dayAndMonth(momentOf(assignment.due, '12:00')))}`}
              title={assignment.title}
              line={`${t().handedCount(handed, pieces.length)} · ${t().toMark(toMark)}`}
              kind={toMark > 0 ? 'now' : 'plain'}
              onClick={() => go(`homework/${assignment.class}/${assignment.assignment}`)}
            />
          ))}
        </div>
      )}
    </Page>
  )
}

function One({ class: classId, assignment }: { class: ClassId; assignment: AssignmentId }) {
  const all = useLive(overviews)
  const [asking, setAsking] = useState(false)
  const one = all?.find((each) => each.assignment.assignment === assignment)
  if (!one) return null
  return (
    <Page
      title={one.assignment.title}
      subtitle={`${one.assignment.subject} · ${t().handedCount(one.handed, one.pieces.length)} · ${t().toMark(one.toMark)}`}
      back="homework"
      right={<LineStatus />}
      footer={<Button onClick={() => setAsking(true)}>{t().withdraw}</Button>}
    >
      <ul class="mark-pupils">
        {one.pieces.map((piece) => (
          <li key={piece.pupil.id}>
            <button
              type="button"
              class="mark-pupil"
              data-state={piece.state}
              disabled={!piece.work}
              onClick={() => go(`homework/${classId}/${assignment}/${piece.pupil.id}`)}
            >
              <Avatar picture={piece.pupil.picture} size="3.5rem" />
              <span>
                <strong>{piece.pupil.name}</strong>
                <small>{stateWords(piece, one)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {asking && (
        <Dialog
          title={t().withdraw}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t().cancel}</Button>
              <Button
                kind="danger"
                onClick={() => void withdraw(classId, assignment).then(() => go('homework', 'replace'))}
              >
                {t().withdraw}
              </Button>
            </>
          }
        >
          <p>{t().reallyWithdraw}</p>
        </Dialog>
      )}
    </Page>
  )
}

function stateWords({ state, work }: PupilsPiece, { heard }: Overview): string {
  if (state === 'not-heard') return heard === undefined ? t().never : t()['not-heard'](relativeDay(heard, Date.now()))
  if (state === 'handed') return t().handedState
  if (state === 'returned')
    return work?.mark ? `${t().returnedState} · ${gradeWord(work.mark.grade)}` : t().returnedState
  return t()[state]
}
