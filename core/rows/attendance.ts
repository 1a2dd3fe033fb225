import { factName } from '../facts/fact.ts'
import { type FactName, type LessonId, lessonDay, type PersonId } from '../facts/ids.ts'
import { type AttendanceStatus, attendanceMarked } from '../facts/kinds/attendance-marked.ts'
import { addDays } from '../school/day.ts'
import { matchedRows, whoIs } from './matched.ts'
import { heads, ofKind } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** `attendance/LESSON/PUPIL`. */
export interface Attendance {
  status: AttendanceStatus
  by: PersonId | ''
  auto: boolean
  /** What a correction has to name: every mark that stands now. */
  standing: FactName[]
  /** Two people's marks, made without knowing of each other, that say different things; the shown one included. */
  differing?: { status: AttendanceStatus; by: PersonId | '' }[]
  /** It says otherwise than a person had said before: when that was changed (effective time, ms since 1970), and from what. */
  changed?: { at: number; from: AttendanceStatus; fromBy: PersonId | ''; fromAt: number }
}

export const attendance = table<Attendance>({
  name: 'attendance',
  version: 2,
  linked: (facts, key) => matchedRows(facts, key, 1),
  reduce(facts, key) {
    const is = whoIs(facts)
    const marks = ofKind(attendanceMarked, facts).filter(({ body }) => is(body.pupil) === rowPart(key, 1))
    const byPeople = marks.filter((fact) => !fact.body.auto)
    // An automatic mark cannot take a person's away, not even by naming it.
    const standing = heads(byPeople.length > 0 ? byPeople : marks)
    const shown = standing[standing.length - 1]
    if (!shown) return undefined
    const before = byPeople.filter((fact) => shown.body.over?.includes(factName(fact))).pop()
    const changed = before !== undefined && before.body.status !== shown.body.status
    const differ = new Set(standing.map((fact) => fact.body.status)).size > 1
    return {
      status: shown.body.status,
      by: shown.by,
      auto: shown.body.auto === true,
      standing: standing.map(factName),
      ...(changed && {
        changed: { at: shown.eff, from: before.body.status, fromBy: before.by, fromAt: before.eff },
      }),
      ...(differ && { differing: standing.map((fact) => ({ status: fact.body.status, by: fact.by })) }),
    }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})
