import * as v from 'valibot'
import { Phrase } from './runs.ts'

/** A picture of the package by its path, with the words for those who do not see it. */
export const Picture = v.object({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(200)), alt: Phrase })
export type Picture = v.InferOutput<typeof Picture>
