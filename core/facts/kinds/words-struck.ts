import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { DeviceId } from '../ids.ts'
import { county } from '../scope.ts'

const Letter = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500))

/**
 * Letters of what somebody wrote are to be nowhere any more, as the name of a child in a teacher's words about another: those of
 * one field of the fact `device`, `seq`, from the letter `from` to the one before `below` (UTF-16 code units, from 0). The name
 * itself does not stand here. It cannot be taken back.
 */
export const wordsStruck = fact('words.struck', {
  body: v.object({
    device: DeviceId,
    seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    field: v.pipe(v.string(), v.regex(/^[a-z]{1,24}$/)),
    from: Letter,
    below: Letter,
  }),
  scope: () => county,
  recordedBy: [may('office', 'office')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('struck', b.device, String(b.seq))],
  needs: () => [],
  // The office's own device strikes, too, once the hub has taken it.
  part: 'moves',
})
