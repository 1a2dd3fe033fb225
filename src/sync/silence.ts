import { heartbeatOf } from '../../core/sync/heartbeat.ts'

/** Nothing heard for longer is a dead line, however thin it is, ms. */
const most = 12_000
/** A line on which the hub's first word takes longer is thin or far away, ms. */
const slow = 1_500

/**
 * When a line on which nothing is heard counts as dead. On a very thin one a message may take seconds, and to open it anew takes what the
 * message would have had: who found it slow rather than dead is more patient with it from then on.
 */
export class Silence {
  #may: number = heartbeatOf(false).dead
  #dropped = false
  /** The hub was told that the line carries the board and no sound. */
  isThin = false

  /** How long nothing may be heard now, ms. */
  get may(): number {
    return Math.max(this.#may, heartbeatOf(this.isThin).dead)
  }

  /** Nothing was heard for so long, and the line is opened anew. */
  dropped(): void {
    this.#dropped = true
  }

  /** @param took how long the hub's first word took, ms */
  opened(took: number): void {
    if (took <= slow) this.#may = heartbeatOf(false).dead
    else if (this.#dropped) this.#may = Math.min(most, 2 * this.#may)
    this.#dropped = false
  }
}
