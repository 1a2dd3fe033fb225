/**
 * The largest scale from `least` to `most` at which something fits, to a hundredth; `least` when nothing does. What fits
 * at one scale is taken to fit at every smaller one.
 */
export function largestFit(fits: (scale: number) => boolean, least: number, most: number): number {
  if (fits(most)) return most
  let [low, high] = [least, most]
  while (high - low > 0.01) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}
