import type { DeviceId } from '../../core/facts/ids.ts'
import { giveUpFormerName, giveUpName } from '../store/names.ts'
import type { Self } from '../store/place-db.ts'
import { type Store, selfOf } from '../store/store.ts'
import { strictly } from '../store/strictly.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'

/**
 * Tells the hub of a new name, if this database has taken one that the hub does not know yet.
 *
 * @throws CarrierFailure; `unknown` when the hub knows none of its names
 */
export async function takeUpNewName(store: Store, carrier: Carrier): Promise<void> {
  const self = await selfOf(store)
  if (!self?.formerly) return
  try {
    if (!(await introduce(carrier, self, self.device))) throw new CarrierFailure('unknown')
  } catch (error) {
    if (!isTaken(error)) throw error
    await giveUp(store, self.device)
    return takeUpNewName(store, carrier)
  }
  await store.db.transaction('rw', store.db.meta, async () => {
    const now = await selfOf(store)
    // It may have taken yet another one meanwhile.
    if (now?.device !== self.device) return
    const { formerly: _, ...known } = now
    await store.db.meta.put({ name: 'self', value: known })
  })
}

/**
 * Asks the hub something as one of this database's names. A hub that was put back to before it knew the name is told of
 * it first; one under which it has another device by now is given up, and what this database has under it goes by another.
 *
 * @throws CarrierFailure; `line` where a name was given up: what was asked is to be asked anew
 */
export async function introduced<T>(store: Store, carrier: Carrier, as: DeviceId, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const self = isUnknown(error) ? await selfOf(store) : undefined
    try {
      if (!self || !(await introduce(carrier, self, as))) throw error
    } catch (failure) {
      if (!isTaken(failure)) throw failure
      await giveUp(store, as)
      throw new CarrierFailure('line', 'another device goes by a name of this one')
    }
    return ask()
  }
}

/** Any other of its names will do to vouch for one, since they share a key. @returns whether the hub knew any */
async function introduce(carrier: Carrier, self: Self, name: DeviceId): Promise<boolean> {
  const names = [self.device, ...(self.former ?? []).map((one) => one.device).reverse()]
  for (const known of names.filter((one) => one !== name)) {
    try {
      await carrier.rename(known, name)
      return true
    } catch (error) {
      if (!isUnknown(error)) throw error
    }
  }
  return false
}

/** What is under a name goes by another one from now on. */
async function giveUp(store: Store, name: DeviceId): Promise<void> {
  await strictly(store.db, ['meta', 'facts', 'rows', 'troubles'], async (transaction) => {
    const self = (await transaction.get<{ value: Self }>('meta', 'self'))?.value
    const former = self?.former?.find(({ device }) => device === name)
    if (self?.device === name) await giveUpName(transaction, store, self)
    else if (self && former) await giveUpFormerName(transaction, store, self, former)
  })
}

function isTaken(error: unknown): boolean {
  return error instanceof CarrierFailure && error.why === 'taken'
}

function isUnknown(error: unknown): boolean {
  return error instanceof CarrierFailure && error.why === 'unknown'
}
