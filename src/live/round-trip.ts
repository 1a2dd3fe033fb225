/** Beyond the first a line is slow, until it is below the second, ms. */
const [slow, quick] = [180, 90]

/** How long there and back takes on a room's line: one question after the other, each with the moment at which it was asked. ms */
export class RoundTrip {
  /** What it took when it was known last, on this line or the one before. */
  usual: number | undefined
  #asked: { at: number; answered: boolean } | undefined
  #took: number | undefined
  #lately: readonly number[] = []
  /** It takes long by the median of the last five answers, on whatever lines. */
  isSlow = false

  /** A line was opened anew: of this one nothing is known. */
  forget(): void {
    this.#asked = this.#took = undefined
  }

  /** Whether no question is open, and the last one is so long ago. */
  isDue(now: number, every: number): boolean {
    return !this.#asked || (this.#asked.answered && now - this.#asked.at >= every)
  }

  ask(now: number): void {
    this.#asked = { at: now, answered: false }
  }

  /** @param at of which question; what is no answer to the last one says nothing */
  answered(at: number): void {
    if (!this.#asked || at !== this.#asked.at) return
    this.#asked.answered = true
    this.#took = this.usual = performance.now() - at
    this.#lately = [...this.#lately, this.#took].slice(-5)
    const middle = [...this.#lately].sort((a, b) => a - b)[2] ?? 0
    this.isSlow = middle > (this.isSlow ? quick : slow)
  }

  /** For how long an answer is owed, ms; 0 where none is. */
  get owed(): number {
    return this.#asked && !this.#asked.answered ? performance.now() - this.#asked.at : 0
  }

  /** As long as an answer is owed at least that; `undefined` while it is not known. */
  get now(): number | undefined {
    if (!this.#took || !this.#asked) return undefined
    return this.#asked.answered ? this.#took : Math.max(this.#took, performance.now() - this.#asked.at)
  }
}
