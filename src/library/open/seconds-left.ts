/** A download is watched this long before anything is said of its end, ms. */
const settling = 3_000

/**
 * How long a download still takes at the speed it had since it began or went on, in seconds; undefined while too little
 * is known. Moments in ms since 1970, sizes in bytes.
 */
export function secondsLeft(
  download: { have: number; of: number; since: { at: number; have: number } },
  now: number,
): number | undefined {
  const { have, of, since } = download
  const took = now - since.at
  const came = have - since.have
  if (since.at === 0 || took < settling || came <= 0) return undefined
  return ((of - have) * took) / came / 1000
}
