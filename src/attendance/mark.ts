import type { Draft } from '../../core/facts/fact.ts'
import type { LessonId, PersonId } from '../../core/facts/ids.ts'
import { type AttendanceStatus, attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { type Attendance, attendance } from '../../core/rows/attendance.ts'
import { here, record } from '../here/here.ts'
import { row } from '../store/rows.ts'
import { register, touched } from './register.ts'

/** Marks are made one after the other, so that each corrects what the one before it has left standing. */
let last: Promise<unknown> = Promise.resolve()

/** Marks a pupil. @throws NotAllowed; DOMException for a full disk */
export async function mark(lesson: LessonId, pupil: PersonId, status: AttendanceStatus): Promise<void> {
  await inTurn(async () => {
    const before = await row(here().store, attendance, lesson, pupil)
    if (!isSettled(before, status)) await record(marked(lesson, pupil, status, before))
  })
}

/** One touch: 到, and touched again 缺. Throws as `mark`. */
export async function touch(lesson: LessonId, pupil: PersonId): Promise<void> {
  await inTurn(async () => {
    const before = await row(here().store, attendance, lesson, pupil)
    await record(marked(lesson, pupil, touched(before?.status), before))
  })
}

/** 全到: all whom nobody has marked yet are present. Throws as `mark`. */
export async function markAllPresent(lesson: LessonId): Promise<void> {
  await inTurn(async () => {
    const { pupils } = await register(lesson)
    const unmarked = pupils.filter((pupil) => !pupil.mark || pupil.mark.auto)
    if (unmarked.length > 0) await record(unmarked.map((pupil) => marked(lesson, pupil.id, 'present', pupil.mark)))
  })
}

function marked(lesson: LessonId, pupil: PersonId, status: AttendanceStatus, before: Attendance | undefined): Draft {
  return attendanceMarked({ lesson, pupil, status, ...(before && { over: before.standing }) })
}

/** It says so already, and all who marked agree. */
function isSettled(before: Attendance | undefined, status: AttendanceStatus): boolean {
  return before !== undefined && before.status === status && !before.auto && !before.differing
}

async function inTurn(work: () => Promise<void>): Promise<void> {
  const mine = last.then(work)
  // Whoever asked hears of a failure; the next is done all the same.
  last = mine.catch(() => undefined)
  await mine
}
