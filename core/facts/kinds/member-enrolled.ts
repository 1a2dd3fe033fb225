import * as v from 'valibot'
import { mostSpans, Span } from '../../people/consent.ts'
import { rowKey } from '../../rows/row-key.ts'
import { addDays } from '../../school/day.ts'
import { fact, may } from '../fact.ts'
import { ClassId, Day, ErasedMark, nameless, PersonId, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/**
 * A person belongs to a class, as what, from which day; with `until` in the past, no longer does. Of a pupil whose guardians
 * have not agreed to the name `name` is the seat number (`people/seat.ts`); `photos` is when they agreed to those.
 */
export const memberEnrolled = fact('member.enrolled', {
  body: v.object({
    class: ClassId,
    person: PersonId,
    name: Title,
    picture: v.pipe(v.string(), v.maxLength(24)),
    role: v.picklist(['pupil', 'assistant', 'teacher', 'host', 'office']),
    number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
    from: Day,
    until: v.optional(Day),
    photos: v.optional(v.pipe(v.array(Span), v.maxLength(mostSpans))),
    erased: ErasedMark,
  }),
  scope: (b) => classScope(b.class),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('member', b.class, b.person)],
  needs: () => [],
  erase(b, since) {
    const day = since(b.person)
    if (day === undefined) return undefined
    const before = addDays(day, -1)
    const until = b.until !== undefined && b.until < before ? b.until : before
    const { photos: _, ...rest } = b
    return { ...rest, name: nameless, picture: '', number: 0, until }
  },
})
