import type { Day } from '../../core/facts/ids.ts'
import { countyOffice } from '../../core/people/places.ts'
import type { Member } from '../../core/rows/member.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { addDays } from '../../core/school/day.ts'
import { agreedEnrolment, enrolment, Seats } from '../consent/as-agreed.ts'
import type { Assembly, Wanted } from './assembly.ts'
import type { Classes } from './classes.ts'
import { placeText, type Where } from './findings.ts'
import { isOfRoom, isReallyNew, type KnownMember } from './known.ts'
import { hasName, type People } from './people.ts'
import type { Placed, Rows } from './reader.ts'
import { saidInRoom } from './said-in-room.ts'

type Enrolled = KnownMember & { where: Where }

/**
 * Wants memberships: those that an upload lists, and those that end by it. A class that its lists name is whole in them, but
 * for children who were added in the room and are really new; who comes new into a class of another school leaves the class
 * that the upload does not speak of.
 */
export function wantMembers(assembly: Assembly, people: People, classes: Classes): void {
  const { rows, known, findings, today } = assembly.importing
  const whole = assembly.importing.whole && !isDelta(rows)
  const before = new Map(known.members.map((one) => [keyOf(one), one]))
  const wanted = new Map<string, Enrolled>()
  const named = new Set<string>()
  const mentioned = new Set<string>()
  const told = new Set<string>()
  for (const line of rows.enrollments ?? []) {
    named.add(line.classSourcedId)
    const someone = people.numbered(line.userSourcedId)
    const one = memberFrom(line, assembly, people, classes, before)
    if (someone) mentioned.add(someone.person)
    if (someone && line.status) told.add(`${line.classSourcedId}/${someone.person}`)
    if (!one) continue
    const twice = wanted.get(keyOf(one))
    if (twice) findings.fault(line.where, 'twice', { value: line.userSourcedId, other: placeText(twice.where) })
    else wanted.set(keyOf(one), one)
  }
  const enrol = enrolling(assembly, people)
  for (const { where, ...one } of wanted.values()) enrol(one, where)

  const newcomers = new Map<string, KnownMember>()
  for (const one of wanted.values()) {
    const was = before.get(keyOf(one))
    if (one.role === 'pupil' && (!was || isOver(was, today))) newcomers.set(one.person, one)
  }
  const leavesFor = (member: KnownMember): Day | undefined => {
    const other = member.role === 'pupil' && !named.has(member.class) ? newcomers.get(member.person) : undefined
    const moves = other && classes.get(other.class)?.school !== classes.get(member.class)?.school
    return moves ? other.from : undefined
  }
  const first = (rows.enrollments?.[0] ?? rows.classes?.[0])?.where
  for (const member of known.members) {
    // Who was erased is and stays gone.
    if (wanted.has(keyOf(member)) || known.erased.has(member.person) || isOfRoom(member)) continue
    const now = people.listed.get(member.person)
    const where = now?.where ?? first
    if (!where) continue
    const moved = leavesFor(member)
    const missed = whole && named.has(member.class)
    const over =
      now?.gone ||
      told.has(keyOf(member)) ||
      (missed && !isReallyNew(member)) ||
      classes.get(member.class)?.until !== undefined
    // Whose list it is may not have heard of them yet.
    if (missed && !over && !isOver(member, today)) findings.note(where.file, 'new-in-room', member.name)
    const renamed =
      now && !now.gone && hasName(now, assembly) ? { ...member, name: now.name, picture: now.picture } : member
    enrol(over || moved ? ended(renamed, moved ?? today) : renamed, where, now !== undefined)
  }
  const teaching = [
    ...(rows.hostedCourses ?? []).map(({ host }) => host),
    ...(rows.timetable ?? []).map((one) => one.teacher),
  ]
  for (const number of new Set(teaching)) {
    const person = number && people.idOf(number)
    if (person) mentioned.add(person)
  }
  for (const { host } of known.courses.values()) mentioned.add(host)
  sayOffice(assembly)
  sayOfNoClass(assembly, people, mentioned)
}

function memberFrom(
  line: Placed<'enrollments'>,
  assembly: Assembly,
  people: People,
  classes: Classes,
  before: ReadonlyMap<string, KnownMember>,
): Enrolled | undefined {
  const { findings, today, known } = assembly.importing
  const { classSourcedId: id, userSourcedId, role, where } = line
  const inOffice = id === countyOffice
  // OneRoster's administrators are a school's; those of the county's office are listed under its own id.
  if (role === 'other' || (role === 'administrator') !== inOffice) {
    findings.note(where.file, 'other-roles', role)
    return undefined
  }
  if (line.status) {
    findings.note(where.file, 'ended-rows')
    return undefined
  }
  const someone = people.numbered(userSourcedId)
  const described = classes.get(id)
  if (!someone) findings.fault(where, 'no-such-person', { value: userSourcedId })
  if (!inOffice && !described) findings.fault(where, 'no-such-class', { value: id })
  if (!someone || (!inOffice && !described) || someone.gone || described?.until || !hasName(someone, assembly))
    return undefined
  const was = before.get(`${id}/${someone.person}`)
  const term = assembly.county.calendar.starts
  // Who joins a class that has been going on begins today.
  const running = known.members.length > 0 && known.classes.has(id) && today > term && !inOffice
  const from = line.beginDate ?? (was && !isOver(was, today) ? was.from : running ? today : term)
  const until = line.endDate
  if (until && until < from) findings.fault(where, 'ends-before-it-begins', { value: until })
  return {
    class: id,
    person: someone.person,
    name: someone.name,
    picture: someone.picture,
    role: roles[role],
    number: line['metadata.number'] ?? 0,
    from,
    ...(until && { until }),
    called: was?.called ?? '',
    where,
  }
}

/** OneRoster's roles in this house's words; `aide` and `host` are its extension for 专递课堂. */
const roles = {
  student: 'pupil',
  teacher: 'teacher',
  aide: 'assistant',
  host: 'host',
  administrator: 'office',
} as const

/** Whether OneRoster's list of files says that these are changes, and not the whole. */
function isDelta(rows: Rows): boolean {
  return (rows.manifest ?? []).some(
    ({ propertyName, value }) => propertyName === 'file.enrollments' && value === 'delta',
  )
}

const keyOf = (one: Pick<KnownMember, 'class' | 'person'>) => `${one.class}/${one.person}`

function isOver({ until }: KnownMember, today: Day): boolean {
  return until !== undefined && until < today
}

/** Ends a membership on the day before this one; one that is over by then is as it was. */
function ended(member: KnownMember, day: Day): KnownMember {
  const last = addDays(day, -1)
  return member.until !== undefined && member.until <= last ? member : { ...member, until: last }
}

/**
 * Wants memberships as guardians have agreed to them. Of whom the upload does not speak devices know what they knew: the rule
 * comes to them with the next upload that does.
 */
function enrolling(assembly: Assembly, people: People) {
  const seats = new Seats()
  const { known, rows } = assembly.importing
  for (const one of known.members) seats.take(one.class, one.number)
  for (const one of rows.enrollments ?? []) seats.take(one.classSourcedId, one['metadata.number'] ?? 0)
  const numbers = new Map(known.members.map((one) => [keyOf(one), one.number]))
  const said = saidInRoom(known.members)
  return (member: KnownMember, where: Where, spoken = true): void => {
    const free = () => numbers.get(keyOf(member)) || seats.free(member.class)
    const agreed = spoken ? agreedEnrolment(member, people.consentsOf(member.person), free) : undefined
    if (agreed?.bySeat) people.seated.set(member.person, member.name)
    const draft = agreed ? agreed.draft : enrolment({ ...member, name: member.called })
    if (draft) assembly.want(draft, where, said.get(keyOf(member)))
  }
}

/** A county in which nobody could bring in the next roster would be lost; and nobody puts themselves out by an oversight. */
function sayOffice({ wanted, importing }: Assembly): void {
  const { rows, known, today, findings, by } = importing
  const line =
    rows.enrollments?.find((one) => one.classSourcedId === countyOffice) ?? rows.users?.find((one) => one.status)
  const were = known.members.filter((one) => one.class === countyOffice && !isOver(one, today))
  if (!line || were.length === 0) return
  const isThere = ({ draft }: Wanted) => {
    const { until } = draft.body as Pick<Member, 'until'> // a member's
    return until === undefined || until >= today
  }
  const stays = ({ person }: Pick<KnownMember, 'person'>) => {
    const one = wanted.get(rowKey('member', countyOffice, person))
    return one === undefined || isThere(one)
  }
  const comes = [...wanted.values()].some((one) => one.row.startsWith(`member/${countyOffice}/`) && isThere(one))
  if (!comes && !were.some(stays)) findings.fault(line.where, 'nobody-in-the-office')
  else if (were.some((one) => one.person === by && !stays(one))) findings.fault(line.where, 'puts-yourself-out')
}

function sayOfNoClass(
  { importing: { rows, known, findings } }: Assembly,
  people: People,
  named: ReadonlySet<string>,
): void {
  if (!rows.users) return
  const members = new Set(known.members.map((one) => one.person))
  for (const { person, where } of people.listed.values()) {
    if (where && !named.has(person) && !members.has(person)) findings.note(where.file, 'people-of-no-class')
  }
}
