import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { Day, PairId, SchoolId, Title } from '../ids.ts'
import { county } from '../scope.ts'

/** A pair (结对): who helps whom, in which subjects, since when, how many lessons a week. */
export const pairAgreed = fact('pair.agreed', {
  body: v.object({
    pair: PairId,
    helping: SchoolId,
    helped: SchoolId,
    subjects: v.pipe(v.array(Title), v.minLength(1), v.maxLength(20)),
    weekly: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
    from: Day,
    until: v.optional(Day),
  }),
  scope: () => county,
  recordedBy: [may('hub', 'hub')],
  seenBy: ['office'],
  rows: (b) => [rowKey('pair', b.pair)],
  needs: () => [],
})
