import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { Bells } from '../../school/timetable.ts'
import { fact, may } from '../fact.ts'
import { ClassId, Day, SchoolId, Title } from '../ids.ts'
import { classScope } from '../scope.ts'

/** A class: its school, its grades (several in a 复式 room), and the bells it lives by. */
export const classDescribed = fact('class.described', {
  body: v.object({
    class: ClassId,
    name: Title,
    grades: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
      v.minLength(1),
      v.maxLength(9),
    ),
    school: SchoolId,
    schoolName: Title,
    bells: Bells,
    /** Its last day, where there is one. */
    until: v.optional(Day),
  }),
  scope: (b) => classScope(b.class),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('class', b.class)],
  needs: () => [],
  reading: 2,
})
