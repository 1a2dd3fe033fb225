/** A timer that comes so much too late, ms, comes to a page that had no time: what was heard meanwhile may still wait behind it. */
const tooLate = 250

/**
 * Calls `tell` after so long, ms, unless it is stopped before. Where the page itself came late to it, all that waits is looked at first: a
 * device that had no time for seconds is no line that was dead for as long.
 *
 * @returns stops it
 */
export function deadline(ms: number, tell: () => void): () => void {
  let due = performance.now() + ms
  let timer = setTimeout(look, ms)
  function look(): void {
    const late = performance.now() - due
    if (late > tooLate) {
      const again = Math.min(late, ms)
      due = performance.now() + again
      timer = setTimeout(look, again)
    } else tell()
  }
  return () => clearTimeout(timer)
}
