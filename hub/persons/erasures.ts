import type { ClassId, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { county } from '../../core/facts/scope.ts'
import { countyOffice, type Place } from '../../core/people/places.ts'
import type { Erasure } from '../../core/reports/people.ts'
import type { Member } from '../../core/rows/member.ts'
import { places as placeTable, schools } from '../../core/rows/roster.ts'
import { type RowKey, rowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { classesById, membershipOf, type NamedClass, type Whole, wholePerson } from './members.ts'

/** How long a backup may keep what was erased, ms. */
export const daysMs = (days: number) => days * 24 * 3_600_000

/** As many erasures a list has. */
const mostListed = 100

/** When somebody was erased, and where that stands in the county's log. */
interface Told {
  person: PersonId
  n: number
  at: number
  by: string
}

/** What is needed to say how far erasures have come; read once for many. */
interface County {
  classes: ReadonlyMap<string, NamedClass>
  schoolNames: ReadonlyMap<string, string>
  places: readonly Place[]
  devices: readonly Heard[]
  officeNames: ReadonlyMap<string, string>
}

interface Heard {
  device: DeviceId
  /** Where it stands, and, as long as it does not know of a move, where it stood. */
  places: ReadonlySet<string>
  place: string
  heard: number
  countyRead: number
}

/** How far it has come that somebody is erased; `null` if they are not, by all of their ids. */
export async function erasureOf(db: HubDb, whole: Whole, backupDays: number): Promise<Erasure | null> {
  const told = await toldOf(db, whole.ids)
  return told.length < whole.ids.length ? null : erasure(whole, told, await readCounty(db), backupDays)
}

/** The latest erasures, one for each person whatever ids they had. */
export async function listErasures(db: HubDb, backupDays: number): Promise<Erasure[]> {
  const known = await readCounty(db)
  const found = new Map<string, Erasure>()
  for (const { person } of (await toldOf(db)).sort((a, b) => b.at - a.at)) {
    if (found.size >= mostListed) break
    const whole = (await wholePerson(db, person)) ?? { person, ids: [person], rows: [] }
    if (found.has(whole.person)) continue
    const told = await toldOf(db, whole.ids)
    found.set(whole.person, erasure({ ...whole, ids: told.map((one) => one.person) }, told, known, backupDays))
  }
  return [...found.values()]
}

function erasure(whole: Whole, told: readonly Told[], known: County, backupDays: number): Erasure {
  const last = Math.max(...told.map(({ n }) => n))
  const first = [...told].sort((a, b) => a.at - b.at)[0]
  const classIds = new Set<ClassId>(whole.rows.map((one) => one.class))
  const serving = new Map(
    known.places.filter((place) => place.classes.some((one) => classIds.has(one))).map((one) => [one.place, one]),
  )
  const theirs = known.devices.filter(({ places }) => [...places].some((one) => serving.has(one as Place['place']))) // a map's key
  const at = Math.max(...told.map((one) => one.at))
  return {
    ids: [...whole.ids],
    memberships: whole.rows.map((one) => membershipOf(one, known.classes)),
    at,
    by: known.officeNames.get(first?.by ?? '') ?? '',
    backupsUntil: at + daysMs(backupDays),
    devices: theirs.length,
    waiting: theirs
      .filter(({ countyRead }) => countyRead < last)
      .sort((a, b) => a.heard - b.heard)
      .map(({ device, place, heard }) => {
        const at = known.places.find((one) => one.place === place)
        return { device, title: at?.title ?? place, schoolName: known.schoolNames.get(at?.school ?? '') ?? '', heard }
      }),
  }
}

/** The first word on each of these people, or on all. */
async function toldOf(db: HubDb, ids?: readonly PersonId[]): Promise<Told[]> {
  const { from, below } = rowRange('erased')
  const rows = await db
    .selectFrom('fact_row')
    .innerJoin('fact', (join) =>
      join.onRef('fact.device', '=', 'fact_row.device').onRef('fact.seq', '=', 'fact_row.seq'),
    )
    .innerJoin('scope_log', (join) =>
      join
        .onRef('scope_log.device', '=', 'fact.device')
        .onRef('scope_log.seq', '=', 'fact.seq')
        .on('scope_log.scope', '=', county)
        .on('scope_log.kind', '=', 'person.erased'),
    )
    .select(['fact_row.row', 'scope_log.n', 'fact.eff', 'fact.by'])
    .where('fact_row.row', '>=', from)
    .where('fact_row.row', '<', below)
    .$if(ids !== undefined, (query) =>
      query.where(
        'fact_row.row',
        'in',
        listFromJson(
          db,
          (ids ?? []).map((one) => rowKey('erased', one)),
        ),
      ),
    )
    .orderBy('scope_log.n', 'desc')
    .execute()
  const told = new Map(
    rows.map(({ row, n, eff, by }) => {
      const person = rowPart(row as RowKey, 0) as PersonId // as its key was made
      return [person, { person, n: Number(n), at: Number(eff), by }]
    }),
  )
  return [...told.values()]
}

async function readCounty(db: HubDb): Promise<County> {
  const states = async <State>(table: string) =>
    (await rowsIn(db, [rowRange(table)])).map(({ state }) => state as State) // its table's
  const known = await states<StateOf<typeof schools>>(schools.name)
  const office = await rowsIn(db, [rowRange('member', countyOffice)])
  return {
    classes: await classesById(db),
    schoolNames: new Map(known.map(({ school, name }) => [school, name])),
    places: await states<Place>(placeTable.name),
    devices: await readDevices(db),
    officeNames: new Map(office.map(({ row, state }) => [rowPart(row, 1), (state as Member).name])), // its table's
  }
}

/** Devices that were not taken back, each by its present name. */
async function readDevices(db: HubDb): Promise<Heard[]> {
  const rows = await db
    .selectFrom('device')
    .selectAll()
    .where('place', '<>', '')
    .where('revoked', '=', 0)
    .orderBy('enrolled')
    .execute()
  const moves = await db.selectFrom('device_move').selectAll().where('known', '=', 0).execute()
  const present = new Map(rows.map((row) => [row.key, row]))
  return [...present.values()].map(({ device, key, place, heard, county_read }) => ({
    device: device as DeviceId, // it was registered as one
    place,
    places: new Set([place, ...moves.filter((move) => move.key === key).map((move) => move.from_place)]),
    heard: Number(heard),
    countyRead: Number(county_read),
  }))
}
