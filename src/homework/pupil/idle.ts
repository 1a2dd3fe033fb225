/** A tablet belongs to nobody: untouched for this long it goes back to the picker, after a warning. Ms. */
export const idleAfter = 180_000
export const warningFor = 15_000

/** How it stands, after this many ms without a touch: seconds left once the warning is up, 0 when time is up. */
export function secondsLeft(untouched: number): number | undefined {
  const left = idleAfter - untouched
  return left > warningFor ? undefined : Math.max(0, Math.ceil(left / 1000))
}

/**
 * Measures how long nobody has touched the device. Two clocks are asked: the steady one stands still while a tablet
 * sleeps, and the wall clock may be set back.
 */
export class Untouched {
  private since: { steady: number; wall: number }

  constructor(private readonly now: () => { steady: number; wall: number }) {
    this.since = now()
  }

  touch(): void {
    this.since = this.now()
  }

  /** Ms. */
  get for(): number {
    const { steady, wall } = this.now()
    return Math.max(steady - this.since.steady, wall - this.since.wall)
  }
}
