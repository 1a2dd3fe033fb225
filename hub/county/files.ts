import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import * as v from 'valibot'
import { parse as parseYaml } from 'yaml'
import { ClassId, CourseId, Day, PackageId, PairId, PlaceId, SchoolId, Title } from '../../core/facts/ids.ts'
import { countyOffice } from '../../core/people/permissions.ts'
import { weekdayOf } from '../../core/school/day.ts'
import { Bells } from '../../core/school/timetable.ts'

/**
 * A county as plain files in one folder: `orgs.csv`, `users.csv`, `classes.csv`, `enrollments.csv` after OneRoster 1.2
 * (CSV binding), and `timetable.csv`, `pairs.csv`, `county.yaml`, `bells.yaml`, `courses.yaml`, `places.yaml` for what
 * OneRoster has no words for. `docs/formats/county-files.md` describes them.
 */
export interface CountyFiles {
  county: v.InferOutput<typeof CountyFile>
  bells: v.InferOutput<typeof BellsFile>
  orgs: Placed<typeof Org>[]
  users: Placed<typeof User>[]
  classes: Placed<typeof Class>[]
  enrollments: Placed<typeof Enrollment>[]
  timetable: Placed<typeof TimetableLine>[]
  pairs: Placed<typeof PairLine>[]
  courses: Placed<typeof Course>[]
  places: Placed<typeof PlaceEntry>[]
}

/** An entry, and where it stands: `users.csv, line 3`. */
type Placed<S extends v.GenericSchema> = v.InferOutput<S> & { where: string }

/** A fault in a county's files, in words that name the file and the line. */
export class CountyFault extends Error {}

/** @throws CountyFault for the first thing that is not as described */
export async function readCounty(folder: string): Promise<CountyFiles> {
  const csv = <S extends Row>(file: string, schema: S) => readCsv(folder, file, schema)
  return {
    county: await readYaml(folder, 'county.yaml', CountyFile),
    bells: await readYaml(folder, 'bells.yaml', BellsFile),
    orgs: await csv('orgs.csv', Org),
    users: await csv('users.csv', User),
    classes: await csv('classes.csv', Class),
    enrollments: await csv('enrollments.csv', Enrollment),
    timetable: await csv('timetable.csv', TimetableLine),
    pairs: await csv('pairs.csv', PairLine),
    courses: placed('courses.yaml', await readYaml(folder, 'courses.yaml', v.array(Course))),
    places: placed('places.yaml', await readYaml(folder, 'places.yaml', v.array(PlaceEntry))),
  }
}

const Weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))

const CountyFile = v.strictObject({
  name: Title,
  calendar: v.strictObject({
    term: Title,
    /** A Monday, or for a demonstration so many weeks before this one. */
    starts: v.union([
      v.pipe(
        Day,
        v.check((day) => weekdayOf(day) === 1, 'must be a Monday'),
      ),
      v.strictObject({ weeksAgo: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(25)) }),
    ]),
    weeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
    off: v.optional(v.array(Day), []),
    instead: v.optional(v.array(v.strictObject({ day: Day, weekday: Weekday })), []),
    /** For a demonstration: Saturdays and Sundays follow this weekday, so that there is a lesson every day. */
    weekendsFollow: v.optional(v.pipe(Weekday, v.maxValue(5))),
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
  sourcedId: v.pipe(
    ClassId,
    v.check((id) => id !== countyOffice, 'is kept for the county\u2019s own office'),
  ),
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
  weekday: v.pipe(Whole, Weekday),
  period: v.pipe(Whole, v.minValue(1), v.maxValue(12)),
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
const BellsFile = v.record(v.string(), Bells)

async function readCsv<S extends Row>(folder: string, file: string, schema: S): Promise<Placed<S>[]> {
  const text = await readText(folder, file)
  // Without its option for empty lines, so that the lines are numbered as an editor numbers them.
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' })
  const [fault] = errors
  if (fault) throw new CountyFault(`${file}, line ${(fault.row ?? 0) + 1}: ${fault.message}`)
  const [columns = [], ...lines] = data
  return lines.flatMap((cells, n) => {
    const where = `${file}, line ${n + 2}`
    if (cells.join('') === '') return []
    if (cells.length !== columns.length) {
      throw new CountyFault(`${where}: ${cells.length} fields where there should be ${columns.length}`)
    }
    const entry = Object.fromEntries(columns.map((column, c) => [column.trim(), cells[c]?.trim() ?? '']))
    return [{ ...read(schema, entry, where), where }]
  })
}

function placed<T extends object>(file: string, entries: readonly T[]): (T & { where: string })[] {
  return entries.map((entry, n) => ({ ...entry, where: `${file}, entry ${n + 1}` }))
}

async function readYaml<S extends v.GenericSchema>(folder: string, file: string, schema: S): Promise<v.InferOutput<S>> {
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
    return (await readFile(join(folder, file), 'utf8')).replace(/^\uFEFF/, '')
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
