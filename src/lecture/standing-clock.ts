/** A clock that stands while nothing is recorded. ms */
export class StandingClock {
  private since: number | undefined

  constructor(private ran: number) {}

  get now(): number {
    return this.ran + (this.since === undefined ? 0 : performance.now() - this.since)
  }

  run(): void {
    this.since ??= performance.now()
  }

  stop(): void {
    this.ran = this.now
    this.since = undefined
  }
}
