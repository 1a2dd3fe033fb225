import { withoutPerson } from '../../core/facts/erasing.ts'
import type { Draft, Fact } from '../../core/facts/fact.ts'
import {
  type AssignmentId,
  type ClassId,
  type Day,
  type DeviceId,
  type LessonId,
  lessonId,
  type PersonId,
  type PlaceId,
  type SchoolId,
} from '../../core/facts/ids.ts'
import { classDescribed } from '../../core/facts/kinds/class-described.ts'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { countyOffice, type Place } from '../../core/people/places.ts'
import type { Role } from '../../core/people/roles.ts'
import { addDays } from '../../core/school/day.ts'
import type { Chance } from './chance.ts'

/** A class as the play knows it. Ids are made here, in the shape that their schemas ask for. */
export interface SchoolClass {
  id: ClassId
  pupils: PersonId[]
  /** Sit in the room, and the office does not know of them yet. */
  newcomers: PersonId[]
  assistant: PersonId
  teacher: PersonId
  lessons: LessonId[]
  assignments: AssignmentId[]
}

/** What a person is to a class, all that they ever were to it, and whether the office has ever changed that. */
export interface Membership {
  role: Exclude<Role, 'device' | 'hub'>
  roles: readonly Role[]
  changed: boolean
  /** No longer belongs to it, and since when the hub has known; ms since 1970. */
  left: boolean
  leftSince?: number
}

/** Who a child is who was added in a room: another of the class, really themselves, or nobody knows any more. */
export interface Match {
  class: ClassId
  added: PersonId
  person: PersonId | undefined
}

/**
 * The county as it really is, apart from what any hub or device believes: who belongs where, which classes a place
 * serves and has served. The checks compare the programs with this.
 */
export class County {
  readonly classes: SchoolClass[]
  readonly host = 'host' as PersonId
  readonly places = new Map<string, Place>()
  /** All classes that a place ever served. */
  readonly served = new Map<string, Set<string>>()
  readonly changedPlaces = new Set<string>()
  private readonly members = new Map<string, Membership>()
  /** Whose name and words are to be nowhere any more, and from which day on they belong to nothing. */
  readonly erased = new Map<PersonId, Day>()
  /** By the office's desk, the latest last. */
  readonly erasures: Fact[] = []
  /** By a device's key: the place to which the office has moved it last. */
  readonly moved = new Map<string, PlaceId>()
  /** What the office has said last of children who were added in a room, by `class/child`. */
  readonly matched = new Map<string, Match>()
  readonly clerk = 'clerk' as PersonId
  /** The keys of devices that the office has taken back, and since when the hub has known; ms since 1970. */
  readonly revoked = new Set<string>()
  readonly revokedSince = new Map<string, number>()
  /** By place: since when the hub has known which classes it serves now; ms since 1970. */
  readonly servesSince = new Map<string, number>()
  /** What the office wants its hub to say, the latest of each. */
  readonly said = new Map<string, Draft>()
  private readonly starts: Day

  constructor(chance: Chance, today: Day) {
    this.starts = `${today.slice(0, 8)}01` as Day // the first of a month is a day
    this.classes = ['c1', 'c2', 'c3'].map((id) => classOf(id as ClassId, today, chance))
    this.say('county', countyDescribed(countyBody(this.starts)))
    for (const one of this.classes) this.describeClass(one)
    for (const one of this.classes.slice(0, 2)) this.enrol(one.id, this.host, 'host')
    this.enrol(countyOffice, this.clerk, 'office')
    this.say('place desk', placeDescribed({ place: desk, kind: 'office', title: 'desk', classes: [countyOffice] }))
  }

  classNamed(id: string): SchoolClass {
    const found = this.classes.find((one) => one.id === id)
    if (!found) throw new Error(`no class ${id}`)
    return found
  }

  /** Where a device stands, as the office wants it. */
  placeOf({ key, place }: { key: string; place: Place }): Place {
    return this.places.get(this.moved.get(key) ?? place.place) ?? place
  }

  membership(classId: string, person: string): Membership | undefined {
    return this.members.get(`${classId}/${person}`)
  }

  describePlace(place: Place): void {
    const before = this.places.get(place.place)
    if (before) this.changedPlaces.add(place.place)
    this.places.set(place.place, place)
    this.servesSince.delete(place.place)
    this.served.set(place.place, new Set([...(this.served.get(place.place) ?? []), ...place.classes]))
    this.say(`place ${place.place}`, placeDescribed(place))
  }

  enrol(classId: ClassId, person: PersonId, role: Membership['role'], until?: Day): void {
    const key = `${classId}/${person}`
    const before = this.members.get(key)
    const roles = [...(before?.roles ?? []), role]
    this.members.set(key, {
      role,
      roles,
      changed: before !== undefined,
      left: until !== undefined || this.erased.has(person),
    })
    const body = { class: classId, person, name: nameOf(person), picture: 'cat', role, number: 1, from: this.starts }
    const draft = memberEnrolled({ ...body, ...(until && { until }) })
    const day = this.erased.get(person)
    this.say(`member ${key}`, (day && withoutPerson(unsent(draft), { person, day })) ?? draft)
  }

  /** A guardian wants somebody's name, words and photos to be nowhere any more. The office's lists say so, too. */
  erase(person: PersonId, day: Day, now: number): void {
    this.erased.set(person, day)
    const before = this.erasures[this.erasures.length - 1]
    this.erasures.push({
      ...personErased({ person, day }),
      device: deskDevice,
      seq: this.erasures.length + 1,
      at: Math.max(Math.round(now), (before?.at ?? 0) + 1),
      by: this.clerk,
    })
    for (const [key, { role }] of [...this.members]) {
      const [room = '', one = ''] = key.split('/')
      if (one === person) this.enrol(room as ClassId, person, role, addDays(day, -1)) // as `enrol` makes keys
    }
  }

  /** Somebody belongs to another class from now on. */
  moveChild(from: SchoolClass, to: SchoolClass, pupil: PersonId, lastDay: Day): void {
    this.enrol(from.id, pupil, 'pupil', lastDay)
    this.enrol(to.id, pupil, 'pupil')
    if (!to.pupils.includes(pupil)) to.pupils.push(pupil)
  }

  /** The hub has been told all that the office wants said. */
  inForce(now: number): void {
    for (const member of this.members.values()) if (member.left) member.leftSince ??= now
    for (const key of this.revoked) if (!this.revokedSince.has(key)) this.revokedSince.set(key, now)
    for (const place of this.places.keys()) if (!this.servesSince.has(place)) this.servesSince.set(place, now)
  }

  /** The hub was put back, and may know less than it did. */
  outOfForce(): void {
    for (const member of this.members.values()) delete member.leftSince
    this.servesSince.clear()
    this.revokedSince.clear()
  }

  private describeClass(one: SchoolClass): void {
    this.say(`class ${one.id}`, classDescribed(classBody(one.id)))
    for (const pupil of one.pupils) this.enrol(one.id, pupil, 'pupil')
    this.enrol(one.id, one.assistant, 'assistant')
    this.enrol(one.id, one.teacher, 'teacher')
  }

  private say(what: string, draft: Draft): void {
    this.said.set(what, draft)
  }
}

/** Where erasing is done: it is nobody's place in the play. */
export const desk = 'desk' as PlaceId
export const deskDevice = 'desk-office' as DeviceId

/** How a person is called, wherever that is written. */
export function nameOf(person: PersonId): string {
  return `N-${person}`
}

function unsent({ kind, body }: Draft): Fact {
  return { device: 'office' as DeviceId, seq: 1, at: 0, by: '', kind, body } // a name that is nobody's
}

function classOf(id: ClassId, today: Day, chance: Chance): SchoolClass {
  const named = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what}${n + 1}-${id}`)
  return {
    id,
    pupils: named('pupil', chance.whole(2, 4)) as PersonId[],
    newcomers: named('new', chance.whole(0, 2)) as PersonId[],
    assistant: `assistant-${id}` as PersonId,
    teacher: `teacher-${id}` as PersonId,
    lessons: [1, 2].map((period) => lessonId(id, today, period)),
    assignments: named('homework', 2) as AssignmentId[],
  }
}

function countyBody(starts: Day) {
  return { name: 'County', calendar: { term: 'Term', starts, weeks: 20, off: [], instead: [] } }
}

function classBody(id: ClassId) {
  return {
    class: id,
    name: `Class ${id}`,
    grades: [3],
    school: 'school' as SchoolId,
    schoolName: 'School',
    bells: [{ period: 1, start: '08:30', minutes: 40 }],
  }
}

/** The rooms and teachers of the county, as many of them as take part this time. */
export function somePlaces(county: County, chance: Chance): Place[] {
  const [c1, c2, c3] = county.classes.map((one) => one.id)
  if (!c1 || !c2 || !c3) throw new Error('a county of three classes')
  const place = (id: string, kind: Place['kind'], classes: ClassId[]): Place => ({
    place: id as PlaceId,
    kind,
    title: id,
    classes,
  })
  const several = chance.happens(0.4)
  const all: Place[] = [
    place('panel', 'projector', several ? [c1, c2] : [c1]),
    place('tablet', 'tablet', several ? [c1, c2] : [c1]),
    { ...place('own', 'own', [c1, c2]), person: county.host },
    place('elsewhere', chance.pick(['projector', 'tablet']), [c3]),
  ]
  if (chance.happens(0.5)) all.push(place('studio', 'studio', [c1, c2]))
  if (chance.happens(0.4)) all.push(place('slate', 'tablet', [c2]))
  if (chance.happens(0.3)) {
    const { teacher } = county.classNamed(c1)
    all.push({ ...place('teacher', 'own', [c1]), person: teacher })
  }
  return all
}
