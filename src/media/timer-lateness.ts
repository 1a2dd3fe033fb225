/** How much later than it was asked for a timer comes, by which a page knows that its device has too much to do. */
export interface TimerLateness {
  /** A timer was set. @param wait ms */
  set(wait: number): void
  /** By how much the timer set last is late, ms, once; 0 where it was not waited for. Undefined in a hidden page, whose timers browsers put off. */
  take(): number | undefined
}

export function timerLateness(now = () => performance.now(), isHidden = () => document.hidden): TimerLateness {
  let due = Number.POSITIVE_INFINITY
  let isSeen = false
  return {
    set(wait) {
      due = now() + wait
      isSeen = !isHidden()
    },
    take() {
      const late = Math.max(0, now() - due)
      due = Number.POSITIVE_INFINITY
      return isSeen && !isHidden() ? late : undefined
    },
  }
}
