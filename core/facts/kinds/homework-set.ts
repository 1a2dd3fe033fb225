import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { AssignmentId, BlobHash, ClassId, Day, LessonId, PackageId, QuestionId, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/**
 * Homework for a class: questions of a package's quiz, by the very version of it. `written` tells whether it counts as
 * written homework (书面作业), which grades 1 and 2 must not have; `minutes` is what the rules count.
 */
export const homeworkSet = fact('homework.set', {
  body: v.object({
    assignment: AssignmentId,
    class: ClassId,
    lesson: v.optional(LessonId),
    subject: Title,
    title: Title,
    package: PackageId,
    manifest: BlobHash,
    questions: v.pipe(v.array(QuestionId), v.minLength(1), v.maxLength(60)),
    minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)),
    written: v.boolean(),
    day: Day,
    due: Day,
  }),
  words: ['title'],
  scope: (b) => classScope(b.class),
  recordedBy: [may('assistant', 'projector', 'own'), may('teacher', 'projector', 'own'), may('host', 'own', 'studio')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('assignment', b.class, b.assignment)],
  needs: (b) => [rowKey('class', b.class)],
})
