/** So many keys are remembered, the latest ones: whoever makes up a new one with each try would fill the memory. */
const most = 10_000

/**
 * Slows down guessing. Each key may fail a few times at once, and then ever more slowly: the wait doubles with each
 * failure, and what is not repeated is forgotten. Whole schools share one address, so addresses are no keys here.
 */
export class Tries {
  /** The one that failed last stands last. */
  private readonly failures = new Map<string, { count: number; until: number }>()

  /** @param free failures without a wait; @param longest the longest wait, ms */
  constructor(
    private readonly free: number,
    private readonly longest: number,
  ) {}

  /** How long these keys must still wait, ms; 0 to go on. */
  wait(keys: readonly string[], now: number): number {
    return Math.max(0, ...keys.map((key) => (this.failures.get(key)?.until ?? 0) - now))
  }

  failed(keys: readonly string[], now: number): void {
    for (const key of keys) {
      const before = this.failures.get(key)
      const count = before && before.until + this.longest >= now ? before.count + 1 : 1
      const wait = count <= this.free ? 0 : Math.min(this.longest, 1000 * 2 ** (count - this.free - 1))
      this.failures.delete(key)
      this.failures.set(key, { count, until: now + wait })
    }
    for (const [key] of this.failures) {
      if (this.failures.size <= most) break
      this.failures.delete(key)
    }
  }

  succeeded(keys: readonly string[]): void {
    for (const key of keys) this.failures.delete(key)
  }
}
