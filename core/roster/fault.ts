import * as v from 'valibot'

/** What can be wrong with an upload; each has a sentence on the screen and one on the hub's console. */
export const faultKinds = [
  // of a file as a whole
  'broken-file',
  'encrypted',
  'macros',
  'old-excel',
  'unfolds-too-far',
  'too-many-rows',
  'no-table',
  'missing-column',
  'column-twice',
  'file-missing',
  // of one cell
  'empty',
  'too-long',
  'not-a-day',
  'in-the-future',
  'not-a-number',
  'not-a-clock',
  'not-a-choice',
  'not-grades',
  'not-an-id',
  'not-a-school-code',
  'identity-number',
  'figures-lost',
  'kept-for-the-office',
  'not-allowed',
  // of what rows say together
  'fields',
  'twice',
  'no-such-school',
  'no-such-class',
  'no-such-person',
  'no-such-course',
  'no-such-bells',
  'no-such-period',
  'no-such-package',
  'cycle',
  'has-a-lesson',
  'no-such-lesson',
  'moved-twice',
  'moved-too-far',
  'in-two-rooms',
  'bells-overlap',
  'helps-itself',
  'ends-before-it-begins',
  'ended-school-has-classes',
  'no-term',
  'too-many-weeks',
  'nobody-in-the-office',
  'puts-yourself-out',
  'own-without-person',
  'yaml',
] as const
export type FaultKind = (typeof faultKinds)[number]

const Text = v.pipe(v.string(), v.maxLength(400))

/** Where something is wrong, and what. */
export const Fault = v.object({
  /** `users.csv`, or `名册.xlsx · 人员` for a sheet of a workbook. */
  file: Text,
  /** As a spreadsheet numbers them, from 1; 0: the file as a whole. */
  row: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The column as the file calls it; '' where it is about the row. */
  column: Text,
  what: v.picklist(faultKinds),
  /** What stands there, as far as it helps and is nobody's number; or what it names. */
  value: Text,
  /** Where else, as `users.csv, 3`; or what is allowed. */
  other: Text,
})
export type Fault = v.InferOutput<typeof Fault>

/** What was passed over, and is told without being wrong. */
export const noteKinds = [
  'unknown-sheet',
  'unknown-columns',
  'other-roles',
  'other-orgs',
  'other-stages',
  'people-of-no-class',
  'bells-by-default',
  'ended-rows',
  'examples',
  'office-form',
  'new-in-room',
  'term-begins-later',
] as const

export const Note = v.object({
  file: Text,
  what: v.picklist(noteKinds),
  /** Names of columns or people, or words that stood there. */
  names: v.array(Text),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type Note = v.InferOutput<typeof Note>
