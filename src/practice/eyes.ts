/** After this long at the screen the eyes rest as long, ms. */
export const practiceFor = 600_000
export const restFor = 600_000

/** A pupil's time at the screen; moments are of a steady clock, ms. */
interface Sitting {
  began: number
  /** Of the latest question. */
  latest: number
}

/** How long each pupil has practised on this tablet. Dies with the tab: it is a habit to be taught, not a lock. */
export class Eyes {
  private readonly sittings = new Map<string, Sitting>()

  constructor(private readonly now: () => number) {}

  /** A pupil begins, or goes on with the next question. @returns how long the eyes must rest first, ms; 0: not at all */
  next(pupil: string): number {
    const now = this.now()
    const sitting = this.sittings.get(pupil)
    if (!sitting || now - sitting.latest >= restFor) {
      this.sittings.set(pupil, { began: now, latest: now })
      return 0
    }
    if (sitting.latest - sitting.began >= practiceFor) return restFor - (now - sitting.latest)
    sitting.latest = now
    return now - sitting.began >= practiceFor ? restFor : 0
  }
}
