/** How long nothing may be heard of a hub that lets itself be heard each second, usually and at most, ms. */
const [usual, most] = [2_500, 12_000]
/** A line on which the hub's first word takes longer is thin or far away, ms. */
const slow = 1_500

/**
 * When a line on which nothing is heard counts as dead. On a very thin one a message may take seconds, and to open it anew takes what the
 * message would have had: who found it slow rather than dead is more patient with it from then on.
 */
export class Silence {
  #may = usual
  #dropped = false

  /** How long nothing may be heard now, ms. */
  get may(): number {
    return this.#may
  }

  /** Nothing was heard for so long, and the line is opened anew. */
  dropped(): void {
    this.#dropped = true
  }

  /** @param took how long the hub's first word took, ms */
  opened(took: number): void {
    if (took <= slow) this.#may = usual
    else if (this.#dropped) this.#may = Math.min(most, 2 * this.#may)
    this.#dropped = false
  }
}
