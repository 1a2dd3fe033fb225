/** A line's quickest piece is remembered for so long, ms; then the clocks may have drifted apart. */
const remembered = 30_000

/** How far behind the pen a screen is at least and at most, beside the way: a piece on a good line, and what is still one drawing. ms */
const leastBehind = 68
const mostBehind = 700

/** So much of a piece may be there at once: a frame, which nobody sees as a leap. ms */
const leap = 16

/** Of the pieces so many are drawn as evenly as they were there; what comes later than those leaps, and holds up nothing. */
const evenly = 0.9

/**
 * Which moment of the room a screen shows that hears its ink live and has no sound to go by. It stays behind the pen by as
 * much as the pieces take to gather and to come, so that what came at once is drawn as evenly as it was drawn there.
 */
export class Pace {
  readonly #quickest: { at: number; ahead: number }[] = []
  readonly #behind: { at: number; by: number }[] = []
  #by = leastBehind

  /**
   * A piece came.
   *
   * @param from when the first of its new points was drawn, @param to the last: room time, ms
   * @param now of this device's clock, ms, which knows nothing of the room's
   */
  heard(from: number, to: number, now: number): void {
    this.#quickest.push({ at: now, ahead: to - now })
    drop(this.#quickest, now)
    this.#behind.push({ at: now, by: now + this.#ahead() - from - leap })
    drop(this.#behind, now)
    const all = this.#behind.map(({ by }) => by).sort((a, b) => a - b)
    this.#by = Math.min(mostBehind, Math.max(leastBehind, all[Math.ceil(evenly * all.length) - 1] ?? 0))
  }

  /** @returns room time to be shown, ms; all there is before anything was heard */
  shown(now: number): number {
    if (this.#quickest.length === 0) return Number.POSITIVE_INFINITY
    return now + this.#ahead() - this.#by
  }

  #ahead(): number {
    return this.#quickest.reduce((most, { ahead }) => Math.max(most, ahead), Number.NEGATIVE_INFINITY)
  }
}

/** What is too old, or more than a few hundred pieces ago. */
function drop(list: { at: number }[], now: number): void {
  while (list.length > 400 || (list[0] && list[0].at < now - remembered)) list.shift()
}
