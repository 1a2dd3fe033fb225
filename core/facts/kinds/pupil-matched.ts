import * as v from 'valibot'
import { type RowKey, rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { AssignmentId, ClassId, LessonId, PackageId, PersonId } from '../ids.ts'
import { classScope } from '../scope.ts'

const most = 200

/**
 * What the office says of a child who was added in the room: they are `person` of the same class, under whose name all of it
 * counts from now on, whenever it was recorded; or, where `person` is the child itself, really new. Without `person` nothing is
 * said of them any more.
 *
 * Such a word alone is about the class's list. Facts with `lessons`, `assignments` or `practised` follow it, and carry it to
 * the child's rows there: as many as there are, and again for what arrives later.
 */
export const pupilMatched = fact('pupil.matched', {
  body: v.object({
    class: ClassId,
    added: PersonId,
    person: v.optional(PersonId),
    lessons: v.optional(v.pipe(v.array(LessonId), v.minLength(1), v.maxLength(most))),
    assignments: v.optional(v.pipe(v.array(AssignmentId), v.minLength(1), v.maxLength(most))),
    practised: v.optional(v.pipe(v.array(PackageId), v.minLength(1), v.maxLength(most))),
  }),
  scope: (b) => classScope(b.class),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows(b) {
    const people = [...new Set([b.added, b.person ?? b.added])]
    if (isWord(b)) return people.map((one) => rowKey('member', b.class, one))
    return people.flatMap((one): RowKey[] => [
      ...(b.lessons ?? []).map((lesson) => rowKey('attendance', lesson, one)),
      ...(b.assignments ?? []).map((assignment) => rowKey('work', b.class, assignment, one)),
      ...(b.practised ?? []).map((lesson) => rowKey('practice', b.class, one, lesson)),
    ])
  },
  needs: (b) => [...new Set([b.added, b.person ?? b.added])].map((one) => rowKey('member', b.class, one)),
  part: 'moves',
})

/** Whether it is the office's word itself, as against what carries it to the child's rows. */
export function isWord(b: { lessons?: unknown; assignments?: unknown; practised?: unknown }): boolean {
  return b.lessons === undefined && b.assignments === undefined && b.practised === undefined
}
