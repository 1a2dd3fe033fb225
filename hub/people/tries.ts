/**
 * Slows down guessing. Each key may fail a few times at once, and then ever more slowly: the wait doubles with each
 * failure, and what is not repeated is forgotten. Whole schools share one address, so addresses are no keys here.
 */
export class Tries {
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
    for (const [key, { until }] of this.failures) if (until + this.longest < now) this.failures.delete(key)
    for (const key of keys) {
      const count = (this.failures.get(key)?.count ?? 0) + 1
      const wait = count <= this.free ? 0 : Math.min(this.longest, 1000 * 2 ** (count - this.free - 1))
      this.failures.set(key, { count, until: now + wait })
    }
  }

  succeeded(keys: readonly string[]): void {
    for (const key of keys) this.failures.delete(key)
  }
}
