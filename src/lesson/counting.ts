/** Most hands that one option can have: what a fact takes. */
export const mostHands = 99

/** The counts with one option's set, kept between 0 and the most; as many as there are options. */
export function withCount(counts: readonly number[], options: number, option: number, count: number): number[] {
  const within = Math.max(0, Math.min(mostHands, count))
  return Array.from({ length: options }, (_, n) => (n === option ? within : (counts[n] ?? 0)))
}

/**
 * What a count becomes with a key; undefined for a key that is not for it. The first digit typed replaces the count, the
 * next stands behind it.
 *
 * @param fresh nothing was typed since the counter was reached
 */
export function typedCount(count: number, key: string, fresh: boolean): number | undefined {
  if (/^\d$/.test(key)) {
    const longer = count * 10 + Number(key)
    return fresh || longer > mostHands ? Number(key) : longer
  }
  switch (key) {
    case 'Backspace':
      return Math.floor(count / 10)
    case '+':
    case '=':
      return Math.min(mostHands, count + 1)
    case '-':
      return Math.max(0, count - 1)
  }
  return undefined
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
