import * as v from 'valibot'
import { ClassId, Day, PersonId } from '../facts/ids.ts'

/** A child who was added in the room, and who of the class's list they may be. */
export const Newcomer = v.object({
  class: ClassId,
  className: v.string(),
  schoolName: v.string(),
  person: PersonId,
  name: v.string(),
  from: Day,
  /** By the office's word: another of the class, or the child itself, who is really new; `null`: nothing is said yet. */
  is: v.nullable(PersonId),
  /** The class's list, those first whose names are most alike. */
  pupils: v.array(v.object({ person: PersonId, name: v.string(), number: v.number(), alike: v.boolean() })),
})
export type Newcomer = v.InferOutput<typeof Newcomer>

/** `GET /api/office/newcomers`: those of whom nothing is said first, by school and class. */
export const Newcomers = v.object({ newcomers: v.array(Newcomer) })
export type Newcomers = v.InferOutput<typeof Newcomers>

/** `POST /api/office/newcomers`: who a child is; without `is` nothing is said of them any more. */
export const NewcomerWord = v.object({ class: ClassId, person: PersonId, is: v.optional(PersonId) })
export type NewcomerWord = v.InferOutput<typeof NewcomerWord>
