import * as v from 'valibot'
import { SchoolId } from '../facts/ids.ts'

/** Which schools allow that their hosts' pictures are kept; by their names. */
export const Keeping = v.object({
  schools: v.array(v.object({ school: SchoolId, name: v.string(), kept: v.boolean() })),
})
export type Keeping = v.InferOutput<typeof Keeping>

/** What the office says of one of them. */
export const KeepingWord = v.object({ kept: v.boolean() })
