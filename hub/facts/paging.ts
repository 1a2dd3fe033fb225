/** On a thin line what happens in so long goes together, ms: each page has headers of 100 bytes and an answer. */
const together = 1_000
/** A page that takes longer there and back than `slow` has nearly all of the line to itself: the next goes sooner, ms. */
const slow = 800
const togetherOnSlow = 700

/** So many pages may be on their way: on a thin line the second fills the time in which the answer to the first comes back. */
const onTheWay = { usual: 1, thin: 2 }

/**
 * When the next page of facts may go to a device. The machine between takes in far more than a thin line carries: what went
 * before has to have come, and what happens meanwhile is less when it goes together.
 */
export class Paging {
  isThin = false
  /** What the device answers, in its turn, when it has taken in what came before; and how many of these it has answered. */
  #said = 0
  #answered = 0
  /** Pages on their way: how many answers say that one has come, and when it went. */
  #pages: { by: number; at: number }[] = []
  /** There and back, ms, of the page that came last. */
  #took = 0
  #rests: ReturnType<typeof setTimeout> | undefined

  /**
   * @param now the hub's clock, ms
   * @param go called when a rest is over
   */
  constructor(
    private readonly now: () => number,
    private readonly go: () => void,
  ) {}

  get mayGo(): boolean {
    return !this.#rests && this.#pages.length < onTheWay[this.isThin ? 'thin' : 'usual']
  }

  /** Something went that the device answers. */
  said(): void {
    this.#said += 1
  }

  /**
   * A page went, and with it all that the device has to answer until then.
   *
   * @param hasMore whether there is another already
   */
  went(hasMore: boolean): void {
    if (this.#said > this.#answered) this.#pages.push({ by: this.#said, at: this.now() })
    if (!this.isThin || hasMore) return
    this.#rests = setTimeout(
      () => {
        this.#rests = undefined
        this.go()
      },
      this.#took > slow ? togetherOnSlow : together,
    )
  }

  /** The device has answered. */
  answered(): void {
    this.#answered += 1
    while (this.#pages[0] && this.#pages[0].by <= this.#answered) {
      this.#took = this.now() - this.#pages[0].at
      this.#pages.shift()
    }
  }

  end(): void {
    clearTimeout(this.#rests)
  }
}
