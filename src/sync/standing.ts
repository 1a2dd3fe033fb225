import { orderOf } from '../store/order.ts'
import { type Store, selfOf } from '../store/store.ts'
import type { Line } from './line.ts'

/** What is left to deliver, and what a person has to see to. In one transaction: asked after each touch, it costs five otherwise. */
export function standing(store: Store): PromiseLike<Standing> {
  const { meta, blobs, rows, troubles } = store.db
  return store.db.transaction('r', [meta, blobs, rows, troubles], () => readStanding(store))
}

interface Standing extends Pick<Line, 'left' | 'troubles' | 'order'> {
  /** The name of the last fact recorded. */
  recorded: string
}

async function readStanding(store: Store): Promise<Standing> {
  const self = await selfOf(store)
  const photos = await store.db.blobs.where('toSend').equals(1).count()
  const dismissed = new Set(
    (await store.db.rows.where('key').startsWith('trouble/').primaryKeys()).map((key) => key.slice('trouble/'.length)),
  )
  const troubles = (await store.db.troubles.toArray()).filter((one) => !dismissed.has(`${one.device}:${one.seq}`))
  return {
    recorded: self ? `${self.device}:${self.seq}` : '',
    left: (self ? self.seq - self.delivered : 0) + photos,
    troubles: troubles.length,
    order: await orderOf(store),
  }
}
