import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import * as v from 'valibot'
import type { Draft, Fact } from '../../core/facts/fact.ts'
import {
  AssignmentId,
  BlobHash,
  ClassId,
  CourseId,
  Day,
  DeviceId,
  LessonId,
  PackageId,
  PairId,
  PersonId,
  PlaceId,
  QuestionId,
  SchoolId,
} from '../../core/facts/ids.ts'
import { classDescribed } from '../../core/facts/kinds/class-described.ts'
import { countyDescribed } from '../../core/facts/kinds/county-described.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { pairAgreed } from '../../core/facts/kinds/pair-agreed.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { timetableSet } from '../../core/facts/kinds/timetable-set.ts'
import { countyOffice } from '../../core/people/places.ts'
import type { Role } from '../../core/people/roles.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { momentOf } from '../../core/school/day.ts'
import type { Receipt } from '../../core/sync/messages.ts'
import { openFolder } from '../../hub/blobs/folder.ts'
import { openRecorder } from '../../hub/county/recorder.ts'
import { openDesk } from '../../hub/facts/desk.ts'
import { Pace } from '../../hub/http/pace.ts'
import type { Hub } from '../../hub/hub.ts'
import { Rooms } from '../../hub/live/rooms.ts'
import { registerDevice } from '../../hub/people/devices.ts'
import { setPin } from '../../hub/people/pins.ts'
import { openSessions } from '../../hub/people/sessions.ts'
import { Tries } from '../../hub/people/tries.ts'
import { Room } from '../../hub/store/room.ts'
import { openTestDatabase } from '../databases/test-database.ts'
import { noCounting } from './no-counting.ts'

/** Identifiers as tests write them: checked, so that a typing error is found here. */
export const id = {
  assignment: (text: string) => v.parse(AssignmentId, text),
  blob: (digit: string) => v.parse(BlobHash, digit.repeat(64)),
  class: (text: string) => v.parse(ClassId, text),
  course: (text: string) => v.parse(CourseId, text),
  day: (text: string) => v.parse(Day, text),
  device: (text: string) => v.parse(DeviceId, text),
  lesson: (text: string) => v.parse(LessonId, text),
  package: (text: string) => v.parse(PackageId, text),
  pair: (text: string) => v.parse(PairId, text),
  person: (text: string) => v.parse(PersonId, text),
  place: (text: string) => v.parse(PlaceId, text),
  question: (text: string) => v.parse(QuestionId, text),
  school: (text: string) => v.parse(SchoolId, text),
}

/** Tuesday of the term's second week, half past ten: the second period is over, the third has just begun. */
export const tuesday = momentOf(id.day('2026-09-08'), '10:30')

/** A hub in memory that tests can look into and whose clock they hold. */
export interface TestHub extends Hub {
  clock: { now: number }
  /** Where its blobs are. */
  blobFolder: string
  /** Registers a device of a place, with a key of its own. */
  device(place: string, name?: string): Promise<TestDevice>
  /** Gives somebody a PIN. */
  pin(person: PersonId, pin: string): Promise<void>
  /** A row's state. */
  row(key: RowKey): Promise<unknown>
}

/** Opens an empty hub; `close` takes its blobs away too. @param secret 32 bytes */
export async function openTestHub(start = tuesday, secret: Uint8Array = randomBytes(32)): Promise<TestHub> {
  const clock = { now: start }
  const now = () => clock.now
  const database = await openTestDatabase()
  const { db, growth } = database
  const folder = await mkdtemp(join(tmpdir(), 'tongke-'))
  const desk = openDesk(db, growth)
  const hub: Hub = {
    db,
    desk,
    blobs: await openFolder(folder, db),
    sessions: openSessions(db, secret),
    recorder: openRecorder(db, desk, now),
    tries: new Tries(5, 10 * 60_000),
    pace: new Pace(50, 1_000),
    counting: noCounting,
    room: new Room(folder, now, 0),
    rooms: new Rooms(),
    secret,
    now,
    async close() {
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
  return {
    ...hub,
    clock,
    blobFolder: folder,
    device: (place, name) => TestDevice.enrol(hub, place, name),
    pin: (person, pin) => setPin(db, person, pin),
    async row(key) {
      const row = await db.selectFrom('row').select('state').where('row', '=', key).executeTakeFirst()
      return row && JSON.parse(row.state)
    },
  }
}

/** A device as the hub sees it: it numbers its facts, delivers them and signs. */
export class TestDevice {
  readonly facts: Fact[] = []

  private constructor(
    private readonly hub: Hub,
    readonly id: DeviceId,
    private readonly privateKey: CryptoKey,
  ) {}

  static async enrol(hub: Hub, place: string, name = `${place}-1`): Promise<TestDevice> {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const { kty, crv, x, y } = await exportJWK(publicKey)
    const device = id.device(name)
    await registerDevice(hub.db, { device, place, key: JSON.stringify({ kty, crv, x, y }), now: hub.now() })
    return new TestDevice(hub, device, privateKey)
  }

  /** Its next fact, not yet delivered. */
  records(draft: Draft, by: PersonId | '', at = this.hub.now()): Fact {
    const fact: Fact = { device: this.id, seq: this.facts.length + 1, at, by, ...draft }
    this.facts.push(fact)
    return fact
  }

  delivers(facts: readonly Fact[] = this.facts, heard = this.hub.now()): Promise<Receipt> {
    return this.hub.desk.deliver({ device: this.id, facts, heard })
  }

  /** `Proof JWS` over a nonce. */
  async proof(nonce: string, kid: string = this.id): Promise<string> {
    const payload = new TextEncoder().encode(JSON.stringify({ nonce }))
    const jws = await new CompactSign(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(this.privateKey)
    return `Proof ${jws}`
  }

  async bearer(): Promise<string> {
    return `Bearer ${await this.hub.sessions.token(this.id, this.hub.now())}`
  }
}

export const bells = [
  { period: 1, start: '08:30', minutes: 40 },
  { period: 2, start: '09:20', minutes: 40 },
  { period: 3, start: '10:20', minutes: 40 },
]

export const people = {
  ann: id.person('ann'),
  bo: id.person('bo'),
  cy: id.person('cy'),
  aide: id.person('aide'),
  teacher: id.person('teacher'),
  host: id.person('host'),
  clerk: id.person('clerk'),
  stranger: id.person('stranger'),
}

export const three = id.class('three')
export const four = id.class('four')

/**
 * Two teaching points that one school helps: `point` with class `three` (pupils ann and bo, an aide, a teacher, a host)
 * and `far` with class `four` (pupil cy). Each class has music with the helping school in periods 1 and 2, and Chinese by
 * itself in period 3, Monday to Friday; the term began on Monday, 31 August 2026.
 */
export function smallCounty(): Draft[] {
  const enrolled = (classId: ClassId, person: PersonId, role: Exclude<Role, 'device' | 'hub'>, number = 0) =>
    memberEnrolled({
      class: classId,
      person,
      name: person,
      picture: 'sun',
      role,
      number,
      from: id.day('2026-08-31'),
      ...(role === 'pupil' && { photos: [{ from: id.day('2026-08-31') }] }),
    })
  const place = (name: string, kind: 'projector' | 'tablet' | 'studio', school: string, ...classes: ClassId[]) =>
    placeDescribed({ place: id.place(name), kind, title: name, school: id.school(school), classes })
  const described = (classId: ClassId, school: string, schoolName: string) =>
    classDescribed({ class: classId, name: classId, grades: [3], school: id.school(school), schoolName, bells })
  const week = (classId: ClassId) =>
    timetableSet({
      class: classId,
      slots: [1, 2, 3, 4, 5].flatMap((weekday) => [
        { weekday, period: 1, subject: '音乐', course: id.course(`${classId}-music`) },
        { weekday, period: 2, subject: '音乐', course: id.course(`${classId}-music`) },
        { weekday, period: 3, subject: '语文' },
      ]),
    })
  const pair = (helped: string) =>
    pairAgreed({
      pair: id.pair(`main-${helped}`),
      helping: id.school('main'),
      helped: id.school(helped),
      subjects: ['音乐'],
      weekly: 10,
      from: id.day('2026-08-31'),
    })
  return [
    countyDescribed({
      name: '青禾县',
      calendar: { term: '秋季', starts: id.day('2026-08-31'), weeks: 20, off: [], instead: [] },
    }),
    schoolDescribed({ school: id.school('main'), code: '2161900001', name: '实验小学', sort: 'school' }),
    schoolDescribed({ school: id.school('point'), code: '2161900002', name: '青山教学点', sort: 'point' }),
    schoolDescribed({ school: id.school('far'), code: '2161900003', name: '高台教学点', sort: 'point' }),
    described(three, 'point', '青山教学点'),
    described(four, 'far', '高台教学点'),
    enrolled(three, people.ann, 'pupil', 1),
    enrolled(three, people.bo, 'pupil', 2),
    enrolled(three, people.aide, 'assistant'),
    enrolled(three, people.teacher, 'teacher'),
    enrolled(three, people.host, 'host'),
    enrolled(four, people.cy, 'pupil', 1),
    enrolled(countyOffice, people.clerk, 'office'),
    week(three),
    week(four),
    pair('point'),
    pair('far'),
    place('panel', 'projector', 'point', three),
    place('tablet', 'tablet', 'point', three),
    place('studio', 'studio', 'main', three, four),
    place('far-panel', 'projector', 'far', four),
    placeDescribed({
      place: id.place('own'),
      kind: 'own',
      title: 'own',
      school: id.school('point'),
      classes: [three],
      person: people.teacher,
    }),
    placeDescribed({ place: id.place('office'), kind: 'office', title: 'office', classes: [countyOffice] }),
  ]
}

/** A hub with the small county in it. */
export async function openSmallCounty(start = tuesday): Promise<TestHub> {
  const hub = await openTestHub(start)
  await hub.recorder.record(smallCounty())
  return hub
}
