import type { HubDb } from '../store/schema.ts'

/** Told of the scopes whose logs have grown; `all` when some of it may have been missed. */
export type OnGrowth = (scopes: ReadonlySet<string> | 'all') => void

/** How word of new facts goes round, once they are committed: within one hub, or among all that share a database. */
export interface Growth {
  /** Within the transaction that appends to these scopes' logs: to be told when it is committed. */
  note(transaction: HubDb, scopes: ReadonlySet<string>): Promise<void>
  /** Right after that commit. */
  committed(scopes: ReadonlySet<string>): void
  /** @returns how to stop */
  listen(listener: OnGrowth): () => void
  close(): Promise<void>
}

/** The listeners of one hub. */
export class Listeners {
  private readonly all = new Set<OnGrowth>()

  add(listener: OnGrowth): () => void {
    this.all.add(listener)
    return () => this.all.delete(listener)
  }

  tell(scopes: ReadonlySet<string> | 'all'): void {
    for (const listener of this.all) listener(scopes)
  }
}

/** Of a hub that has its database for itself. */
export function growthHere(): Growth {
  const listeners = new Listeners()
  return {
    note: async () => undefined,
    committed: (scopes) => listeners.tell(scopes),
    listen: (listener) => listeners.add(listener),
    close: async () => undefined,
  }
}
