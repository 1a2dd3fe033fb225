import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import * as v from 'valibot'
import type { Before } from '../../core/facts/batch.ts'
import { kinds, readBody } from '../../core/facts/catalogue.ts'
import { effectiveTimes } from '../../core/facts/clock.ts'
import type { Fact } from '../../core/facts/fact.ts'
import { type DeviceId, type PersonId, PlaceId } from '../../core/facts/ids.ts'
import { placeScope } from '../../core/facts/scope.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { factMark } from '../../core/sync/cursor.ts'
import type { Receipt, RefusalReason } from '../../core/sync/messages.ts'
import { insertRows, listFromJson } from '../store/bulk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import { bringBack } from './bring-back.ts'
import { type Incoming, type Judged, judge, type Source } from './judge.ts'
import { reduceRows } from './rows.ts'
import { appendToScopes } from './scope-log.ts'

/** A batch as it came from one device, its facts in the order of their numbers. */
export interface Delivery {
  device: DeviceId
  facts: readonly Fact[]
  /** What the device has recorded last before them. */
  before?: Before | undefined
  /** When it was heard, ms since 1970. */
  heard: number
}

export interface Taken {
  receipt: Receipt
  /** The scopes whose logs have grown. */
  grown: ReadonlySet<string>
}

type DeviceRow = Selectable<HubTables['device']>

/** What the hub has decided of a fact, now or when it first came. */
type Decided = Pick<Judged, 'seq' | 'at' | 'eff' | 'state' | 'why'>

/**
 * Takes one device's consecutive facts in: keeps, judges, orders and reduces them within the caller's transaction.
 * Sending again is harmless, and answered as the first time; what lies behind a gap is not looked at, and the receipt
 * says where to go on.
 *
 * @throws if the device has no number here: whoever calls has asked for its proof first
 */
export async function takeIn(db: HubDb, delivery: Delivery): Promise<Taken> {
  const device = await db
    .selectFrom('device')
    .selectAll()
    .where('device', '=', delivery.device)
    .executeTakeFirstOrThrow()
  const { fresh, again, fork } = await withoutKnown(db, device, delivery)
  const times = effectiveTimes(
    fresh.map((fact) => fact.at),
    delivery.heard,
    Number(device.last_eff),
  )
  const incoming = fresh.map(
    (fact, n): Incoming => ({ ...fact, eff: times[n] ?? delivery.heard, text: JSON.stringify(fact.body) }),
  )
  const judged = await judge(db, incoming, sourceOf(device))
  await keep(db, judged)
  if (Number(device.revoked) > 0) await nameQuarantined(db, judged, device.place)
  const grown = await admit(db, judged, delivery.heard)

  const upTo = Number(device.up_to) + fresh.length
  await db
    .updateTable('device')
    .set({
      up_to: upTo,
      offered_to:
        fork === undefined ? Math.max(Number(device.offered_to), lastOf(delivery)) : Number(device.offered_to),
      last_eff: times[times.length - 1] ?? Number(device.last_eff),
      heard: delivery.heard,
    })
    .where('device', '=', delivery.device)
    .execute()
  return { receipt: receiptFor(device, [...again, ...judged], upTo, delivery.heard, fork), grown }
}

function receiptFor(
  device: DeviceRow,
  decided: readonly Decided[],
  upTo: number,
  now: number,
  fork: number | undefined,
): Receipt {
  return {
    upTo,
    safe: Number(device.safe_to),
    now,
    late: decided.filter((fact) => fact.eff !== fact.at).map((fact) => [fact.seq, fact.eff]),
    refused: decided
      .filter((fact) => fact.state === 'refused')
      .map((fact) => ({ seq: fact.seq, why: fact.why as RefusalReason })), // what `judge` gives a refused one
    parked: decided.filter((fact) => fact.state === 'parked').map((fact) => fact.seq),
    ...(fork !== undefined && { fork }),
  }
}

function sourceOf(device: Pick<DeviceRow, 'place' | 'revoked'>): Source {
  return { place: device.place === '' ? 'hub' : device.place, revoked: Number(device.revoked) > 0 }
}

function lastOf(delivery: Delivery): number {
  return Math.max(0, ...delivery.facts.map((fact) => fact.seq))
}

/**
 * Tells what is new from what is here already, and leaves out what lies behind a gap. A number that is here with other
 * content is a fork: the second is kept aside whole, and nothing after it is taken under this device's name.
 */
async function withoutKnown(
  db: HubDb,
  device: DeviceRow,
  delivery: Delivery,
): Promise<{ fresh: Fact[]; again: Decided[]; fork: number | undefined }> {
  const upTo = Number(device.up_to)
  if (await comesAfterAnothers(db, delivery)) {
    const fork = delivery.before?.seq ?? 0
    await setAside(db, delivery, fork)
    return { fresh: [], again: [], fork }
  }
  const known = delivery.facts.filter((fact) => fact.seq <= upTo)
  const first = known[0]
  const last = known[known.length - 1]
  let again: Decided[] = []
  if (first && last) {
    const kept = await db
      .selectFrom('fact')
      .select(['seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'])
      .where('device', '=', delivery.device)
      .where('seq', '>=', first.seq)
      .where('seq', '<=', last.seq)
      .execute()
    const bySeq = new Map(kept.map((row) => [Number(row.seq), row]))
    const other = known.find((fact) => {
      const row = bySeq.get(fact.seq)
      return (
        row &&
        (Number(row.at) !== fact.at ||
          row.by !== fact.by ||
          row.kind !== fact.kind ||
          row.body !== JSON.stringify(fact.body))
      )
    })
    if (other) {
      await setAside(db, delivery, other.seq)
      return { fresh: [], again: [], fork: other.seq }
    }
    again = kept.map(({ seq, at, eff, state, why }) => ({
      seq: Number(seq),
      at: Number(at),
      eff: Number(eff),
      state,
      why: why as Judged['why'], // only `keep` writes it
    }))
  }
  const fresh: Fact[] = []
  for (const fact of delivery.facts) {
    if (fact.seq === upTo + fresh.length + 1) fresh.push(fact)
  }
  return { fresh, again, fork: undefined }
}

/**
 * Whether these facts go on from one that is another here: a hub that was put back from an old copy may have heard
 * another database of the same name since.
 */
async function comesAfterAnothers(db: HubDb, { device, before }: Delivery): Promise<boolean> {
  const mark = before && (await markOf(db, device, before.seq))
  return mark !== undefined && mark !== before?.mark
}

/** `factMark` of a device's fact with a number; undefined if it is not here. */
export async function markOf(db: HubDb, device: DeviceId, seq: number): Promise<number | undefined> {
  const fact = await db
    .selectFrom('fact')
    .select(['at', 'by', 'kind', 'body'])
    .where('device', '=', device)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (!fact) return undefined
  const { at, by, kind, body } = fact
  return factMark({ at: Number(at), by: by as PersonId | '', kind, body: JSON.parse(body) }) // parsed when it came
}

async function setAside(db: HubDb, delivery: Delivery, from: number): Promise<void> {
  for (const fact of delivery.facts.filter((one) => one.seq >= from)) {
    const text = JSON.stringify(fact)
    const before = await db
      .selectFrom('forked')
      .select('id')
      .where('device', '=', fact.device)
      .where('seq', '=', fact.seq)
      .where('fact', '=', text)
      .executeTakeFirst()
    if (before) continue
    await db
      .insertInto('forked')
      .values({ id: randomUUID(), device: fact.device, seq: fact.seq, heard: delivery.heard, fact: text })
      .execute()
  }
}

async function keep(db: HubDb, facts: readonly Judged[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map((f) => [f.device, f.seq, f.at, f.eff, f.by, f.kind, f.text, f.state, f.why])
  await insertRows(db, 'fact', ['device', 'seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'], rows).execute()
  await noteAwaited(db, facts)
}

async function noteAwaited(db: HubDb, facts: readonly Judged[]): Promise<void> {
  const awaits = facts.flatMap((fact) => fact.awaits.map((row) => [row, fact.device, fact.seq]))
  if (awaits.length === 0) return
  await insertRows(db, 'awaited', ['row', 'device', 'seq'], awaits).execute()
}

/** Brings taken facts into their rows and scopes, and then what had waited for the rows that came to be. */
async function admit(db: HubDb, facts: readonly Judged[], now: number): Promise<Set<string>> {
  const grown = new Set<string>()
  let taken = facts.filter((fact) => fact.state === 'taken')
  let released: Judged[] = []
  while (taken.length > 0) {
    const named = taken.flatMap((fact) => (fact.kindKnown?.rows(fact.read) ?? []).map((row) => ({ row, fact })))
    const names = named.map(({ row, fact }) => [row, fact.device, fact.seq])
    await insertRows(db, 'fact_row', ['row', 'device', 'seq'], names)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    for (const scope of await appendToScopes(db, taken)) grown.add(scope)
    await nameBlobs(db, taken)
    const changes = await reduceRows(
      db,
      named.map(({ row }) => row),
    )
    for (const scope of await bringBack(db, changes, dayOf(now))) grown.add(scope)
    const created = changes.flatMap(({ row, before }) => (before ? [] : [row]))
    // Whoever recorded it may have let it go while it waited.
    for (const scope of await appendToScopes(db, released, 'all')) grown.add(scope)
    released = await releaseWaiting(db, created)
    taken = released
  }
  return grown
}

/** Notes for whom the blobs are that these facts name: for their scope, and for the place that has to send them. */
async function nameBlobs(db: HubDb, facts: readonly Judged[]): Promise<void> {
  for (const { kindKnown: kind, read, device } of facts) {
    const hashes = kind?.blobs?.(read) ?? []
    if (!kind || hashes.length === 0) continue
    const { place } = await db
      .selectFrom('device')
      .select('place')
      .where('device', '=', device)
      .executeTakeFirstOrThrow()
    // A place that has lost a class meanwhile still has the photo to send.
    const scopes = [kind.scope(read), placeScope(v.parse(PlaceId, place))]
    await db
      .insertInto('blob_scope')
      .values(hashes.flatMap((hash) => scopes.map((scope) => ({ hash, scope }))))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await awaitBlobs(db, device, hashes)
  }
}

/** Whom photos are for that only a revoked device's facts name: nobody but the device that still sends them. */
export function quarantineOf(place: string): string {
  return `quarantine:${place}`
}

/** A revoked device's facts count for nothing, but are kept, and so are the photos that they name. */
async function nameQuarantined(db: HubDb, facts: readonly Judged[], place: string): Promise<void> {
  const named = facts.flatMap(({ kind, body }) => {
    const reading = readBody(kind, body)
    return reading.ok ? (reading.kind.blobs?.(reading.body) ?? []) : []
  })
  if (named.length === 0) return
  // A file that is here already is others': naming it would take it from them.
  const here = await db.selectFrom('blob').select('hash').where('hash', 'in', named).execute()
  const fresh = named.filter((hash) => !here.some((one) => one.hash === hash))
  if (fresh.length === 0) return
  await db
    .insertInto('blob_scope')
    .values(fresh.map((hash) => ({ hash, scope: quarantineOf(place) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function awaitBlobs(db: HubDb, device: DeviceId, hashes: readonly string[]): Promise<void> {
  const whole = await db.selectFrom('blob').select('hash').where('hash', 'in', hashes).where('whole', '=', 1).execute()
  const missing = hashes.filter((hash) => !whole.some((one) => one.hash === hash))
  if (missing.length === 0) return
  await db
    .insertInto('blob_awaited')
    .values(missing.map((hash) => ({ device, hash })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The parked facts that need nothing more, now that these rows exist. */
async function releaseWaiting(db: HubDb, created: readonly RowKey[]): Promise<Judged[]> {
  if (created.length === 0) return []
  const waiting = await parkedFacts(db)
    .innerJoin('awaited', (join) =>
      join.onRef('awaited.device', '=', 'fact.device').onRef('awaited.seq', '=', 'fact.seq'),
    )
    .where('awaited.row', 'in', listFromJson(db, created))
    .distinct()
    .execute()
  return judgeAgain(db, waiting)
}

/**
 * Takes in what was parked for being of a kind that the program did not know, and now knows: after an upgrade.
 *
 * @param most facts at a time, since intake waits meanwhile
 * @param now the hub's clock, ms since 1970
 * @returns the scopes that have grown; `undefined` when there was nothing of the sort any more
 */
export async function takeInNewlyKnown(db: HubDb, most: number, now: number): Promise<ReadonlySet<string> | undefined> {
  const known = kinds.map((kind) => kind.name)
  return inTurn(db, async (transaction) => {
    const readable = await parkedFacts(transaction)
      .where('fact.why', '=', 'unknown-kind')
      .where('fact.kind', 'in', listFromJson(transaction, known))
      .limit(most)
      .execute()
    return readable.length > 0 ? admit(transaction, await judgeAgain(transaction, readable), now) : undefined
  })
}

function parkedFacts(db: HubDb) {
  return (
    db
      .selectFrom('fact')
      .innerJoin('device', 'device.device', 'fact.device')
      .selectAll('fact')
      .select(['device.place', 'device.revoked'])
      .where('fact.state', '=', 'parked')
      // As it stands in the index of those few facts, or SQLite would walk them all.
      .where('fact.state', '<>', sql.lit('taken'))
      .orderBy('fact.device')
      .orderBy('fact.seq')
  )
}

/** Judges parked facts as if they had just come, and notes what came of it. @returns those that are taken now */
async function judgeAgain(
  db: HubDb,
  parked: Awaited<ReturnType<ReturnType<typeof parkedFacts>['execute']>>,
): Promise<Judged[]> {
  const taken: Judged[] = []
  for (const row of parked) {
    const { place, revoked, state: _, why: __, ...kept } = row
    // Ids passed their schemas when the fact first came.
    const ids = { device: row.device as DeviceId, by: row.by as PersonId | '' }
    const body: unknown = JSON.parse(row.body)
    const times = { seq: Number(row.seq), at: Number(row.at), eff: Number(row.eff) }
    const fact: Incoming = { ...kept, ...ids, ...times, body, text: row.body }
    const [judged] = await judge(db, [fact], sourceOf({ place, revoked }))
    if (!judged) continue
    await db.deleteFrom('awaited').where('device', '=', row.device).where('seq', '=', row.seq).execute()
    await db
      .updateTable('fact')
      .set({ state: judged.state, why: judged.why })
      .where('device', '=', row.device)
      .where('seq', '=', row.seq)
      .execute()
    await noteAwaited(db, [judged])
    if (judged.state === 'taken') taken.push(judged)
  }
  return taken
}
