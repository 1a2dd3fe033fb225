import type { DeviceId } from '../../core/facts/ids.ts'
import type { FormerName, KeptFact, ScopeReading, Self } from './place-db.ts'
import { kept, reduceIn } from './reduce.ts'
import { newDeviceId, type Store } from './store.ts'
import type { StrictTransaction } from './strictly.ts'

/**
 * Another database has used this one's name (a disk put back to an old state, a cloned tablet): its facts from number
 * `from` on get a new name, and every scope is read anew, since the hub has others under the old one. What stays under
 * the old name is offered once more as far as no backup has it, so that its bytes are compared.
 */
export async function takeNewName(
  transaction: StrictTransaction,
  store: Store,
  self: Self,
  from: number,
): Promise<void> {
  const device = newDeviceId(self.place, store.random)
  const facts = await factsUnder(transaction, store, self.device, from, self.seq)
  const safe = Math.min(self.safe, from - 1)
  const former: FormerName = { device: self.device, seq: from - 1, delivered: safe, safe }
  await readAnew(transaction, store)
  const renamed: Self = {
    ...self,
    device,
    seq: facts.length,
    delivered: 0,
    safe: 0,
    formerly: self.formerly ?? self.device,
    former: [...(self.former ?? []), former],
  }
  transaction.put('meta', { name: 'self', value: renamed })
  await renumber(transaction, facts, device, 0)
}

/**
 * The hub has another device by this present name, which it did not know when this database took it (it was put back since): all
 * that is under it gets a new name.
 */
export async function giveUpName(transaction: StrictTransaction, store: Store, self: Self): Promise<void> {
  const device = newDeviceId(self.place, store.random)
  const facts = await factsUnder(transaction, store, self.device, 1, self.seq)
  const known = self.formerly ?? self.former?.[self.former.length - 1]?.device ?? self.device
  await readAnew(transaction, store)
  const renamed: Self = { ...self, device, seq: facts.length, delivered: 0, safe: 0, formerly: known }
  transaction.put('meta', { name: 'self', value: renamed })
  await renumber(transaction, facts, device, 0)
}

/** Likewise of a former name: all that is under it gets numbers of the present one, and it is none of this database's any more. */
export async function giveUpFormerName(
  transaction: StrictTransaction,
  store: Store,
  self: Self,
  former: FormerName,
): Promise<void> {
  await moveToPresentName(transaction, store, self, former, 1)
  const now = (await transaction.get<{ value: Self }>('meta', 'self'))?.value ?? self
  const left = (now.former ?? []).filter(({ device }) => device !== former.device)
  transaction.put('meta', { name: 'self', value: { ...now, former: left } })
}

/** Facts of a former name from number `from` on turned out to be others at the hub: they get numbers of the present one. */
export async function moveToPresentName(
  transaction: StrictTransaction,
  store: Store,
  self: Self,
  former: FormerName,
  from: number,
): Promise<void> {
  const facts = await factsUnder(transaction, store, former.device, from, former.seq)
  const left: FormerName = { ...former, seq: from - 1, delivered: from - 1 }
  const moved: Self = { ...self, seq: self.seq + facts.length, former: withFormer(self, left) }
  transaction.put('meta', { name: 'self', value: moved })
  // Those others were passed over as long as these were in their place.
  await readAnew(transaction, store)
  await renumber(transaction, facts, self.device, self.seq)
}

/** Every scope is read anew from its beginning: what of it was told before was told to another. */
export async function readAnew(transaction: StrictTransaction, store: Store): Promise<void> {
  for (const name of await transaction.keys('meta', store.ranges.bound('scope:', 'scope;'))) {
    const scope = await transaction.get<{ name: string; value: ScopeReading }>('meta', name)
    if (!scope) continue
    const value: ScopeReading = { cursor: '', reading: scope.value.reading }
    transaction.put('meta', { ...scope, value })
  }
}

/** All former names, one of them as it is now. */
export function withFormer(self: Self, changed: FormerName): FormerName[] {
  return (self.former ?? []).map((one) => (one.device === changed.device ? changed : one))
}

interface Named {
  device: DeviceId
  seq: number
}

/** Whether a number is one of this database's, under whatever name. */
export function isOwn(self: Self, fact: Named): boolean {
  return nameOf(self, fact) !== undefined
}

/**
 * Whether a fact may not be dropped: it is this database's own, under whatever name, and in no backup yet, or the last of
 * those that are. By that one the hub tells this database from another of the same name (`factBefore`).
 */
export function mustStay(self: Self, fact: Named): boolean {
  const name = nameOf(self, fact)
  return name !== undefined && fact.seq >= name.safe
}

/**
 * The hub was put back to an old copy of itself, and may have heard others since: all that no backup has is offered
 * again, to be compared, and to hear from when it counts now.
 */
export function offeredAgain(self: Self): Self {
  const again = <Name extends { delivered: number; safe: number }>(name: Name): Name => ({
    ...name,
    delivered: Math.min(name.delivered, name.safe),
  })
  return { ...again(self), ...(self.former && { former: self.former.map(again) }) }
}

/** One fact is offered again, and all of its name behind it. */
export function offeredFrom(self: Self, fact: Named): Self {
  const name = nameOf(self, fact)
  if (!name) return self
  const delivered = Math.min(name.delivered, fact.seq - 1)
  const former = withFormer(self, { ...name, delivered })
  return name.device === self.device ? { ...self, delivered } : { ...self, former }
}

function nameOf(self: Self, { device, seq }: Named): FormerName | undefined {
  const names: FormerName[] = [self, ...(self.former ?? [])]
  return names.find((one) => one.device === device && seq <= one.seq)
}

async function factsUnder(
  transaction: StrictTransaction,
  store: Store,
  device: DeviceId,
  from: number,
  to: number,
): Promise<KeptFact[]> {
  // A range that ends before it begins is an error to IndexedDB, not an empty one.
  return from > to ? [] : transaction.all<KeptFact>('facts', store.ranges.bound([device, from], [device, to]))
}

/** Gives facts new numbers under a name, behind `last`, as if they had never been offered. */
async function renumber(
  transaction: StrictTransaction,
  facts: readonly KeptFact[],
  device: DeviceId,
  last: number,
): Promise<void> {
  const renamed = new Map(facts.map((fact, n) => [`${fact.device}:${fact.seq}`, `${device}:${last + n + 1}`]))
  for (const [n, fact] of facts.entries()) {
    const moved = { ...fact, device, seq: last + n + 1, eff: fact.at, body: withNewNames(fact.body, renamed) }
    transaction.delete('facts', [fact.device, fact.seq])
    transaction.put('facts', kept(moved, fact.scope, fact.reading))
    // It is offered anew, and may be taken this time.
    transaction.delete('troubles', [fact.device, fact.seq])
  }
  await reduceIn(
    transaction,
    facts.flatMap((fact) => kept(fact, fact.scope, fact.reading).rows),
  )
}

/** Corrections name the facts that they replace, dismissals the one that they dismiss: all may be renamed with them. */
function withNewNames(body: unknown, renamed: ReadonlyMap<string, string>): unknown {
  const { over, refused } = body as { over?: string[]; refused?: string } // any body is an object
  return {
    ...(body as object), // as above
    ...(over && { over: over.map((name) => renamed.get(name) ?? name) }),
    ...(refused !== undefined && { refused: renamed.get(refused) ?? refused }),
  }
}
