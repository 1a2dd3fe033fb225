import type { DeviceId } from '../../core/facts/ids.ts'
import type { Self } from '../store/place-db.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'

/**
 * Tells the hub of a new name, if this database has taken one that the hub does not know yet.
 *
 * @throws CarrierFailure; `unknown` when the hub knows none of its names
 */
export async function takeUpNewName(store: Store, carrier: Carrier): Promise<void> {
  const self = await selfOf(store)
  if (!self?.formerly) return
  if (!(await introduce(carrier, self, self.device))) throw new CarrierFailure('unknown')
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
 * it first.
 */
export async function introduced<T>(store: Store, carrier: Carrier, as: DeviceId, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const self = isUnknown(error) ? await selfOf(store) : undefined
    if (!self || !(await introduce(carrier, self, as))) throw error
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

function isUnknown(error: unknown): boolean {
  return error instanceof CarrierFailure && error.why === 'unknown'
}
