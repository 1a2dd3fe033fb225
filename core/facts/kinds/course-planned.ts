import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { PlannedLesson } from '../../school/timetable.ts'
import { fact, may } from '../fact.ts'
import { ClassId, CourseId, ErasedMark, nameless, PersonId, SchoolId, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/**
 * What a class is taught in a subject by a helping school this term: who teaches it, and the packages in the order of
 * its lessons. A new version of a package is a new plan.
 */
export const coursePlanned = fact('course.planned', {
  body: v.object({
    class: ClassId,
    course: CourseId,
    subject: Title,
    host: PersonId,
    hostName: Title,
    hostSchool: SchoolId,
    hostSchoolName: Title,
    plan: v.pipe(v.array(PlannedLesson), v.maxLength(400)),
    erased: ErasedMark,
  }),
  scope: (b) => classScope(b.class),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('course', b.class, b.course)],
  needs: (b) => [rowKey('class', b.class)],
  erase: (b, since) => (since(b.host) ? { ...b, hostName: nameless } : undefined),
})
