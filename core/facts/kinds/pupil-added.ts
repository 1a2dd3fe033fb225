import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { ClassId, Day, ErasedMark, nameless, PersonId, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/**
 * A child sits in the room who is on no list yet: from this day on they have a name and a picture, and are a pupil like the
 * others. What the office says of the same person (`member.enrolled`) outranks it.
 */
export const pupilAdded = fact('pupil.added', {
  body: v.object({
    class: ClassId,
    person: PersonId,
    name: Title,
    picture: v.pipe(v.string(), v.maxLength(24)),
    number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
    from: Day,
    erased: ErasedMark,
  }),
  words: ['name'],
  scope: (b) => classScope(b.class),
  recordedBy: [may('assistant', 'projector', 'own'), may('teacher', 'projector', 'own')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('member', b.class, b.person)],
  needs: (b) => [rowKey('class', b.class)],
  erase: (b, since) => (since(b.person) ? { ...b, name: nameless, picture: '', number: 0 } : undefined),
})
