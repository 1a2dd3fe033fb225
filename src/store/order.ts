import { type Store, selfOf } from './store.ts'

/** What the hub said of this device when it was last asked: it does not know it, or has taken it back. '' for neither. */
export type HubsOrder = '' | 'unknown' | 'revoked'

export async function orderOf(store: Store): Promise<HubsOrder> {
  return ((await store.db.meta.get('order'))?.value as HubsOrder | undefined) ?? '' // only `noteOrder` writes it
}

/** Kept, so that every page of the place knows, and the next start does. */
export async function noteOrder(store: Store, order: HubsOrder): Promise<void> {
  if (!(await selfOf(store)) || (await orderOf(store)) === order) return
  if (order === '') await store.db.meta.delete('order')
  else await store.db.meta.put({ name: 'order', value: order })
}

/** What was here when the office took the device back. */
export interface Wiped {
  /** Facts that the hub has. */
  delivered: number
  /** Facts and photos that it would not take. */
  lost: number
}

/** The note that `wipe` leaves, until the database itself is gone. */
export async function wiped(store: Store): Promise<Wiped | undefined> {
  return (await store.db.meta.get('wiped'))?.value as Wiped | undefined // only `wipe` writes it
}
