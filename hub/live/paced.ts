/** Something that is done when it is asked for, and what is asked for soon behind that together, when it is due. */
export class Paced {
  #did = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  /** @param now ms of a clock that only goes on */
  constructor(
    private readonly act: () => void,
    private readonly now: () => number,
  ) {}

  /** @param gap ms between two at least @returns whether it was done at once */
  ask(gap: number): boolean {
    if (this.#timer) return false
    const wait = this.#did + gap - this.now()
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#do(), wait)
      return false
    }
    this.#do()
    return true
  }

  /** Does at once what waits. */
  hurry(): void {
    if (this.#timer) this.#do()
  }

  #do(): void {
    this.stop()
    this.#did = this.now()
    this.act()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
