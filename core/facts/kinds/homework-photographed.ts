import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { AssignmentId, BlobHash, ClassId, ErasedMark, PersonId, QuestionId } from '../ids.ts'
import { classScope } from '../scope.ts'

/**
 * Work on paper, photographed: the picture and its thumbnail are blobs, sent after the facts. JPEG, no location.
 * `instead` names an earlier photo of the same work that this one is taken in place of (重拍).
 * `shows`: it is no paper, but a performance or handwork on which the pupils themselves are seen.
 */
export const homeworkPhotographed = fact('homework.photographed', {
  body: v.object({
    class: ClassId,
    assignment: AssignmentId,
    pupils: v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(6)),
    question: v.optional(QuestionId),
    photo: BlobHash,
    bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000_000)),
    thumbnail: BlobHash,
    instead: v.optional(BlobHash),
    shows: v.optional(v.literal('pupil')),
    erased: ErasedMark,
  }),
  scope: (b) => classScope(b.class),
  recordedBy: [may('pupil', 'tablet'), may('assistant', 'projector', 'own'), may('teacher', 'projector', 'own')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => b.pupils.map((pupil) => rowKey('work', b.class, b.assignment, pupil)),
  needs: (b) => b.pupils.map((pupil) => rowKey('member', b.class, pupil)),
  part: 'content',
  blobs: (b) => (b.erased === undefined ? [b.photo, b.thumbnail] : []),
  // Of a photo of several, the face of one cannot be taken out.
  erase: (b, since) => (b.pupils.every(since) || (b.shows && b.pupils.some(since)) ? b : undefined),
  pupils: (b) => b.pupils,
  portrays: (b) => (b.shows && b.erased === undefined ? b.pupils : []),
})
