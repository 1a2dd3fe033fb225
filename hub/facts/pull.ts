import { sql } from 'kysely'
import { packFacts } from '../../core/facts/batch.ts'
import { type AnyKind, kindNamed, readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { BlobHash, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { isShared, type Place, type PlaceKind } from '../../core/people/places.ts'
import { isFor, ownerOf, type Standing } from '../../core/rows/holding.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { type Cursor, cursorText, readCursor } from '../../core/sync/cursor.ts'
import type { Pull, RefusalReason, ScopePage } from '../../core/sync/messages.ts'
import type { HubDb } from '../store/schema.ts'
import { markOf } from './forks.ts'
import { standings } from './rows.ts'
import { endOf } from './scope-log.ts'
import { scopesAt } from './scopes-at.ts'
import { withoutStruckNames } from './struck-names.ts'

/** Photos in one answer that are asked for; 70 bytes each. */
const photosAskedFor = 16
/**
 * Facts in one page of a scope, usually and on a line that hardly carries the board of a live lesson; some 10 and 1.5 KB on the wire. Nothing is
 * heard on a WebSocket before all of a message is there, and such a line carries 500 bytes a second.
 */
const pageFacts = { usual: 400, thin: 60 }

/**
 * What a device's scopes have that it has not: a page of each that has something new.
 *
 * @param cursors by scope, as text, as far as the device has read; scopes that are not its place's are passed over
 * @param now the hub's clock, ms since 1970
 * @param line `thin`: pages are short
 * @throws if the device has no number or its place no description
 */
export async function pull(
  db: HubDb,
  deviceId: DeviceId,
  cursors: Readonly<Record<string, string>>,
  now: number,
  line: keyof typeof pageFacts = 'usual',
): Promise<Pull> {
  const device = await db.selectFrom('device').selectAll().where('device', '=', deviceId).executeTakeFirstOrThrow()
  const place = await placeOf(db, device.place)
  const scopes = await scopesAt(db, place, now)
  const pages: ScopePage[] = []
  for (const scope of scopes) {
    const page = await scopePage(db, {
      ...{ scope, deviceId, kind: place.kind, cursor: cursors[scope] ?? '', now },
      most: pageFacts[line],
    })
    if (page) pages.push(page)
  }
  const names = await namesOf(db, device.key, deviceId)
  const refused = await refusedOf(db, names, deviceId)
  const photos = await awaitedPhotos(db, names)
  const upTo = Number(device.up_to)
  const last = await markOf(db, deviceId, upTo)
  const word = { upTo, safe: Number(device.safe_to), now, ...(last !== undefined && { last }) }
  return { scopes, pages, refused, photos, ...word }
}

/** All the names that a device's database has borne: they share its key. */
async function namesOf(db: HubDb, key: string, present: DeviceId): Promise<string[]> {
  const rows = await db.selectFrom('device').select('device').where('key', '=', key).execute()
  // A device that goes away meanwhile still has its own name.
  return [...new Set([present, ...rows.map((row) => row.device)])]
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
  /** Entries of a log in one page. */
  most: number
}

async function scopePage(db: HubDb, asked: Asked): Promise<ScopePage | undefined> {
  const known = await knownCursor(db, asked)
  const cursor = known ?? (await beginning(db, asked.scope))
  const entries = await entriesAfter(db, asked, cursor)
  const last = entries[entries.length - 1]
  const restart = known === undefined
  const more = entries.length === asked.most
  const end: Cursor = last ? { n: Number(last.n), mark: Number(last.mark) } : { n: cursor.n, mark: cursor.mark }
  const stillCold = cursor.coldUntil !== undefined && end.n < cursor.coldUntil && more
  const wanted = entries.filter((entry) => entry.wanted).map(timedFact)
  // Nothing new to tell, and nothing to be told anew: no page.
  if (!restart && wanted.length === 0 && !more && cursor.coldUntil === undefined && end.n === cursor.n) return undefined
  // A first reading goes on to where the log ended when it began, or begins anew.
  const until = Math.max(end.n, cursor.coldMark === undefined ? 0 : (cursor.coldUntil ?? 0))
  return {
    scope: asked.scope,
    facts: packFacts(await withoutStruckNames(db, asked.scope, until, wanted)),
    cursor: cursorText(stillCold ? { ...cursor, ...end } : end),
    restart,
    more,
  }
}

async function beginning(db: HubDb, scope: string): Promise<Cursor> {
  const end = await endOf(db, scope)
  return { n: 0, mark: 0, coldUntil: end.n, coldMark: end.mark }
}

/** The cursor if it fits this log; a log that went another way since is read anew. */
async function knownCursor(db: HubDb, { scope, cursor }: Asked): Promise<Cursor | undefined> {
  const claimed = readCursor(cursor)
  if (!claimed) return undefined
  const { n, mark, coldUntil = 0, coldMark } = claimed
  const fits =
    (await isIn(db, scope, n, mark)) && (coldMark === undefined || (await isIn(db, scope, coldUntil, coldMark)))
  return fits ? claimed : undefined
}

/** Whether the log has this hash at this number. */
async function isIn(db: HubDb, scope: string, n: number, mark: number): Promise<boolean> {
  if (n === 0) return mark === 0
  const entry = await db
    .selectFrom('scope_log')
    .select('mark')
    .where('scope', '=', scope)
    .where('n', '=', n)
    .executeTakeFirst()
  return entry !== undefined && Number(entry.mark) === mark
}

type Entry = Awaited<ReturnType<typeof entriesAfter>>[number]

/**
 * The next entries of a log. `wanted` is whether the place receives them: what it has business with (`isFor`), not its
 * own again but for what moves rows and for what comes anew, and of old ones only those of rows that are still needed.
 */
async function entriesAfter(db: HubDb, { scope, deviceId, kind: place, now, most }: Asked, cursor: Cursor) {
  const cold = cursor.coldUntil
  const rows = await db
    .selectFrom('scope_log as log')
    .innerJoin('fact', (join) => join.onRef('fact.device', '=', 'log.device').onRef('fact.seq', '=', 'log.seq'))
    .select([
      'log.n',
      'log.mark',
      'log.again',
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
    .limit(most)
    .execute()
  const entries = rows.map((entry) => {
    const kind = kindNamed(entry.kind)
    const isOld = cold !== undefined && Number(entry.n) <= cold
    // What came anew by then is further up, too, and wanted there by now.
    const isAudience = isOld
      ? entry.again === ''
      : entry.again === 'all' || (entry.again === 'shared' && isShared(place)) || isNews(entry, deviceId, kind)
    const may = kind !== undefined && isAudience && kind.seenBy.includes(place)
    const looksAtRows = may && (isOld || (kind.part === 'content' && isShared(place)))
    return { ...entry, known: may ? kind : undefined, isOld, rows: looksAtRows ? rowsOf(entry) : [] }
  })
  const standing = await standingsFor(
    db,
    entries.flatMap((entry) => entry.rows),
  )
  return entries.map(({ known, isOld, rows: named, ...entry }) => {
    const today = isOld ? dayOf(now) : undefined
    const wanted =
      known !== undefined &&
      (named.length === 0 ? !isOld : isFor(place, known, named, today, (row) => standing.get(row)))
    return { ...entry, wanted }
  })
}

/** Whether an entry is the first that the device hears of a fact: what it has recorded itself is none, unless it moves rows. */
function isNews(entry: { device: string; again: string }, deviceId: DeviceId, kind: AnyKind | undefined): boolean {
  return entry.again === '' && (entry.device !== deviceId || kind?.part === 'moves')
}

function rowsOf(fact: { kind: string; body: string }): RowKey[] {
  const reading = readBody(fact.kind, JSON.parse(fact.body))
  return reading.ok ? reading.kind.rows(reading.body) : []
}

/** How these rows stand, and those as long as which they are needed. */
async function standingsFor(db: HubDb, rows: readonly RowKey[]): Promise<Map<RowKey, Standing>> {
  if (rows.length === 0) return new Map()
  const owners = rows.flatMap((row) => ownerOf(row) ?? [])
  return standings(db, [...new Set([...rows, ...owners])])
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
