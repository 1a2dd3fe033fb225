import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { LessonId, lessonClass, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/** 停电, 断网, 教师缺勤, 校历活动, 天气, 其他. */
export const CancelReason = v.picklist(['power', 'line', 'teacher-away', 'school-event', 'weather', 'other'])
export type CancelReason = v.InferOutput<typeof CancelReason>

/** A lesson does not take place, and why; `words` may say it closer. `cancellation.withdrawn` takes it back. */
export const lessonCancelled = fact('lesson.cancelled', {
  body: v.object({ lesson: LessonId, reason: CancelReason, words: v.optional(Title) }),
  words: ['words'],
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [
    may('assistant', 'projector', 'own'),
    may('teacher', 'projector', 'own'),
    may('host', 'own', 'studio'),
    may('hub', 'hub'),
  ],
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('cancelled', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
