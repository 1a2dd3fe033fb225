import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { LessonId, PersonId } from '../../core/facts/ids.ts'
import { type AttendanceStatus, attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { attendance } from '../../core/rows/attendance.ts'
import { denied } from '../here/denied.ts'
import { here, useLive, useWritten } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconCheck } from '../ui/icons/check.tsx'
import { IconPlus } from '../ui/icons/plus.tsx'
import { Notice } from '../ui/notice.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { mark, markAllPresent, touch } from './mark.ts'
import { PupilCard } from './pupil-card.tsx'
import { type Counts, countsOf, type RegisteredPupil, register, withMarks } from './register.ts'
import { t } from './words.ts'

interface RegisterSheetProps {
  lesson: LessonId
  /** The class's name stands over it, as in a 复式 room. */
  named: boolean
  /** It says why it can only be looked at; of several the first one does. */
  tells: boolean
}

/** One class's register for a lesson. */
export function RegisterSheet({ lesson, named, tells }: RegisterSheetProps) {
  const person = useStore(who, (state) => state.person)
  const taken = useLive(() => register(lesson), [lesson])
  const written = useWritten(attendance, [lesson], taken)
  const list = taken && withMarks(taken, written)
  const mayMark = useLive(() => mayMarkIn(lesson, list?.pupils ?? [], person), [lesson, list?.pupils[0]?.id, person])
  const { trouble, attempt } = useAttempt()
  // The same for each and every time, so that only the card is drawn anew whose pupil was touched.
  const onTouch = useCallback((pupil: PersonId) => void attempt(() => touch(lesson, pupil)), [lesson])
  const onMark = useCallback(
    (pupil: PersonId, status: AttendanceStatus) => void attempt(() => mark(lesson, pupil, status)),
    [lesson],
  )
  const pupils = useRef<HTMLUListElement>(null)
  const all = useRef<HTMLElement>(null)

  useEffect(() => {
    // A remote's 确定 does the next thing: all present, where somebody is still to be marked.
    const next = all.current?.matches(':disabled') ? pupils.current?.querySelector('button') : all.current
    if (mayMark && tells && document.activeElement?.matches('body, h1')) next?.focus({ preventScroll: true })
  }, [mayMark])

  if (!list) return null
  if (list.pupils.length === 0) {
    return (
      <Empty picture={<PictureDesk />}>
        <strong>{t().noRoster}</strong>
        <br />
        {t().noRosterHint}
      </Empty>
    )
  }
  const counts = countsOf(list.pupils)
  return (
    <section class="attendance-register">
      <header class="attendance-header">
        {named && <h2>{list.className}</h2>}
        <p class="attendance-counts" role="status">
          {countWords(counts).join(' · ')}
        </p>
        {mayMark && isInTheRoom() && (
          <Button icon={IconPlus} onClick={() => go(`add-pupil/${lesson}`)}>
            {t().addPupil}
          </Button>
        )}
        {mayMark && (
          <Button
            kind={counts.unmarked > 0 ? 'primary' : 'plain'}
            icon={IconCheck}
            disabled={counts.unmarked === 0}
            ref={all}
            onClick={async ({ detail }) => {
              // The button goes out of use, and would take the focus of a remote or keyboard with it.
              const next = pupils.current?.querySelector('button')
              if ((await attempt(() => markAllPresent(lesson))) && detail === 0) next?.focus()
            }}
          >
            {counts.unmarked === 0 ? t().allMarked : t().allPresent}
          </Button>
        )}
      </header>
      <TroubleNotice trouble={trouble} />
      {tells && mayMark === false && <ReadOnly lesson={lesson} />}
      <ul class="attendance-pupils" ref={pupils}>
        {list.pupils.map((pupil) => (
          <li key={pupil.id}>
            <PupilCard pupil={pupil} names={list.names} onTouch={mayMark ? onTouch : undefined} onMark={onMark} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who teaches from afar sees nobody come in. */
function isInTheRoom(): boolean {
  const { kind } = here().place
  return kind === 'projector' || kind === 'own'
}

function countWords(counts: Counts): string[] {
  const lesser = [
    counts.late > 0 && t().lateCount(counts.late),
    counts.leave > 0 && t().leaveCount(counts.leave),
    counts.absent > 0 && t().absentCount(counts.absent),
    counts.unmarked > 0 && t().unmarkedCount(counts.unmarked),
  ]
  return [t().expected(counts.expected), t().there(counts.there), ...lesser.filter((one) => one !== false)]
}

/** Undefined while there is nobody to mark. */
async function mayMarkIn(
  lesson: LessonId,
  pupils: readonly RegisteredPupil[],
  by: ReturnType<typeof who.getState>['person'],
) {
  const [any] = pupils
  if (!any) return undefined
  return (await denied(attendanceMarked({ lesson, pupil: any.id, status: 'present' }), by)) === undefined
}

function ReadOnly({ lesson }: { lesson: LessonId }) {
  const locked = useStore(who, (state) => state.as !== 'adult') && here().place.kind !== 'tablet'
  if (!locked) return <Notice title={t().locked}>{t().notAllowed}</Notice>
  return (
    <Notice title={t().locked} action={<Button onClick={() => go(`unlock/attendance/${lesson}`)}>{t().unlock}</Button>}>
      {t().lockedHint}
    </Notice>
  )
}
