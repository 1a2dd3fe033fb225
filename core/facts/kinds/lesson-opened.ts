import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { BlobHash, LessonId, lessonClass, PackageId } from '../ids.ts'
import { classScope } from '../scope.ts'

/** Someone pressed 进入课堂: with the package and the very version of it that was on the screen. */
export const lessonOpened = fact('lesson.opened', {
  body: v.object({ lesson: LessonId, package: v.optional(PackageId), manifest: v.optional(BlobHash) }),
  scope: (b) => classScope(lessonClass(b.lesson)),
  recordedBy: [may('device', 'projector'), may('assistant', 'projector', 'own'), may('teacher', 'projector', 'own')],
  seenBy: ['projector', 'own', 'studio'],
  rows: (b) => [rowKey('lesson', b.lesson)],
  needs: (b) => [rowKey('class', lessonClass(b.lesson))],
})
