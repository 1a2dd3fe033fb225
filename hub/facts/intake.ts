import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { type AnyKind, readBody } from '../../core/facts/catalogue.ts'
import { effectiveTimes } from '../../core/facts/clock.ts'
import type { Fact, TimedFact } from '../../core/facts/fact.ts'
import type { ClassId, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { denial } from '../../core/people/permissions.ts'
import type { Place } from '../../core/people/places.ts'
import type { Member } from '../../core/rows/member.ts'
import { type RowKey, rowKey, rowRange } from '../../core/rows/row-key.ts'
import type { Receipt, RefusalReason } from '../../core/sync/messages.ts'
import { listFromJson, valuesFromJson } from '../store/bulk.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import { reduceRows } from './rows.ts'
import { appendToScopes } from './scope-log.ts'

/** A batch as it came from one device, its facts in the order of their numbers. */
export interface Delivery {
  device: DeviceId
  facts: readonly Fact[]
  /** When it was heard, ms since 1970. */
  heard: number
}

export interface Taken {
  receipt: Receipt
  /** The scopes whose logs have grown. */
  grown: ReadonlySet<string>
}

type DeviceRow = Selectable<HubTables['device']>

/** A fact on its way in. */
interface Incoming extends TimedFact {
  text: string
}

interface Judged extends Incoming {
  state: 'taken' | 'parked' | 'refused'
  why: string
  kindKnown?: AnyKind
  /** The body as its schema gave it back. */
  read?: unknown
  awaits: RowKey[]
}

/**
 * Takes one device's consecutive facts in: keeps, judges, orders and reduces them within the caller's transaction.
 * Sending again is harmless; what lies behind a gap is not looked at, and the receipt says where to go on.
 *
 * @throws if the device has no number here: whoever calls has asked for its proof first
 */
export async function takeIn(db: HubDb, delivery: Delivery): Promise<Taken> {
  const device = await db
    .selectFrom('device')
    .selectAll()
    .where('device', '=', delivery.device)
    .executeTakeFirstOrThrow()
  const { fresh, fork } = await withoutKnown(db, device, delivery)
  const times = effectiveTimes(
    fresh.map((fact) => fact.at),
    delivery.heard,
    Number(device.last_eff),
  )
  const incoming = fresh.map(
    (fact, n): Incoming => ({ ...fact, eff: times[n] ?? delivery.heard, text: JSON.stringify(fact.body) }),
  )
  const judged = await judge(db, incoming, placeIdOf(device))
  await keep(db, judged)
  const grown = await admit(db, judged)

  const upTo = Number(device.up_to) + fresh.length
  await db
    .updateTable('device')
    .set({ up_to: upTo, last_eff: times[times.length - 1] ?? Number(device.last_eff), heard: delivery.heard })
    .where('device', '=', delivery.device)
    .execute()
  return { receipt: receiptFor(device, judged, upTo, delivery.heard, fork), grown }
}

function receiptFor(device: DeviceRow, judged: Judged[], upTo: number, now: number, fork: number | undefined): Receipt {
  return {
    upTo,
    safe: Number(device.safe_to),
    now,
    late: judged.filter((fact) => fact.eff !== fact.at).map((fact) => [fact.seq, fact.eff]),
    refused: judged
      .filter((fact) => fact.state === 'refused')
      .map((fact) => ({ seq: fact.seq, why: fact.why as RefusalReason })), // only `judge` writes it
    parked: judged.filter((fact) => fact.state === 'parked').map((fact) => fact.seq),
    ...(fork !== undefined && { fork }),
  }
}

function placeIdOf(device: DeviceRow): string | 'hub' {
  return device.place === '' ? 'hub' : device.place
}

/**
 * Leaves out what is here already and what lies behind a gap. A number that is here with other content is a fork: the
 * second is kept aside whole, and nothing after it is taken under this device's name.
 */
async function withoutKnown(
  db: HubDb,
  device: DeviceRow,
  delivery: Delivery,
): Promise<{ fresh: Fact[]; fork: number | undefined }> {
  const upTo = Number(device.up_to)
  const known = delivery.facts.filter((fact) => fact.seq <= upTo)
  const first = known[0]
  const last = known[known.length - 1]
  if (first && last) {
    const kept = await db
      .selectFrom('fact')
      .select(['seq', 'at', 'by', 'kind', 'body'])
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
      return { fresh: [], fork: other.seq }
    }
  }
  const fresh: Fact[] = []
  for (const fact of delivery.facts) {
    if (fact.seq === upTo + fresh.length + 1) fresh.push(fact)
  }
  return { fresh, fork: undefined }
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

/** Decides of each fact whether it is taken, waits for something, or is refused; in order, so that one may need another. */
async function judge(db: HubDb, facts: readonly Incoming[], placeId: string | 'hub'): Promise<Judged[]> {
  const readings = facts.map((fact) => ({ fact, reading: readBody(fact.kind, fact.body) }))
  const wanted = new Set<RowKey>()
  if (placeId !== 'hub') wanted.add(rowKey('place', placeId))
  for (const { fact, reading } of readings) {
    if (!reading.ok) continue
    for (const row of reading.kind.needs(reading.body)) wanted.add(row)
    if (fact.by !== '') wanted.add(memberRow(reading.kind.scope(reading.body), fact.by))
  }
  const states = await statesOf(db, [...wanted])
  const place = placeId === 'hub' ? placeId : (states.get(rowKey('place', placeId)) as Place | undefined) // its table's
  const memberOf = (classId: ClassId, person: PersonId) =>
    states.get(rowKey('member', classId, person)) as Member | undefined // its table's
  const present = new Set<string>(states.keys())
  const members = new Set([...states.keys()].map((row) => row.slice(row.lastIndexOf('/') + 1)))
  const strangers = facts.filter(({ by }) => by !== '' && !members.has(by))
  const known = await knownPeople(
    db,
    strangers.map(({ by }) => by),
  )

  return readings.map(({ fact, reading }): Judged => {
    if (!reading.ok) {
      const why = reading.why
      return { ...fact, state: why === 'unknown-kind' ? 'parked' : 'refused', why, awaits: [] }
    }
    const { kind, body } = reading
    const judged = { ...fact, kindKnown: kind, read: body, awaits: [] as RowKey[] }
    const missing = kind.needs(body).filter((row) => !present.has(row))
    if (missing.length > 0) return { ...judged, state: 'parked', why: 'waits', awaits: missing }
    if (!place) return { ...judged, state: 'parked', why: 'waits', awaits: [rowKey('place', placeId)] }
    const denied = denial(kind, { ...fact, body }, place, memberOf)
    if (denied === 'not-a-member' && fact.by !== '' && !known.has(fact.by)) {
      return { ...judged, state: 'parked', why: 'waits', awaits: [memberRow(kind.scope(body), fact.by)] }
    }
    if (denied) return { ...judged, state: 'refused', why: denied }
    for (const row of kind.rows(body)) present.add(row)
    return { ...judged, state: 'taken', why: '' }
  })
}

function memberRow(scope: string, person: PersonId): RowKey {
  const classId = scope.startsWith('class:') ? scope.slice('class:'.length) : 'county'
  return rowKey('member', classId, person)
}

/** Which of these people belong to anything at all: a stranger is waited for, one of another class is refused. */
async function knownPeople(db: HubDb, people: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  const { from, below } = rowRange('member')
  for (const person of new Set(people)) {
    const row = await db
      .selectFrom('row')
      .select('row')
      .where('row', '>=', from)
      .where('row', '<', below)
      .where(sql<boolean>`substr("row", length("row") - length(${person})) = ${`/${person}`}`)
      .limit(1)
      .executeTakeFirst()
    if (row) known.add(person)
  }
  return known
}

async function statesOf(db: HubDb, keys: readonly RowKey[]): Promise<Map<string, unknown>> {
  if (keys.length === 0) return new Map()
  const rows = await db.selectFrom('row').select(['row', 'state']).where('row', 'in', listFromJson(keys)).execute()
  return new Map(rows.map((row) => [row.row, JSON.parse(row.state)]))
}

async function keep(db: HubDb, facts: readonly Judged[]): Promise<void> {
  if (facts.length === 0) return
  await db
    .insertInto('fact')
    .columns(['device', 'seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'])
    .expression(
      () =>
        valuesFromJson(facts.map((f) => [f.device, f.seq, f.at, f.eff, f.by, f.kind, f.text, f.state, f.why])) as never, // Kysely wants a select builder's type here; the statement is the same
    )
    .execute()
  const awaits = facts.flatMap((fact) => fact.awaits.map((row) => [row, fact.device, fact.seq]))
  if (awaits.length > 0) {
    await db
      .insertInto('awaited')
      .columns(['row', 'device', 'seq'])
      .expression(() => valuesFromJson(awaits) as never) // as above
      .execute()
  }
}

/** Brings taken facts into their rows and scopes, and then what had waited for the rows that came to be. */
async function admit(db: HubDb, facts: readonly Judged[]): Promise<Set<string>> {
  const grown = new Set<string>()
  let taken = facts.filter((fact) => fact.state === 'taken')
  while (taken.length > 0) {
    const named = taken.flatMap((fact) => (fact.kindKnown?.rows(fact.read) ?? []).map((row) => ({ row, fact })))
    await db
      .insertInto('fact_row')
      .columns(['row', 'device', 'seq'])
      .expression(() => valuesFromJson(named.map(({ row, fact }) => [row, fact.device, fact.seq])) as never) // as above
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    for (const scope of await appendToScopes(db, taken)) grown.add(scope)
    await nameBlobs(db, taken)
    const created = await reduceRows(db, named)
    taken = await releaseWaiting(db, created)
  }
  return grown
}

/** Notes for whom the blobs are that these facts name. */
async function nameBlobs(db: HubDb, facts: readonly Judged[]): Promise<void> {
  for (const { kindKnown: kind, read } of facts) {
    for (const hash of kind?.blobs?.(read) ?? []) {
      await db
        .insertInto('blob_scope')
        .values({ hash, scope: kind?.scope(read) ?? '' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }
}

/** The parked facts that need nothing more, now that these rows exist; judged as if they had just come. */
async function releaseWaiting(db: HubDb, created: readonly RowKey[]): Promise<Judged[]> {
  if (created.length === 0) return []
  const waiting = await db
    .selectFrom('awaited')
    .innerJoin('fact', (join) => join.onRef('fact.device', '=', 'awaited.device').onRef('fact.seq', '=', 'awaited.seq'))
    .innerJoin('device', 'device.device', 'awaited.device')
    .selectAll('fact')
    .select('device.place')
    .where('awaited.row', 'in', listFromJson(created))
    .distinct()
    .execute()
  const released: Judged[] = []
  for (const row of waiting) {
    await db.deleteFrom('awaited').where('device', '=', row.device).where('seq', '=', row.seq).execute()
    const body: unknown = JSON.parse(row.body)
    // Ids passed their schemas when the fact first came.
    const fact = { ...row, device: row.device as DeviceId, by: row.by as PersonId | '', body, seq: Number(row.seq) }
    const again: Incoming = { ...fact, at: Number(row.at), eff: Number(row.eff), text: row.body }
    const [judged] = await judge(db, [again], row.place === '' ? 'hub' : row.place)
    if (!judged) continue
    await db
      .updateTable('fact')
      .set({ state: judged.state, why: judged.why })
      .where('device', '=', row.device)
      .where('seq', '=', row.seq)
      .execute()
    if (judged.awaits.length > 0) {
      await db
        .insertInto('awaited')
        .values(judged.awaits.map((one) => ({ row: one, device: row.device, seq: row.seq })))
        .execute()
    }
    if (judged.state === 'taken') released.push(judged)
  }
  return released
}
