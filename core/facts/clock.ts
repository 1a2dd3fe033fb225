/**
 * Time that can be ordered. A fact's `at` is a hybrid logical clock in one number (Kulkarni et al., "Logical Physical
 * Clocks", 2014): milliseconds since 1970 by the hub's clock as far as the device knows it, moved on by one where the
 * wall clock has not moved on by itself. Ties between devices are broken by their names, so no counter is needed.
 */

/** @param wall the device's clock; @param offset hub's clock minus the device's, at the last contact; all ms */
export function nextAt(wall: number, offset: number, last: number): number {
  return Math.max(wall + offset, last + 1)
}

/**
 * The times that projections use for a device's consecutive facts: `at`, but never ahead of the hearing and never
 * before the device's previous fact. So a clock in 2037 infects nobody, and a device's own order is kept.
 *
 * @param heard when the hub heard them, ms; @param previous effective time of the device's fact before these, or 0
 */
export function effectiveTimes(ats: readonly number[], heard: number, previous: number): number[] {
  let latest = Math.min(previous, heard)
  return ats.map((at) => {
    latest = Math.max(latest, Math.min(at, heard))
    return latest
  })
}
