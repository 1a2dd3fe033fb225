import { absorb, cursors } from '../store/absorb.ts'
import { type Store, selfOf } from '../store/store.ts'
import type { Carrier } from './carrier.ts'
import { introduced } from './introduce.ts'

/**
 * Receives what the place's scopes have that this device has not, page by page, until there is no more.
 *
 * @throws CarrierFailure; what was received by then stays
 */
export async function receiveAll(store: Store, carrier: Carrier): Promise<void> {
  for (;;) {
    const self = await selfOf(store)
    if (!self) return
    const asked = { as: self.device, cursors: await cursors(store), sentAt: store.now() }
    const pull = await introduced(store, carrier, asked.as, () => carrier.pull(asked.as, asked.cursors))
    const more = await absorb(store, pull, { ...asked, heardAt: store.now() })
    if (!more) return
  }
}
