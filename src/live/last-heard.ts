import { heartbeat, heartbeatOf } from '../../core/sync/heartbeat.ts'

/**
 * When the hub was heard. A silence is what is longer than a hub that seldom lets itself be heard on a thin line owes, ms.
 */
export class LastHeard {
  #at = performance.now()
  #longest = 0

  /** @param isThin whether the hub lets itself be heard seldom now */
  constructor(private readonly isThin: () => boolean) {}

  heard(): void {
    this.#longest = Math.max(this.#longest, this.ago)
    this.#at = performance.now()
  }

  /** Since then, or since the beginning. */
  get ago(): number {
    const owed = heartbeatOf(this.isThin()).beat - heartbeat.usual.beat
    return Math.max(0, performance.now() - this.#at - owed)
  }

  /** @returns the longest silence since this was last asked; the one that goes on counts */
  silence(): number {
    const longest = Math.max(this.#longest, this.ago)
    this.#longest = 0
    return longest
  }
}
