import type { DeviceId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import type { LeftBehind } from '../../core/reports/left-behind.ts'
import type { pairs, schools } from '../../core/rows/roster.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

type Pair = StateOf<typeof pairs>

/** The schools that have ended and on which something still hangs. */
export async function leftBehind(db: HubDb, now: number): Promise<LeftBehind> {
  const all = async <State>(table: string) => (await rowsIn(db, [rowRange(table)])).map(({ state }) => state as State) // its table's
  const [known, places, agreed] = [
    await all<StateOf<typeof schools>>('school'),
    await all<Place>('place'),
    await all<Pair>('pair'),
  ]
  const today = dayOf(now)
  const names = new Map<string, string>(known.map(({ school, name }) => [school, name]))
  const devices = await devicesByPlace(db)
  const found = known.flatMap(({ school, name, until }) => {
    if (until === undefined || until >= today) return []
    const open = agreed.filter((one) => hangsOn(one, school) && goesOn(one, today))
    const held = places.flatMap((place) => {
      const there = place.school === school ? devices.get(place.place) : undefined
      return there ? [{ ...place, devices: there }] : []
    })
    const named = open.map(({ pair, helping, helped }) => ({
      pair,
      helping: names.get(helping) ?? helping,
      helped: names.get(helped) ?? helped,
    }))
    return named.length + held.length > 0 ? [{ school, name, until, pairs: named, places: held }] : []
  })
  return { schools: found }
}

/** The pairs of a school that go on. */
export async function openPairs(db: HubDb, school: string, now: number): Promise<Pair[]> {
  const rows = await rowsIn(db, [rowRange('pair')])
  return rows.map(({ state }) => state as Pair).filter((one) => hangsOn(one, school) && goesOn(one, dayOf(now))) // its table's
}

const hangsOn = ({ helping, helped }: Pair, school: string) => helping === school || helped === school
const goesOn = ({ until }: Pair, today: string) => until === undefined || until >= today

/** The present names of those that were not taken back. */
async function devicesByPlace(db: HubDb): Promise<Map<string, DeviceId[]>> {
  const rows = await db
    .selectFrom('device')
    .select(['key', 'place', 'device'])
    .where('place', '<>', '')
    .where('revoked', '=', 0)
    .orderBy('enrolled')
    .execute()
  const present = new Map(rows.map((row) => [row.key, row]))
  const found = new Map<string, DeviceId[]>()
  for (const { place, device } of present.values()) found.set(place, [...(found.get(place) ?? []), device as DeviceId]) // registered as one
  return found
}
