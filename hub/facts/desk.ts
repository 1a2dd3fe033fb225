import type { Receipt } from '../../core/sync/messages.ts'
import { fewAtOnce } from '../store/few-at-once.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'
import type { Delivery } from './delivery.ts'
import { type Growth, growthHere, type OnGrowth } from './growth.ts'
import { takeIn } from './intake.ts'

/** Where deliveries are handed in. */
export interface Desk {
  /** Takes a batch in; resolves when it is on the disk. */
  deliver(delivery: Delivery): Promise<Receipt>
  /**
   * Unpacks a batch and delivers it, when it is near its turn: when a county comes back all at once, the rest waits as it was
   * sent, which is far smaller.
   */
  nearTurn<T>(work: () => Promise<T>): Promise<T>
  /** Tells whoever listens that these have grown, by another way than a delivery. */
  announce(scopes: ReadonlySet<string>): Promise<void>
  /** Calls back when scopes have grown, after the commit; returns how to stop. */
  onGrowth(listener: OnGrowth): () => void
}

/** Deliveries that share a commit, at most. */
const mostTogether = 32

interface Waiting {
  delivery: Delivery
  resolve(receipt: Receipt): void
  reject(error: unknown): void
}

/**
 * One desk a hub. Deliveries that come while others are being written share the next commit, since the disk's flush
 * is what costs. If one of them fails, each is tried by itself, so that none suffers for another.
 */
export function openDesk(db: HubDb, growth: Growth = growthHere()): Desk {
  let queue: Waiting[] = []
  let working = false

  async function work(): Promise<void> {
    if (working) return
    working = true
    while (queue.length > 0) {
      const group = queue.slice(0, mostTogether)
      queue = queue.slice(group.length)
      const together = await commit(group)
      if (!together) for (const one of group) await commit([one])
    }
    working = false
  }

  async function commit(group: readonly Waiting[]): Promise<boolean> {
    const grown = new Set<string>()
    try {
      const receipts = await inTurn(db, async (transaction) => {
        const all: Receipt[] = []
        for (const { delivery } of group) {
          await delivery.first?.(transaction)
          all.push(await takeInSlices(transaction, delivery, grown))
        }
        if (grown.size > 0) await growth.note(transaction, grown)
        return all
      })
      for (const [n, receipt] of receipts.entries()) group[n]?.resolve(receipt)
    } catch (error) {
      if (group.length > 1) return false
      group[0]?.reject(error)
    }
    if (grown.size > 0) growth.committed(grown)
    return true
  }

  return {
    deliver: (delivery) =>
      new Promise((resolve, reject) => {
        queue.push({ delivery, resolve, reject })
        void work()
      }),
    // While some are written, as many are made ready.
    nearTurn: fewAtOnce(2 * mostTogether),
    async announce(scopes) {
      if (scopes.size === 0) return
      await growth.note(db, scopes)
      growth.committed(scopes)
    },
    onGrowth: (listener) => growth.listen(listener),
  }
}

/**
 * Takes a delivery in, some facts at a time where it wants that, so that a whole county needs no more memory than a batch.
 * @returns the receipt for the last of them
 */
async function takeInSlices(transaction: HubDb, delivery: Delivery, grown: Set<string>): Promise<Receipt> {
  const { facts, slice = facts.length } = delivery
  for (let at = 0; ; at += slice) {
    const taken = await takeIn(transaction, { ...delivery, facts: facts.slice(at, at + slice) })
    for (const scope of taken.grown) grown.add(scope)
    if (at + slice >= facts.length || taken.receipt.refused.length > 0) return taken.receipt
  }
}
