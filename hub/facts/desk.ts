import type { Receipt } from '../../core/sync/messages.ts'
import type { HubDb } from '../store/schema.ts'
import { type Delivery, takeIn } from './intake.ts'

/** Where deliveries are handed in. */
export interface Desk {
  /** Takes a batch in; resolves when it is on the disk. */
  deliver(delivery: Delivery): Promise<Receipt>
  /** Tells whoever listens that these have grown, by another way than a delivery. */
  announce(scopes: ReadonlySet<string>): void
  /** Calls back with the scopes that have grown, after each commit; returns how to stop. */
  onGrowth(listener: (scopes: ReadonlySet<string>) => void): () => void
}

interface Waiting {
  delivery: Delivery
  resolve(receipt: Receipt): void
  reject(error: unknown): void
}

/**
 * One desk a hub. Deliveries that come while others are being written share the next commit, since the disk's flush
 * is what costs. If one of them fails, each is tried by itself, so that none suffers for another.
 */
export function openDesk(db: HubDb): Desk {
  const listeners = new Set<(scopes: ReadonlySet<string>) => void>()
  let queue: Waiting[] = []
  let working = false

  async function work(): Promise<void> {
    if (working) return
    working = true
    while (queue.length > 0) {
      const group = queue.slice(0, 32)
      queue = queue.slice(group.length)
      const together = await commit(group)
      if (!together) for (const one of group) await commit([one])
    }
    working = false
  }

  async function commit(group: readonly Waiting[]): Promise<boolean> {
    const grown = new Set<string>()
    try {
      const receipts = await db.transaction().execute(async (transaction) => {
        const all: Receipt[] = []
        for (const { delivery } of group) {
          const taken = await takeIn(transaction, delivery)
          for (const scope of taken.grown) grown.add(scope)
          all.push(taken.receipt)
        }
        return all
      })
      for (const [n, receipt] of receipts.entries()) group[n]?.resolve(receipt)
    } catch (error) {
      if (group.length > 1) return false
      group[0]?.reject(error)
    }
    announce(grown)
    return true
  }

  function announce(grown: ReadonlySet<string>): void {
    if (grown.size > 0) for (const listener of listeners) listener(grown)
  }

  return {
    deliver: (delivery) =>
      new Promise((resolve, reject) => {
        queue.push({ delivery, resolve, reject })
        void work()
      }),
    announce,
    onGrowth(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
