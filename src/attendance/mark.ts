import type { Draft } from '../../core/facts/fact.ts'
import type { LessonId, PersonId } from '../../core/facts/ids.ts'
import { type AttendanceStatus, attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { type Attendance, attendance } from '../../core/rows/attendance.ts'
import { record } from '../here/here.ts'
import { register, touched } from './register.ts'

/*
 * What a mark corrects is looked up in the transaction that records it, so that of two quick touches the second one knows
 * of the first.
 */

/** Marks a pupil. @throws NotAllowed; DOMException for a full disk */
export async function mark(lesson: LessonId, pupil: PersonId, status: AttendanceStatus): Promise<void> {
  await record(async (row) => {
    const before = await row(attendance, lesson, pupil)
    return isSettled(before, status) ? [] : [marked(lesson, pupil, status, before)]
  })
}

/** One touch: 到, and touched again 缺. Throws as `mark`. */
export async function touch(lesson: LessonId, pupil: PersonId): Promise<void> {
  await record(async (row) => {
    const before = await row(attendance, lesson, pupil)
    return [marked(lesson, pupil, touched(before?.status), before)]
  })
}

/** 全到: all whom nobody has marked yet are present. Throws as `mark`. */
export async function markAllPresent(lesson: LessonId): Promise<void> {
  const { pupils } = await register(lesson)
  await record(async (row) => {
    const marks = await Promise.all(pupils.map(({ id }) => row(attendance, lesson, id)))
    return pupils.flatMap(({ id }, n) => {
      const before = marks[n]
      return !before || before.auto ? [marked(lesson, id, 'present', before)] : []
    })
  })
}

function marked(lesson: LessonId, pupil: PersonId, status: AttendanceStatus, before: Attendance | undefined): Draft {
  return attendanceMarked({ lesson, pupil, status, ...(before && { over: before.standing }) })
}

/** It says so already, and all who marked agree. */
function isSettled(before: Attendance | undefined, status: AttendanceStatus): boolean {
  return before !== undefined && before.status === status && !before.auto && !before.differing
}
