/**
 * How fast a device may ask: as often as it likes for a while, then at a steady pace; a program that runs wild, or somebody
 * with a stolen token, does not keep the others waiting. By device and never by address: whole schools share one.
 *
 * The generic cell rate algorithm (ITU-T I.371, annex A): one number a device.
 */
export class Pace {
  /** When each device's questions so far would be through at the steady pace, ms. */
  private readonly through = new Map<string, number>()

  /**
   * @param perSecond the steady pace
   * @param burst how many questions may come at once
   */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {}

  /** Counts a question. @returns how long to wait with it, ms; 0 if it may come now, and then it counts */
  wait(device: string, now: number): number {
    const step = 1000 / this.perSecond
    const before = this.through.get(device) ?? 0
    // Further ahead than a burst it is only where the hub's clock was put back.
    const through = before > now + this.burst * step ? now : Math.max(before, now)
    const early = through - now - (this.burst - 1) * step
    if (early > 0) return Math.ceil(early)
    // Who asked last stands last: the first ones have been quiet for longest.
    this.through.delete(device)
    this.through.set(device, through + step)
    const [quietest] = this.through.keys()
    if (quietest !== undefined && this.through.size > mostKnown) this.through.delete(quietest)
    return 0
  }
}

/** As many devices are remembered. */
const mostKnown = 20_000
