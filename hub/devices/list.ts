import type { Selectable } from 'kysely'
import type { DeviceId, PlaceId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import type { Missing } from '../../core/reports/county-report.ts'
import type { OfficeDevice, OfficeDevices } from '../../core/reports/office-devices.ts'
import type { classes, schools } from '../../core/rows/roster.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { rowsIn } from '../facts/rows.ts'
import { factsNotTaken, missingOf, type NotTaken } from '../reports/devices.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import { diskOf } from './disk.ts'

type DeviceRow = Selectable<HubTables['device']>
type WordRow = Selectable<HubTables['device_word']>

/** All devices there ever were, one for each key, the latest heard first; and the places, schools and classes that there are. */
export async function listDevices(db: HubDb, version: string, now: number): Promise<OfficeDevices> {
  const all = async <State>(table: string) => (await rowsIn(db, [rowRange(table)])).map(({ state }) => state as State) // its table's
  const places = await all<Place>('place')
  const titles = new Map<string, string>(places.map(({ place, title }) => [place, title]))
  const rows = await db.selectFrom('device').selectAll().where('place', '<>', '').orderBy('enrolled').execute()
  const words = new Map((await db.selectFrom('device_word').selectAll().execute()).map((word) => [word.device, word]))
  const unknown = await db.selectFrom('device_move').select('key').where('known', '=', 0).execute()
  const moving = new Set(unknown.map(({ key }) => key))
  const notTaken = await factsNotTaken(db)
  const byKey = new Map<string, DeviceRow[]>()
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row])
  const devices = [...byKey].map(([key, names]) => ({
    ...device(names, titles, words, notTaken),
    moving: moving.has(key),
  }))
  return {
    asOf: now,
    version,
    devices: devices.sort((a, b) => b.heard - a.heard),
    places,
    schools: (await all<StateOf<typeof schools>>('school')).map(({ school, name, until }) => ({
      school,
      name,
      ...(until && { until }),
    })),
    classes: (await all<StateOf<typeof classes>>('class')).map(({ class: id, school, name }) => ({
      class: id,
      school,
      name,
    })),
  }
}

/** @param names all that one device's database has borne, the earliest first; one at least */
function device(
  names: readonly DeviceRow[],
  titles: ReadonlyMap<string, string>,
  words: ReadonlyMap<string, WordRow>,
  notTaken: ReadonlyMap<string, NotTaken>,
): Omit<OfficeDevice, 'moving'> {
  const [first] = names
  const present = names[names.length - 1]
  if (!first || !present) throw new Error('a device without a name')
  const missing: Missing[] = []
  const since: number[] = []
  for (const name of names) {
    const counts = notTaken.get(name.device)
    const here = missingOf(name, titles.get(name.place) ?? name.place, counts)
    missing.push(...here)
    if (here.some(({ what }) => what === 'gap')) since.push(Number(name.gap_since) || Number(name.heard))
    if (counts) since.push(counts.since)
  }
  const stoodAt = names.find((name) => name.stood_at !== '')?.stood_at ?? ''
  const word = names.flatMap(({ device }) => words.get(device) ?? []).sort((a, b) => Number(b.at) - Number(a.at))[0]
  return {
    device: present.device as DeviceId, // it was registered as one
    place: present.place as PlaceId, // likewise
    stoodAt: stoodAt === '' ? null : (stoodAt as PlaceId), // read as one when it was noted
    enrolled: Number(first.enrolled),
    heard: Math.max(...names.map(({ heard }) => Number(heard))),
    revoked: Number(present.revoked),
    word: word ? wordOf(word) : null,
    missing,
    missingSince: missing.length > 0 ? Math.min(...since) : null,
    disk: diskOf(names.map(({ enrolled, heard }) => ({ enrolled: Number(enrolled), heard: Number(heard) }))),
  }
}

function wordOf(row: WordRow): OfficeDevice['word'] {
  return {
    at: Number(row.at),
    version: row.version,
    used: Number(row.used),
    quota: Number(row.quota),
    clockOff: Number(row.clock_off),
    unsent: Number(row.unsent),
    photos: Number(row.photos),
  }
}
