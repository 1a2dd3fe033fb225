import { strToU8, zipSync } from 'fflate'
import Papa from 'papaparse'
import type { Day } from '../../core/facts/ids.ts'
import type { Consent } from '../../core/people/consent.ts'
import { lastDay } from '../../core/school/calendar.ts'
import { isOfRoom, type Known, type KnownMember, type KnownTimetable } from './known.ts'
import { freeName, namedBells } from './named-bells.ts'
import { facesOf } from './people.ts'
import { type OwnTable, ownTables, tables } from './tables.ts'
import { weeksOf } from './weeks.ts'

/**
 * Text that a spreadsheet would take for a formula, also by the full-width signs that some turn into plain ones; and text that
 * begins as such a text does when it has its mark (`'=`), so that each comes in again as it was.
 */
const formula = /^'*[=+\-@＝＋－＠]/

type Line = Readonly<Record<string, string | number | undefined>>

/** The county as tables of CSV in an archive, with the columns of the templates: read again, it changes nothing. */
export function exportZip(known: Known): Uint8Array {
  const lines = exportLines(known)
  return zipSync(Object.fromEntries(ownTables.map((table) => [fileOf(table), strToU8(csvOf(table, lines[table]))])))
}

/** The file of a table: `hosted-courses.csv`. */
export function fileOf(table: OwnTable): string {
  return `${table === 'hostedCourses' ? 'hosted-courses' : table}.csv`
}

/** UTF-8 with its mark, so that Excel knows it; CRLF (RFC 4180). */
export function csvOf(table: OwnTable, lines: readonly Line[]): string {
  const columns = Object.keys(tables[table].columns)
  const cells = lines.map((line) => columns.map((column) => String(line[column] ?? '')))
  return `\uFEFF${Papa.unparse([columns, ...cells], { newline: '\r\n', escapeFormulae: formula })}\r\n`
}

/** The county's tables, row by row in an order of their own. */
export function exportLines(known: Known): Record<OwnTable, Line[]> {
  const numbers = new Map(known.people.map((one) => [one.person, one.sourcedId])) // the latest of each stays
  const numberOf = (person: string) => numbers.get(person) ?? person
  const bells = namedBells(known.classes)
  const members = known.members.filter((one) => !known.erased.has(one.person) && !isOfRoom(one))
  const byId = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  const over = (until: string | undefined) => (until === undefined ? '' : 'tobedeleted')
  const calendar = known.county?.calendar
  const district = freeName(['county', 'district'], (one) => !known.schools.has(one))
  return {
    orgs: [
      ...(known.county ? [{ sourcedId: district, name: known.county.name, type: 'district' }] : []),
      ...byId(known.schools).map((one) => ({
        sourcedId: one.school,
        name: one.name,
        type: one.sort,
        identifier: one.code,
        parentSourcedId: one.parent,
        status: over(one.until),
      })),
    ],
    classes: byId(known.classes).map((one) => ({
      sourcedId: one.class,
      title: one.name,
      grades: one.grades.join(','),
      schoolSourcedId: one.school,
      'metadata.bells': bells.nameOf.get(one.class),
      status: over(one.until),
    })),
    users: faces(known, members).map((one) => ({
      sourcedId: numberOf(one.person),
      name: one.name,
      'metadata.picture': one.picture,
      ...consentCells(known.consents.forms.get(one.person)),
    })),
    enrollments: members.filter(hasBegun).map((one) => ({
      classSourcedId: one.class,
      userSourcedId: numberOf(one.person),
      role: roles[one.role],
      beginDate: one.from,
      endDate: one.until,
      'metadata.number': one.number === 0 ? '' : one.number,
    })),
    academicSessions: calendar
      ? [
          {
            sourcedId: 'term',
            title: calendar.term,
            type: 'term',
            startDate: calendar.starts,
            endDate: lastDay(calendar),
          },
        ]
      : [],
    calendar: [
      ...(calendar?.off ?? []).map((date) => ({ date })),
      ...(calendar?.instead ?? []).map(({ day, weekday }) => ({ date: day, weekday })),
    ].sort((a, b) => (a.date < b.date ? -1 : 1)),
    bells: [...bells.sets].flatMap(([name, set]) => set.map((bell) => ({ bells: name, ...bell }))),
    hostedCourses: byId(known.courses).map((one) => ({
      course: one.course,
      class: one.class,
      subject: one.subject,
      host: numberOf(one.host),
      school: one.hostSchool,
      plan: one.plan.map((lesson) => lesson.package).join(' '),
    })),
    timetable: byId(known.timetables).flatMap((one) => timetableLines(one, calendar?.starts, numberOf)),
    pairs: byId(known.pairs)
      .filter(hasBegun)
      .map(({ subjects, ...pair }) => ({ ...pair, subjects: subjects.join('、') })),
  }
}

/** What was ended before it began is over, and no line can say so. */
function hasBegun({ from, until }: { from: Day; until?: Day | undefined }): boolean {
  return until === undefined || from <= until
}

/** Of one week no day is told: read again it is that of the whole term. */
function timetableLines(
  { changes = [], class: id, ...timetable }: KnownTimetable,
  starts: Day | undefined,
  numberOf: (person: string) => string,
): Line[] {
  const weeks = weeksOf(timetable, starts ?? ('' as Day)) // before all days
  return [
    ...weeks.flatMap(({ from = starts, slots }) =>
      slots.map(({ teacher, ...slot }) => ({
        class: id,
        ...slot,
        teacher: teacher && numberOf(teacher),
        ...(weeks.length > 1 && { beginDate: from }),
      })),
    ),
    ...changes.map(({ teacher, day, was, ...change }) => ({
      class: id,
      ...change,
      date: day,
      teacher: teacher && numberOf(teacher),
      fromDate: was?.day,
      fromPeriod: was?.period,
    })),
  ]
}

const roles: Record<KnownMember['role'], string> = {
  pupil: 'student',
  teacher: 'teacher',
  assistant: 'aide',
  host: 'host',
  office: 'administrator',
  device: '',
  hub: '',
}

/** The latest form that agrees to something, which is the one that a line of the table has room and words for. */
function consentCells(consents: readonly Consent[] = []): Line {
  const last = consents.filter(({ scope }) => scope.length > 0).pop()
  if (!last) return {}
  return {
    'metadata.consentForm': last.form,
    'metadata.consentDate': last.date,
    'metadata.consentScope': last.scope.join(' '),
    'metadata.consentWithdrawn': last.withdrawn,
  }
}

/** Each person once. */
function faces(known: Known, members: readonly KnownMember[]) {
  const all = facesOf({ ...known, members }).filter(({ person }) => !known.erased.has(person))
  const byPerson = new Map(all.map((one) => [one.person, one]))
  return [...byPerson.values()].sort((a, b) => (a.person < b.person ? -1 : 1))
}
