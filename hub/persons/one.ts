import type { ClassId, PersonId, PlaceId } from '../../core/facts/ids.ts'
import { mayUnlock, type Place } from '../../core/people/places.ts'
import { seatIn } from '../../core/people/seat.ts'
import type { OnePerson } from '../../core/reports/people.ts'
import { schools } from '../../core/rows/roster.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { registerOf } from '../consent/register.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { blobsIn } from './blobs-in.ts'
import { nameElsewhere } from './elsewhere.ts'
import { erasureOf } from './erasures.ts'
import { factsAbout, type KeptFact } from './facts-about.ts'
import { classesById, membershipOf, type Whole, wholePerson } from './members.ts'

/** All that there is of somebody. */
export interface Known {
  whole: Whole
  shown: OnePerson
  facts: KeptFact[]
}

/** @param asked any of their ids @returns `undefined` if there is nobody of this id */
export async function readPerson(
  db: HubDb,
  asked: PersonId,
  { now, backupDays }: { now: number; backupDays: number },
): Promise<Known | undefined> {
  const whole = await wholePerson(db, asked)
  if (!whole) return undefined
  const facts = await factsAbout(db, whole)
  const counts = new Map<string, number>()
  for (const { kind } of facts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const lines = await db.selectFrom('person').selectAll().where('person', 'in', whole.ids).orderBy('since').execute()
  const pin = await db.selectFrom('pin').select('person').where('person', 'in', whole.ids).executeTakeFirst()
  const erased = await erasureOf(db, whole, backupDays)
  const [main] = [...whole.rows].sort((a, b) => Number(b.person === whole.person) - Number(a.person === whole.person))
  const called = main?.state.name ?? ''
  const own = lines.find(({ person, name }) => person === whole.person && name !== '')?.name
  const named = await classesById(db)
  const name = erased ? '' : seatIn(called) === undefined ? called : (own ?? called)
  return {
    whole,
    facts,
    shown: {
      asOf: now,
      person: whole.person,
      ids: whole.ids,
      name,
      numbers: lines.map(({ sourced_id }) => sourced_id),
      memberships: whole.rows.map((one) => membershipOf(one, named)),
      stored: [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
      photos: blobsIn(facts).length,
      elsewhere: await nameElsewhere(db, whole, name, now),
      consents: [...(await registerOf(db, whole.ids)).forms.values()].flat(),
      pin: pin !== undefined,
      unlocks: await unlocksOf(db, whole),
      erased,
    },
  }
}

/** The places whose devices somebody's PIN opens, and how many devices there are. */
async function unlocksOf(db: HubDb, { person, rows }: Whole): Promise<OnePerson['unlocks']> {
  const roles = new Map<ClassId, Whole['rows'][number]['state']['role']>(rows.map((one) => [one.class, one.state.role]))
  const places = (await rowsIn(db, [rowRange('place')])).map(({ state }) => state as Place) // its table's
  const theirs = places.filter((place) =>
    place.classes.some((one) => {
      const role = roles.get(one)
      return role !== undefined && mayUnlock(place, role, person)
    }),
  )
  if (theirs.length === 0) return []
  const counts = await db
    .selectFrom('device')
    .select((eb) => ['place', eb.fn.count<number>('key').distinct().as('devices')])
    .where(
      'place',
      'in',
      listFromJson(
        db,
        theirs.map(({ place }) => place),
      ),
    )
    .where('revoked', '=', 0)
    .groupBy('place')
    .execute()
  const devices = new Map(counts.map((one) => [one.place, Number(one.devices)]))
  const known = (await rowsIn(db, [rowRange(schools.name)])).map(({ state }) => state as StateOf<typeof schools>) // its table's
  const names = new Map<string, string>(known.map(({ school, name }) => [school, name]))
  return theirs.map(({ place, title, school }) => ({
    place: place as PlaceId,
    title,
    schoolName: names.get(school ?? '') ?? '',
    devices: devices.get(place) ?? 0,
  }))
}
