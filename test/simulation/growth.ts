import { type Growth, Listeners } from '../../hub/facts/growth.ts'
import type { Actor, Stage } from './stage.ts'

/** How hubs on one database hear of what has grown: each of its own at once, of the others' a little later. */
export class SharedGrowth {
  private readonly hubs = new Map<Actor, Listeners>()

  /** @param wait until word comes to another hub, ms */
  constructor(
    private readonly stage: Stage,
    private readonly wait: () => number,
  ) {}

  /** One more hub. When its life ends it hears nothing any more. */
  join(life: Actor): Growth {
    const own = new Listeners()
    for (const other of this.hubs.keys()) if (!other.alive) this.hubs.delete(other)
    this.hubs.set(life, own)
    return {
      note: async () => undefined,
      committed: (scopes) => {
        own.tell(scopes)
        for (const [other, listeners] of this.hubs)
          if (other !== life) this.stage.after(this.wait(), other, () => listeners.tell(scopes))
      },
      listen: (listener) => own.add(listener),
      close: async () => undefined,
    }
  }
}
