import type { Selectable } from 'kysely'
import { effectiveTimes } from '../../core/facts/clock.ts'
import { isSameFact } from '../../core/facts/erasing.ts'
import type { Receipt, RefusalReason } from '../../core/sync/messages.ts'
import { addRows } from '../store/bulk.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import { admit } from './admit.ts'
import type { Delivered, Delivery } from './delivery.ts'
import { withoutErased } from './erase.ts'
import { comesAfterAnothers, setAside } from './forks.ts'
import { type Incoming, type Judged, judge, sourceOf } from './judge.ts'
import { nameQuarantined } from './named-blobs.ts'
import { noteAwaited } from './parked.ts'
import { withoutStruck } from './strike.ts'

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
    // What a device was told before is a claim like its clock's, which it could set as well.
    fresh.map(({ at, eff = at }) => Math.min(at, eff)),
    delivery.heard,
    Number(device.last_eff),
  )
  const incoming = fresh.map(
    (fact, n): Incoming => ({ ...fact, eff: times[n] ?? delivery.heard, text: JSON.stringify(fact.body) }),
  )
  const judged = await withoutStruck(db, await withoutErased(db, await judge(db, incoming, await sourceOf(db, device))))
  await keep(db, judged)
  if (Number(device.revoked) > 0) await nameQuarantined(db, judged, device.place)
  const grown = await admit(db, judged, delivery.heard)

  const upTo = Number(device.up_to) + fresh.length
  const offeredTo =
    fork === undefined ? Math.max(Number(device.offered_to), lastOf(delivery)) : Number(device.offered_to)
  await db
    .updateTable('device')
    .set({
      up_to: upTo,
      offered_to: offeredTo,
      gap_since: offeredTo > upTo ? Number(device.gap_since) || delivery.heard : 0,
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
): Promise<{ fresh: Delivered[]; again: Decided[]; fork: number | undefined }> {
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
      return row && !isSameFact(fact, { ...row, at: Number(row.at), body: JSON.parse(row.body) })
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
  const fresh: Delivered[] = []
  for (const fact of delivery.facts) {
    if (fact.seq === upTo + fresh.length + 1) fresh.push(fact)
  }
  return { fresh, again, fork: undefined }
}

async function keep(db: HubDb, facts: readonly Judged[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map((f) => [f.device, f.seq, f.at, f.eff, f.by, f.kind, f.text, f.state, f.why])
  await addRows(db, 'fact', ['device', 'seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'], rows)
  await noteAwaited(db, facts)
}
