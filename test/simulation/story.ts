/** What happened, in order, in words that a person can follow. Kept always, shown when a seed fails. */
export class Story {
  private readonly lines: { time: number; who: string; what: string }[] = []

  constructor(
    private readonly begin: number,
    private readonly now: () => number,
  ) {}

  tell(who: string, what: string): void {
    this.lines.push({ time: this.now(), who, what })
  }

  /** The last lines, with the play's own time in hours, minutes, seconds and ms. */
  text(most = Number.POSITIVE_INFINITY): string {
    const shown = this.lines.slice(-Math.min(most, this.lines.length))
    return shown.map(({ time, who, what }) => `${this.clock(time)}  ${who.padEnd(10)}  ${what}`).join('\n')
  }

  /** The lines in which any of these words occurs. */
  about(words: readonly string[]): string {
    const found = this.lines.filter(({ what }) => words.some((word) => what.includes(word)))
    return found.map(({ time, who, what }) => `${this.clock(time)}  ${who.padEnd(10)}  ${what}`).join('\n')
  }

  private clock(time: number): string {
    return new Date(Math.max(0, Math.round(time - this.begin))).toISOString().slice(11, 23)
  }
}
