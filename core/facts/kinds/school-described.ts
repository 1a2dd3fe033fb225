import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { Day, SchoolId, Title } from '../ids.ts'
import { county } from '../scope.ts'

/** A school or teaching point (教学点) with its 学校标识码: two digits of its sort, two of the province, six serial. */
export const schoolDescribed = fact('school.described', {
  body: v.object({
    school: SchoolId,
    code: v.pipe(v.string(), v.regex(/^(11|21|22|31|32|33|34|35|36|37|41|42|51|9[1-3])\d{8}$/)),
    name: Title,
    sort: v.picklist(['school', 'point']),
    /** The school that a teaching point belongs to. */
    parent: v.optional(SchoolId),
    /** Its last day, where it was merged into another. */
    until: v.optional(Day),
  }),
  scope: () => county,
  recordedBy: [may('hub', 'hub')],
  seenBy: ['office'],
  rows: (b) => [rowKey('school', b.school)],
  needs: () => [],
  reading: 2,
})
