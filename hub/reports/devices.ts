import { type Selectable, sql } from 'kysely'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import type { Place, PlaceKind } from '../../core/people/places.ts'
import type { Missing } from '../../core/reports/county-report.ts'
import type { DeviceFigures } from '../../core/reports/figures.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { dayOf, momentOf } from '../../core/school/day.ts'
import type { HubDb, HubTables } from '../store/schema.ts'

/** A device that counts, with its place and what is not right with its facts. */
export interface ReportedDevice {
  place: Place
  /** Its last word, ms since 1970. */
  heard: number
  missing: Missing[]
}

/** The kinds of place at which a lesson can be opened: only their silence leaves it unknown whether there was one. */
const recorders = new Set<PlaceKind>(lessonOpened.recordedBy.flatMap((right) => right.places))

export function recordsLessons(place: Place, classId: string): boolean {
  return recorders.has(place.kind) && place.classes.some((one) => one === classId)
}

/** By place: when its first device was enrolled or moved there, ms since 1970, whatever became of it. */
export async function firstEnrolled(db: HubDb): Promise<Map<string, number>> {
  const rows = await db.selectFrom('device').select(['place', 'key', 'enrolled']).where('place', '<>', '').execute()
  const moves = await db.selectFrom('device_move').selectAll().orderBy('at').execute()
  const first = new Map<string, number>()
  const note = (place: string, since: number) => first.set(place, Math.min(first.get(place) ?? since, since))
  const firstMoves = new Map<string, string>()
  for (const { key, from_place, to_place, at } of moves) {
    if (!firstMoves.has(key)) firstMoves.set(key, from_place)
    note(to_place, Number(at))
  }
  for (const { place, key, enrolled } of rows) note(firstMoves.get(key) ?? place, Number(enrolled))
  return first
}

/** The latest word of these devices; `undefined` if there is none. */
export function lastWord(devices: readonly ReportedDevice[]): number | undefined {
  return devices.length === 0 ? undefined : Math.max(...devices.map((one) => one.heard))
}

const dayMs = 86_400_000
/** A device that has been silent for longer needs somebody to look, ms. */
const silence = 7 * dayMs

export function isSilent({ heard }: Pick<ReportedDevice, 'heard'>, now: number): boolean {
  return now - heard > silence
}

/** @param now ms since 1970 */
export function deviceFigures(devices: readonly ReportedDevice[], now: number): DeviceFigures {
  const midnight = momentOf(dayOf(now), '00:00')
  const silent = devices.filter((one) => isSilent(one, now)).length
  const today = devices.filter(({ heard }) => heard >= midnight).length
  return { known: devices.length, today, week: devices.length - silent, silent }
}

/** Every device of these places that has not been revoked. */
export async function reportedDevices(db: HubDb, places: ReadonlyMap<string, Place>): Promise<ReportedDevice[]> {
  const rows = await db.selectFrom('device').selectAll().where('place', '<>', '').where('revoked', '=', 0).execute()
  const notTaken = await factsNotTaken(db)
  return rows.flatMap((row) => {
    const place = places.get(row.place)
    if (!place) return []
    return [{ place, heard: Number(row.heard), missing: missingOf(row, place.title, notTaken.get(row.device)) }]
  })
}

export interface NotTaken {
  parked: number
  refused: number
  /** Since when the first of them, ms since 1970. */
  since: number
}

export function missingOf(
  row: Selectable<HubTables['device']>,
  place: string,
  notTaken: NotTaken | undefined,
): Missing[] {
  const [upTo, offeredTo] = [Number(row.up_to), Number(row.offered_to)]
  const missing: Missing[] = []
  if (offeredTo > upTo) missing.push({ what: 'gap', place, from: upTo + 1, to: offeredTo })
  if (notTaken && notTaken.parked > 0) missing.push({ what: 'parked', place, facts: notTaken.parked })
  if (notTaken && notTaken.refused > 0) missing.push({ what: 'refused', place, facts: notTaken.refused })
  return missing
}

/** By device: its facts that are parked, and those that were refused and that nobody has dismissed. */
export async function factsNotTaken(db: HubDb): Promise<Map<string, NotTaken>> {
  const trouble = sql<string>`${rowKey('trouble', '')} || fact.device || ':' || fact.seq`
  const rows = await db
    .selectFrom('fact')
    .leftJoin('row', (join) => join.on('row.row', '=', trouble))
    .select((eb) => [
      'fact.device',
      'fact.state',
      eb.fn.countAll<number>().as('facts'),
      eb.fn.min<number>('fact.eff').as('since'),
    ])
    // As it stands in the index of those few facts, or SQLite would walk them all.
    .where('fact.state', '<>', sql.lit('taken'))
    .where('row.row', 'is', null)
    .groupBy(['fact.device', 'fact.state'])
    .execute()
  const counts = new Map<string, NotTaken>()
  for (const { device, state, facts, since } of rows) {
    const of = counts.get(device) ?? { parked: 0, refused: 0, since: Number(since) }
    counts.set(device, { ...of, [state]: Number(facts), since: Math.min(of.since, Number(since)) })
  }
  return counts
}
