import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import * as v from 'valibot'
import { parse as parseYaml } from 'yaml'
import { ClassId, CourseId, Day, PackageId, PairId, PlaceId, SchoolId, Title } from '../../core/facts/ids.ts'
import { Bells } from '../../core/school/timetable.ts'

/**
 * A county as plain files in one folder: `orgs.csv`, `users.csv`, `classes.csv`, `enrollments.csv` after OneRoster 1.2
 * (CSV binding), and `timetable.csv`, `pairs.csv`, `county.yaml`, `courses.yaml`, `places.yaml` for what OneRoster has
 * no words for. `docs/formats/county-files.md` describes them.
 */
export interface CountyFiles {
  county: v.InferOutput<typeof CountyFile>
  orgs: v.InferOutput<typeof Org>[]
  users: v.InferOutput<typeof User>[]
  classes: v.InferOutput<typeof Class>[]
  enrollments: v.InferOutput<typeof Enrollment>[]
  timetable: v.InferOutput<typeof TimetableLine>[]
  pairs: v.InferOutput<typeof PairLine>[]
  courses: v.InferOutput<typeof Course>[]
  places: v.InferOutput<typeof PlaceEntry>[]
}

/** A fault in a county's files, in words that name the file and the line. */
export class CountyFault extends Error {}

/** @throws CountyFault for the first thing that is not as described */
export async function readCounty(folder: string): Promise<CountyFiles> {
  const csv = <S extends Row>(file: string, schema: S) => readCsv(folder, file, schema)
  return {
    county: await readYaml(folder, 'county.yaml', CountyFile),
    orgs: await csv('orgs.csv', Org),
    users: await csv('users.csv', User),
    classes: await csv('classes.csv', Class),
    enrollments: await csv('enrollments.csv', Enrollment),
    timetable: await csv('timetable.csv', TimetableLine),
    pairs: await csv('pairs.csv', PairLine),
    courses: await readYaml(folder, 'courses.yaml', v.array(Course)),
    places: await readYaml(folder, 'places.yaml', v.array(PlaceEntry)),
  }
}

const CountyFile = v.strictObject({
  name: Title,
  calendar: v.strictObject({
    term: Title,
    /** A Monday, or for a demonstration so many weeks before this one. */
    starts: v.union([
      Day,
      v.strictObject({ weeksAgo: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(25)) }),
    ]),
    weeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
    off: v.optional(v.array(Day), []),
    instead: v.optional(v.array(v.strictObject({ day: Day, weekday: v.pipe(v.number(), v.integer()) })), []),
    /** For a demonstration: Saturdays and Sundays follow this weekday, so that there is a lesson every day. */
    weekendsFollow: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
  }),
  /** For a demonstration: the PIN that every teacher begins with. */
  pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,6}$/))),
})

type Row = v.GenericSchema<unknown, object>

const SourcedId = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
const Whole = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))
const Optional = <S extends v.GenericSchema>(schema: S) =>
  v.union([
    v.pipe(
      v.literal(''),
      v.transform(() => undefined),
    ),
    schema,
  ])

const Org = v.object({
  sourcedId: SchoolId,
  name: Title,
  type: v.picklist(['school', 'point']),
  identifier: v.string(),
})
const User = v.object({ sourcedId: SourcedId, name: Title, 'metadata.picture': v.optional(v.string(), '') })
const Class = v.object({
  sourcedId: ClassId,
  title: Title,
  grades: v.pipe(
    v.string(),
    v.regex(/^[1-9](,[1-9])*$/),
    v.transform((text) => text.split(',').map(Number)),
  ),
  schoolSourcedId: SchoolId,
  'metadata.bells': Title,
})
const Enrollment = v.object({
  classSourcedId: ClassId,
  userSourcedId: SourcedId,
  role: v.picklist(['student', 'teacher', 'aide', 'host', 'administrator']),
  beginDate: Optional(Day),
  endDate: Optional(Day),
  'metadata.number': Optional(Whole),
})
const TimetableLine = v.object({
  class: ClassId,
  weekday: Whole,
  period: Whole,
  subject: Title,
  course: Optional(CourseId),
  weeks: Optional(v.picklist(['odd', 'even'])),
})
const PairLine = v.object({
  pair: PairId,
  helping: SchoolId,
  helped: SchoolId,
  subjects: v.pipe(
    v.string(),
    v.transform((text) => text.split(/[、,]/)),
  ),
  weekly: Whole,
  from: Optional(Day),
})
const Course = v.strictObject({
  course: CourseId,
  class: ClassId,
  subject: Title,
  host: SourcedId,
  school: SchoolId,
  plan: v.array(PackageId),
  /** The plan begins anew when it is through, until the term's end. */
  repeat: v.optional(v.boolean(), false),
})
const PlaceEntry = v.strictObject({
  place: PlaceId,
  kind: v.picklist(['projector', 'tablet', 'own', 'studio', 'office']),
  title: Title,
  school: v.optional(SchoolId),
  classes: v.optional(v.array(ClassId), []),
  person: v.optional(SourcedId),
  /** For a demonstration: a code that can be used again and again. */
  code: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
})

/** Bells by name: each school lives by one of these. */
export const BellsFile = v.record(v.string(), Bells)

async function readCsv<S extends Row>(folder: string, file: string, schema: S): Promise<v.InferOutput<S>[]> {
  const text = await readText(folder, file)
  const { data, errors } = Papa.parse<unknown>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true })
  const first = errors[0]
  if (first) throw new CountyFault(`${file}, line ${(first.row ?? 0) + 2}: ${first.message}`)
  return data.map((line, n) => read(schema, line, `${file}, line ${n + 2}`))
}

export async function readYaml<S extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: S,
): Promise<v.InferOutput<S>> {
  const text = await readText(folder, file)
  let content: unknown
  try {
    content = parseYaml(text)
  } catch (error) {
    throw new CountyFault(`${file}: ${error instanceof Error ? error.message : 'not YAML'}`)
  }
  return read(schema, content, file)
}

async function readText(folder: string, file: string): Promise<string> {
  try {
    return await readFile(join(folder, file), 'utf8')
  } catch {
    throw new CountyFault(`${file} is missing in ${folder}`)
  }
}

function read<S extends v.GenericSchema>(schema: S, content: unknown, where: string): v.InferOutput<S> {
  const reading = v.safeParse(schema, content)
  if (reading.success) return reading.output
  const [issue] = reading.issues
  throw new CountyFault(`${where}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
}
