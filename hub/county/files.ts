import { createHash, type Hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parse as parseYaml } from 'yaml'
import { ClassId, CourseId, Day, PackageId, PlaceId, SchoolId, Title } from '../../core/facts/ids.ts'
import { Curriculum } from '../../core/reports/rules/curriculum.ts'
import { weekdayOf } from '../../core/school/day.ts'
import { Bells } from '../../core/school/timetable.ts'
import { NoticeSettings } from '../notice/settings.ts'
import { readCsv } from '../roster/csv.ts'
import { faultText } from '../roster/fault-words.ts'
import { Findings, type Where } from '../roster/findings.ts'
import { RowReader, type Rows } from '../roster/reader.ts'
import { Trouble } from '../roster/trouble.ts'

/**
 * A county as plain files in one folder: `orgs.csv`, `users.csv`, `classes.csv`, `enrollments.csv`, `timetable.csv` and
 * `pairs.csv`, the tables that an office uploads, too; and `county.yaml`, `bells.yaml`, `courses.yaml`, `places.yaml` for
 * what a demonstration needs beside them. `docs/formats/county-files.md` describes them.
 */
export interface CountyFiles {
  county: v.InferOutput<typeof CountyFile>
  rows: Rows
  courses: Listed<v.InferOutput<typeof Course>>[]
  places: Listed<v.InferOutput<typeof PlaceEntry>>[]
  findings: Findings
  /** SHA-256 of all of these files, in hex. */
  digest: string
}

type Listed<T> = T & { where: Where }

/** What is wrong with a county's files, in words that name the file and the line: a line a fault. */
export class CountyFault extends Error {}

/** @throws CountyFault for everything that has been found */
export function throwFaults(findings: Findings): void {
  if (findings.count > 0) throw new CountyFault(findings.faults.map(faultText).join('\n'))
}

const csvs = ['orgs', 'users', 'classes', 'enrollments', 'timetable', 'pairs']

/** What its grades have to have a week, where the county has brought that. @throws CountyFault if it is not as described */
export async function readCurriculumFile(folder: string): Promise<Curriculum | undefined> {
  const file = 'curriculum.yaml'
  return existsSync(join(folder, file)) ? readYaml(folder, file, Curriculum) : undefined
}

/** What the notice for guardians says of the county. @throws CountyFault if it is not as described */
export async function readNoticeFile(folder: string): Promise<NoticeSettings | undefined> {
  return (await readYaml(folder, 'county.yaml', CountyFile)).notice
}

/** @throws CountyFault for a file that is missing or no YAML; what is wrong with single rows is in the findings */
export async function readCounty(folder: string): Promise<CountyFiles> {
  const findings = new Findings()
  const reader = new RowReader(findings)
  const all = createHash('sha256')
  const county = await readYaml(folder, 'county.yaml', CountyFile, all)
  const bells = await readYaml(folder, 'bells.yaml', BellsFile, all)
  for (const name of csvs) {
    const file = `${name}.csv`
    const bytes = await readBytes(folder, file, all)
    try {
      readCsv(bytes, reader.sheet(file, name, true))
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      findings.fault({ file, row: 0 }, error.what, { value: error.value })
    }
  }
  reader.rows.bells = Object.entries(bells).flatMap(([name, set]) =>
    set.map((bell) => ({ bells: name, ...bell, where: { file: 'bells.yaml', row: 0 } })),
  )
  const courses = listed('courses.yaml', await readYaml(folder, 'courses.yaml', v.array(Course), all))
  const places = listed('places.yaml', await readYaml(folder, 'places.yaml', v.array(PlaceEntry), all))
  return { county, rows: reader.rows, courses, places, findings, digest: all.digest('hex') }
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
  /** What the notice for guardians says of the county. */
  notice: v.optional(NoticeSettings),
  /** For a demonstration: the PIN that every teacher begins with. */
  pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,6}$/))),
})

const SourcedId = v.pipe(v.string(), v.minLength(1), v.maxLength(255))

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

function listed<T extends object>(file: string, entries: readonly T[]): Listed<T>[] {
  return entries.map((entry, n) => ({ ...entry, where: { file, row: n + 1 } }))
}

async function readYaml<S extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: S,
  all?: Hash,
): Promise<v.InferOutput<S>> {
  const text = new TextDecoder().decode(await readBytes(folder, file, all))
  let content: unknown
  try {
    content = parseYaml(text)
  } catch (error) {
    throw new CountyFault(`${file}: ${error instanceof Error ? error.message : 'not YAML'}`)
  }
  const reading = v.safeParse(schema, content)
  if (reading.success) return reading.output
  const [issue] = reading.issues
  throw new CountyFault(`${file}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
}

/** @param all is told what was read */
async function readBytes(folder: string, file: string, all?: Hash): Promise<Uint8Array> {
  try {
    const bytes = await readFile(join(folder, file))
    all?.update(`${file} ${bytes.length} `).update(bytes)
    return bytes
  } catch {
    throw new CountyFault(`${file} is missing in ${folder}`)
  }
}
