import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { SchoolId } from '../ids.ts'
import { county } from '../scope.ts'

/**
 * Whether a school allows that the pictures of its hosts are kept for looking at a live lesson again. As long as nobody has said so
 * it does not; each host then decides for each lesson (`room.shaped`).
 */
export const pictureAllowed = fact('picture.allowed', {
  body: v.object({ school: SchoolId, kept: v.boolean() }),
  scope: () => county,
  recordedBy: [may('hub', 'hub')],
  seenBy: ['office'],
  rows: (b) => [rowKey('keeping', b.school)],
  needs: (b) => [rowKey('school', b.school)],
})
