import type { Fault, FaultKind } from '../../core/roster/fault.ts'

/** A fault in words for the console: `users.csv, line 3: …`. */
export function faultText(fault: Fault): string {
  const { file, row, column, what } = fault
  const entry = file.endsWith('.yaml') ? 'entry' : 'line'
  const place = [file, row > 0 ? `${entry} ${row}` : ''].filter(Boolean).join(', ')
  return [place, column, sentences[what](fault)].filter(Boolean).join(': ')
}

const sentences: Record<FaultKind, (about: Fault) => string> = {
  'broken-file': () => 'cannot be read',
  encrypted: () => 'has a password',
  macros: () => 'has macros',
  'old-excel': () => 'is of an old Excel; save it as .xlsx',
  'unfolds-too-far': () => 'unpacks to more than a county has',
  'too-many-rows': ({ value }) => `has more than ${value} rows`,
  'no-table': () => 'has no table that is known here',
  'missing-column': () => 'this column is missing',
  'column-twice': () => 'this column is there twice',
  'file-missing': ({ value }) => `is missing in ${value}`,
  empty: () => 'is empty',
  'too-long': () => 'is too long',
  'not-a-day': ({ value }) => `${value} is no day`,
  'in-the-future': ({ value }) => `${value} has not come yet`,
  'not-a-number': ({ value }) => `${value} is no number that is allowed here`,
  'not-a-clock': ({ value }) => `${value} is no time of day`,
  'not-a-choice': ({ value }) => `${value} is none of the words that are allowed here`,
  'not-grades': ({ value }) => `${value}: grades are 1 to 9`,
  'not-an-id': ({ value }) => `${value}: ids are 1 to 64 of A-Z a-z 0-9 _ -`,
  'not-a-school-code': ({ value }) => `${value} is no 学校标识码 of ten digits`,
  'identity-number': () => 'is an identity card’s number or a 学籍号: ids travel to devices',
  'figures-lost': ({ value }) => `${value}: a spreadsheet has rounded it`,
  'kept-for-the-office': () => 'is kept for the county’s own office',
  'not-allowed': () => 'is not allowed',
  fields: ({ value, other }) => `${value} fields where there should be ${other}`,
  twice: ({ value, other }) => `${value} is already in ${lineIn(other)}`,
  'no-such-school': ({ value }) => `there is no school ${value}`,
  'no-such-class': ({ value }) => `there is no class ${value}`,
  'no-such-person': ({ value }) => `there is no person ${value}`,
  'no-such-course': ({ value, other }) => `there is no course ${value} of ${other}`,
  'no-such-bells': ({ value }) => `there are no bells ${value}`,
  'no-such-period': ({ value, other }) => `the bells of ${other} have no period ${value}`,
  'no-such-package': ({ value }) => `no package ${value} is published`,
  cycle: ({ value }) => `${value} is below itself`,
  'has-a-lesson': ({ value, other }) => `${value} already has a lesson then (${lineIn(other)})`,
  'no-such-lesson': ({ value, other }) => `there is no lesson on ${value} in period ${other}`,
  'moved-twice': ({ value, other }) => `the lesson of ${value} is already moved in ${lineIn(other)}`,
  'moved-too-far': ({ value, other }) =>
    `${value} and ${other} are not in one week: leave that period free, and write a lesson of its own`,
  'in-two-rooms': ({ value, other }) => `its teacher is in ${other} then, not only in ${value}`,
  'bells-overlap': ({ value, other }) => `period ${value} runs into period ${other}`,
  'helps-itself': ({ value }) => `${value} is paired with itself`,
  'ends-before-it-begins': ({ value }) => `ends on ${value}, before it begins`,
  'ended-school-has-classes': ({ value }) => `${value} has ended and still has classes`,
  'too-many-weeks': ({ value, other }) => `the term has ${value} weeks, ${other} at most`,
  'no-term': () => 'there is no term',
  'nobody-in-the-office': () => 'nobody would be left in the county’s office',
  'puts-yourself-out': () => 'would put out who brings it in',
  'own-without-person': () => 'a teacher’s own device names its person',
  yaml: ({ value }) => value,
}

/** `users.csv, 3` as `users.csv, line 3`. */
function lineIn(place: string): string {
  return place.replace(/, (\d+)$/, ', line $1')
}
