import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { FactName, LessonId, lessonClass, PersonId } from '../ids.ts'
import { classScope } from '../scope.ts'

export const AttendanceStatus = v.picklist(['present', 'late', 'leave', 'absent'])
export type AttendanceStatus = v.InferOutput<typeof AttendanceStatus>

/**
 * A pupil was there, came late, is on leave or is absent. `auto`: the program noted it, and any person's mark outranks
 * it. `over` names the marks that this one corrects.
 */
export const attendanceMarked = fact('attendance.marked', {
  body: v.object({
    lesson: LessonId,
    pupil: PersonId,
    status: AttendanceStatus,
    auto: v.optional(v.literal(true)),
    over: v.optional(v.pipe(v.array(FactName), v.maxLength(20))),
  }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [
    may('device', 'projector'),
    may('assistant', 'projector', 'own'),
    may('teacher', 'projector', 'own'),
    may('host', 'own', 'studio'),
  ],
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('attendance', b.lesson, b.pupil)],
  needs: (b) => [rowKey('member', lessonClass(b.lesson), b.pupil)],
})
