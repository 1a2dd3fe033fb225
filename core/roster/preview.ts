import * as v from 'valibot'
import { Fault, Note } from './fault.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Text = v.string()

/** The tables of a preview, in the order in which it shows them. */
export const previewTables = ['county', 'school', 'class', 'member', 'course', 'timetable', 'pair', 'consent'] as const

/** What single thing is otherwise: a field by its name in the fact, and how it stands and shall stand in words. */
const Difference = v.object({ field: Text, from: Text, to: Text })

const Change = v.object({
  what: v.picklist(['new', 'changed', 'ended']),
  /** Whom or what it is about, and where that is: a person's name and class, a class's and its school. */
  name: Text,
  place: Text,
  differences: v.array(Difference),
})
export type Change = v.InferOutput<typeof Change>

/** Somebody who was erased and still stands in a list. */
const PassedOver = v.object({
  /** What is kept of their number, to name them by. */
  key: Text,
  /** As the list has it. */
  name: Text,
  row: Count,
})
export type PassedOver = v.InferOutput<typeof PassedOver>

/** What an upload would change, before anything is written. */
export const RosterPreview = v.object({
  tables: v.array(
    v.object({
      table: v.picklist(previewTables),
      new: Count,
      changed: Count,
      ended: Count,
      /** The first of them. */
      changes: v.array(Change),
    }),
  ),
  notes: v.array(Note),
  /** They are not brought in. */
  passedOver: v.array(PassedOver),
  /** Erased people whom the office lets come again, as somebody new. */
  back: Count,
  /** Rows that were read. */
  rows: Count,
  /** Pupils who then work by seat number, since their guardians have not agreed to the name; and those who had it until now. */
  seats: v.object({ all: Count, losing: Count }),
})
export type RosterPreview = v.InferOutput<typeof RosterPreview>

/** How far an upload has come. */
export const RosterUpload = v.variant('is', [
  v.object({ is: v.literal('reading'), id: Text, rows: Count }),
  v.object({ is: v.literal('faults'), id: Text, count: Count, faults: v.array(Fault), notes: v.array(Note) }),
  /** `anew`: the county has changed since it was first shown, and this is how it would be now. */
  v.object({ is: v.literal('ready'), id: Text, preview: RosterPreview, anew: v.boolean() }),
  v.object({ is: v.literal('importing'), id: Text, changes: Count }),
  v.object({ is: v.literal('imported'), id: Text, changes: Count }),
  v.object({ is: v.literal('stopped'), id: Text }),
  v.object({ is: v.literal('failed'), id: Text }),
])
export type RosterUpload = v.InferOutput<typeof RosterUpload>

/** Somebody's own upload, if there is one that is not forgotten yet. */
export const LastUpload = v.object({ upload: v.optional(RosterUpload) })
export type LastUpload = v.InferOutput<typeof LastUpload>
