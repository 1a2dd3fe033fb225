import * as v from 'valibot'
import { ClassId, PersonId } from '../facts/ids.ts'

/** Adults of the county's classes whose name was asked for. */
export const Adults = v.object({
  adults: v.array(v.object({ person: PersonId, name: v.string(), classes: v.array(ClassId), school: v.string() })),
  /** There are more than these. */
  more: v.boolean(),
})
export type Adults = v.InferOutput<typeof Adults>

/** A one-time code, to be read to its teacher. */
export const SpareCode = v.object({ code: v.string() })
export type SpareCode = v.InferOutput<typeof SpareCode>
