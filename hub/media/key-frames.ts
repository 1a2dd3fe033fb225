/** What makes somebody need a key frame: they are new or change over, or lost packets that cannot be had again. */
export type NeedOfKeyFrame = 'start' | 'loss'

/** A key frame is asked for at most so often for each need, ms: ten who come together make one. */
const atMostEvery: Readonly<Record<NeedOfKeyFrame, number>> = { start: 250, loss: 1_000 }

/** The asking is repeated so often while nothing comes, ms. */
const again = 500

/** When to ask a publisher for a key frame. */
export class KeyFrames {
  private asked = Number.NEGATIVE_INFINITY
  private waiting: NeedOfKeyFrame | undefined

  /** Somebody needs one. @param now ms @returns whether to ask at once */
  need(need: NeedOfKeyFrame, now: number): boolean {
    if (this.waiting !== 'start') this.waiting = need
    return this.due(now)
  }

  /** Whether to ask now for what was needed and has not come. */
  due(now: number): boolean {
    if (!this.waiting) return false
    const wait = this.isOpen ? again : atMostEvery[this.waiting]
    if (now - this.asked < wait) return false
    this.asked = now
    this.isOpen = true
    return true
  }

  /** One came: whoever waited has it. */
  came(): void {
    this.waiting = undefined
    this.isOpen = false
  }

  /** Whether it was asked for the one that is waited for. */
  private isOpen = false
}
