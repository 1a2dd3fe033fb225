import * as v from 'valibot'

/**
 * Identifiers. Each is text of 1 to 64 characters from `A-Z a-z 0-9 _ -`, so that it can stand in a URL, a row key and
 * a QR code as it is. A lesson's id is the one exception: it is built from its parts with dots (see `lessonId`).
 */
const plain = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))

/** One local database of one place, or one run of a hub. New for every new database, so that numbers never collide. */
export const DeviceId = v.pipe(plain, v.brand('DeviceId'))
export type DeviceId = v.InferOutput<typeof DeviceId>

/** A person: random, never a 学籍号. */
export const PersonId = v.pipe(plain, v.brand('PersonId'))
export type PersonId = v.InferOutput<typeof PersonId>

/** Where a device stands and whom it serves: a classroom's projector, a class's tablet, a teacher's own. */
export const PlaceId = v.pipe(plain, v.brand('PlaceId'))
export type PlaceId = v.InferOutput<typeof PlaceId>

export const SchoolId = v.pipe(plain, v.brand('SchoolId'))
export type SchoolId = v.InferOutput<typeof SchoolId>

export const ClassId = v.pipe(plain, v.brand('ClassId'))
export type ClassId = v.InferOutput<typeof ClassId>

export const CourseId = v.pipe(plain, v.brand('CourseId'))
export type CourseId = v.InferOutput<typeof CourseId>

export const PairId = v.pipe(plain, v.brand('PairId'))
export type PairId = v.InferOutput<typeof PairId>

export const PackageId = v.pipe(plain, v.brand('PackageId'))
export type PackageId = v.InferOutput<typeof PackageId>

export const AssignmentId = v.pipe(plain, v.brand('AssignmentId'))
export type AssignmentId = v.InferOutput<typeof AssignmentId>

/** Rows and screens have objects by question, in each of which `constructor` would be found. */
export const QuestionId = v.pipe(
  plain,
  v.check((text) => !(text in Object.prototype), 'is a name that every object has'),
  v.brand('QuestionId'),
)
export type QuestionId = v.InferOutput<typeof QuestionId>

/** SHA-256 of bytes, 64 lower-case hexadecimal digits. */
export const BlobHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.brand('BlobHash'))
export type BlobHash = v.InferOutput<typeof BlobHash>

/** A school day in the county's time zone, `YYYY-MM-DD`: one that there is, since rows are reckoned from it. */
export const Day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/),
  v.check(isInCalendar, 'There is no such day'),
  v.brand('Day'),
)
export type Day = v.InferOutput<typeof Day>

/**
 * A lesson of a class: `class.YYYYMMDD.period`, as first planned. It survives the lesson's being moved (调课), and two
 * devices that never met build the same one. A lesson outside the timetable has a random word in place of the period.
 */
export const LessonId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}\.\d{8}\.[A-Za-z0-9_-]{1,16}$/),
  v.check((id) => isInCalendar(dashed(id.split('.')[1] ?? '')), 'There is no such day'),
  v.brand('LessonId'),
)
export type LessonId = v.InferOutput<typeof LessonId>

export function lessonId(classId: ClassId, day: Day, period: number | string): LessonId {
  const id = `${classId}.${day.replaceAll('-', '')}.${period}`
  // A class, a day and a number make one for certain; a report makes some hundred thousand.
  return typeof period === 'number' ? (id as LessonId) : v.parse(LessonId, id)
}

/** The class that a lesson was planned for. */
export function lessonClass(lesson: LessonId): ClassId {
  return v.parse(ClassId, lesson.slice(0, lesson.indexOf('.')))
}

/** The day that a lesson was first planned for. */
export function lessonDay(lesson: LessonId): Day {
  return v.parse(Day, dashed(lesson.split('.')[1] ?? ''))
}

function dashed(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
}

/** `Date` takes the 30th of February for the 2nd of March, so the text must come back as it was. */
function isInCalendar(day: string): boolean {
  const ms = Date.parse(day)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === day
}

/** A fact's name for ever: `device:seq`. */
export const FactName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}:[1-9]\d{0,15}$/), v.brand('FactName'))
export type FactName = v.InferOutput<typeof FactName>

/** Words written by a person: at most 500 characters, no control characters but line breaks. */
export const Words = v.pipe(v.string(), v.maxLength(500), v.regex(/^[^\p{Cc}]*$|^[\P{Cc}\n]*$/u))

/** Stands in a fact of which something was erased. */
export const ErasedMark = v.optional(v.literal(true))

/** In place of an erased person's name. */
export const nameless = '—'

/** A name on a screen: 1 to 40 characters in one line. */
export const Title = v.pipe(v.string(), v.minLength(1), v.maxLength(40), v.regex(/^\P{Cc}+$/u))
