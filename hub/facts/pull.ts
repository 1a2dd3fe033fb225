import { sql } from 'kysely'
import { packFacts } from '../../core/facts/batch.ts'
import { kinds, readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { BlobHash, DeviceId, PersonId } from '../../core/facts/ids.ts'
import type { Place, PlaceKind } from '../../core/people/places.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { type Cursor, cursorText, readCursor } from '../../core/sync/cursor.ts'
import type { Pull, RefusalReason, ScopePage } from '../../core/sync/messages.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { markOf } from './intake.ts'
import { endOf } from './scope-log.ts'

/** Photos in one answer that are asked for; 70 bytes each. */
const photosAskedFor = 16
/** Facts in one page of a scope; some 10 KB on the wire. */
const pageFacts = 400

/** The scopes of a place, the most urgent first: its own affairs, its classes, the county. */
export function scopesOf(place: Place): string[] {
  return [`place:${place.place}`, ...place.classes.map((one) => `class:${one}`), 'county']
}

/** The kinds that a place of this sort receives from others. */
export function kindsFor(place: PlaceKind): string[] {
  return kinds.filter((kind) => kind.seenBy.includes(place)).map((kind) => kind.name)
}

/**
 * What a device's scopes have that it has not: a page of each that has something new.
 *
 * @param cursors by scope, as text, as far as the device has read; scopes that are not its place's are passed over
 * @param now the hub's clock, ms since 1970
 * @throws if the device has no number or its place no description
 */
export async function pull(
  db: HubDb,
  deviceId: DeviceId,
  cursors: Readonly<Record<string, string>>,
  now: number,
): Promise<Pull> {
  const device = await db.selectFrom('device').selectAll().where('device', '=', deviceId).executeTakeFirstOrThrow()
  const place = await placeOf(db, device.place)
  const scopes = scopesOf(place)
  const pages: ScopePage[] = []
  for (const scope of scopes) {
    const page = await scopePage(db, { scope, deviceId, kind: place.kind, cursor: cursors[scope] ?? '', now })
    if (page) pages.push(page)
  }
  const names = await namesOf(db, device.key)
  const refused = await refusedOf(db, names, deviceId)
  const photos = await awaitedPhotos(db, names)
  const upTo = Number(device.up_to)
  const last = await markOf(db, deviceId, upTo)
  const word = { upTo, safe: Number(device.safe_to), now, ...(last !== undefined && { last }) }
  return { scopes, pages, refused, photos, ...word }
}

/** All the names that a device's database has borne: they share its key. */
async function namesOf(db: HubDb, key: string): Promise<string[]> {
  const rows = await db.selectFrom('device').select('device').where('key', '=', key).execute()
  return rows.map((row) => row.device)
}

async function refusedOf(db: HubDb, names: readonly string[], present: DeviceId): Promise<Pull['refused']> {
  const rows = await db
    .selectFrom('fact')
    .select(['device', 'seq', 'why'])
    .where('device', 'in', names)
    .where('state', '=', 'refused')
    // Word for word the condition of the index on `state`, or it is not used.
    .where(sql<boolean>`state <> 'taken'`)
    .orderBy('device')
    .orderBy('seq')
    .execute()
  return rows.map(({ device, seq, why }) => ({
    seq: Number(seq),
    why: why as RefusalReason, // what `judge` gives a refused one
    ...(device !== present && { device: device as DeviceId }), // it was registered as one
  }))
}

async function awaitedPhotos(db: HubDb, names: readonly string[]): Promise<BlobHash[]> {
  const rows = await db
    .selectFrom('blob_awaited')
    .select('hash')
    .where('device', 'in', names)
    .limit(photosAskedFor)
    .execute()
  return rows.map(({ hash }) => hash as BlobHash) // a fact's body named it
}

export async function placeOf(db: HubDb, place: string): Promise<Place> {
  const row = await db
    .selectFrom('row')
    .select('state')
    .where('row', '=', rowKey('place', place))
    .executeTakeFirstOrThrow()
  return JSON.parse(row.state) as Place // its table's
}

interface Asked {
  scope: string
  deviceId: DeviceId
  kind: PlaceKind
  cursor: string
  now: number
}

async function scopePage(db: HubDb, asked: Asked): Promise<ScopePage | undefined> {
  const known = await knownCursor(db, asked)
  const cursor = known ?? { n: 0, mark: 0, coldUntil: (await endOf(db, asked.scope)).n }
  const entries = await entriesAfter(db, asked, cursor)
  const last = entries[entries.length - 1]
  const restart = known === undefined
  const more = entries.length === pageFacts
  const end: Cursor = last ? { n: Number(last.n), mark: Number(last.mark) } : { n: cursor.n, mark: cursor.mark }
  const stillCold = cursor.coldUntil !== undefined && end.n < cursor.coldUntil && more
  const facts = entries.filter((entry) => entry.wanted).map(timedFact)
  // Nothing new to tell, and nothing to be told anew: no page.
  if (!restart && facts.length === 0 && !more && cursor.coldUntil === undefined && end.n === cursor.n) return undefined
  return {
    scope: asked.scope,
    facts: packFacts(facts),
    cursor: cursorText(stillCold ? { ...end, coldUntil: cursor.coldUntil ?? 0 } : end),
    restart,
    more,
  }
}

/** The cursor if it fits this log; a log that went another way since is read anew. */
async function knownCursor(db: HubDb, { scope, cursor }: Asked): Promise<Cursor | undefined> {
  const claimed = readCursor(cursor)
  if (!claimed) return undefined
  if (claimed.n === 0) return claimed.mark === 0 ? claimed : undefined
  const entry = await db
    .selectFrom('scope_log')
    .select('mark')
    .where('scope', '=', scope)
    .where('n', '=', claimed.n)
    .executeTakeFirst()
  return entry && Number(entry.mark) === claimed.mark ? claimed : undefined
}

type Entry = Awaited<ReturnType<typeof entriesAfter>>[number]

/**
 * The next entries of a log. `wanted` is whether the place receives them: those of kinds that it sees, not its own
 * again unless the scope is read from the beginning, and of old ones only those of rows that are still needed.
 */
async function entriesAfter(db: HubDb, { scope, deviceId, kind, now }: Asked, cursor: Cursor) {
  const seen = new Set(kindsFor(kind))
  const cold = cursor.coldUntil
  const rows = await db
    .selectFrom('scope_log as log')
    .innerJoin('fact', (join) => join.onRef('fact.device', '=', 'log.device').onRef('fact.seq', '=', 'log.seq'))
    .select([
      'log.n',
      'log.mark',
      'fact.device',
      'fact.seq',
      'fact.at',
      'fact.eff',
      'fact.by',
      'fact.kind',
      'fact.body',
    ])
    .where('log.scope', '=', scope)
    .where('log.n', '>', cursor.n)
    .orderBy('log.n')
    .limit(pageFacts)
    .execute()
  const needed = cold === undefined ? undefined : await neededFacts(db, rows, dayOf(now))
  return rows.map((row) => {
    const old = cold !== undefined && Number(row.n) <= cold
    const wanted =
      seen.has(row.kind) && (old ? needed?.has(`${row.device}:${row.seq}`) === true : row.device !== deviceId)
    return { ...row, wanted }
  })
}

/** Of these facts, by name, those that speak of a row which is still needed, or which may yet come to be. */
async function neededFacts(
  db: HubDb,
  facts: readonly { device: string; seq: number; kind: string; body: string }[],
  today: string,
): Promise<Set<string>> {
  const rowsOf = facts.map((fact) => {
    const reading = readBody(fact.kind, JSON.parse(fact.body))
    return { name: `${fact.device}:${fact.seq}`, rows: reading.ok ? reading.kind.rows(reading.body) : [] }
  })
  const found = await db
    .selectFrom('row')
    .select('row')
    .where('row', 'in', listFromJson(rowsOf.flatMap((one) => one.rows)))
    .where('needed_until', '<>', '')
    .where('needed_until', '<', today)
    .execute()
  const past = new Set<string>(found.map((one) => one.row))
  return new Set(rowsOf.filter((one) => one.rows.some((row) => !past.has(row))).map((one) => one.name))
}

function timedFact(entry: Entry): TimedFact {
  return {
    device: entry.device as DeviceId, // parsed at intake, as is `by`
    by: entry.by as PersonId | '',
    seq: Number(entry.seq),
    at: Number(entry.at),
    eff: Number(entry.eff),
    kind: entry.kind,
    body: JSON.parse(entry.body),
  }
}
