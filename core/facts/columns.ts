import * as v from 'valibot'

/**
 * Columns of a batch, written so that DEFLATE finds little left to do. A value that stands everywhere is written once;
 * few different values become a list and their numbers in it, several to a letter; whole numbers that grow become steps
 * in base 64, each digit's place in a text of its own, since the high places hardly vary.
 * `docs/formats/fact-batch.md` shows each.
 */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The most values that a column may hold. */
export const mostValues = 5_000

const Letters = v.pipe(v.string(), v.maxLength(mostValues), v.regex(/^[A-Za-z0-9_-]*$/))

/** `{all}`: every value is this one. `{of, at}`: the numbers of the values in `of`, six bits a letter. Else as they are. */
export const Column = v.union([
  v.pipe(v.array(v.unknown()), v.maxLength(mostValues)),
  v.object({ of: v.pipe(v.array(v.unknown()), v.maxLength(64)), at: Letters }),
  v.object({ all: v.unknown() }),
])
export type Column = v.InferOutput<typeof Column>

/** The first number, and the steps from each to the next: zigzag, base 64, one text a place, the lowest place first. */
export const Steps = v.union([
  v.object({ from: v.pipe(v.number(), v.safeInteger()), by: v.pipe(v.array(Letters), v.maxLength(9)) }),
  v.pipe(v.array(v.pipe(v.number(), v.safeInteger())), v.maxLength(mostValues)),
])
export type Steps = v.InferOutput<typeof Steps>

export function packColumn(values: readonly unknown[]): Column {
  const of: unknown[] = []
  const indexOf = new Map<string, number>()
  const indexes: number[] = []
  for (const value of values) {
    const text = JSON.stringify(value)
    let index = indexOf.get(text)
    if (index === undefined) {
      if (of.length === letters.length) return [...values]
      index = of.push(value) - 1
      indexOf.set(text, index)
    }
    indexes.push(index)
  }
  if (of.length === 1) return { all: of[0] }
  if (of.length * 2 > values.length) return [...values]
  const { each, base } = packing(of.length)
  let at = ''
  for (let n = 0; n < indexes.length; n += each) {
    const together = indexes.slice(n, n + each).reduceRight((sum, index) => sum * base + index, 0)
    at += letters[together]
  }
  return { of, at }
}

/** How many numbers below `different` go into a letter, and by what each is multiplied: 64 = 8^2 = 4^3 = 2^6. */
function packing(different: number): { each: number; base: number } {
  if (different <= 2) return { each: 6, base: 2 }
  if (different <= 4) return { each: 3, base: 4 }
  return different <= 8 ? { each: 2, base: 8 } : { each: 1, base: 64 }
}

/** @returns `undefined` where the column does not have `count` values */
export function unpackColumn(column: Column, count: number): unknown[] | undefined {
  if (Array.isArray(column)) return column.length === count ? column : undefined
  if ('all' in column) return new Array<unknown>(count).fill(column.all)
  const { each, base } = packing(column.of.length)
  if (column.at.length !== Math.ceil(count / each)) return undefined
  const indexes = Array.from({ length: count }, (_, n) => {
    const together = letters.indexOf(column.at[Math.floor(n / each)] ?? 'A')
    return Math.floor(together / base ** (n % each)) % base
  })
  return indexes.every((index) => index < column.of.length) ? indexes.map((index) => column.of[index]) : undefined
}

/** Numbers that leap too far for steps are written as they are. @param values safe integers */
export function packSteps(values: readonly number[]): Steps {
  const zigzag = values.slice(1).map((value, n) => {
    const step = value - (values[n] ?? 0)
    return step < 0 ? -2 * step - 1 : 2 * step
  })
  if (!zigzag.every(Number.isSafeInteger)) return [...values]
  const by: string[] = []
  for (let rest = zigzag; rest.some((one) => one > 0); rest = rest.map((one) => Math.floor(one / 64))) {
    by.push(rest.map((one) => letters[one % 64]).join(''))
  }
  return { from: values[0] ?? 0, by }
}

/** @returns `undefined` where the texts differ in length, or are not `count - 1` long */
export function unpackSteps(steps: Steps, count: number): number[] | undefined {
  if (Array.isArray(steps)) return steps.length === count ? steps : undefined
  const { from, by } = steps
  if (count === 0) return []
  if (by.some((place) => place.length !== count - 1)) return undefined
  const values = [from]
  for (let n = 0; n < count - 1; n++) {
    const zigzag = by.reduceRight((sum, place) => sum * 64 + letters.indexOf(place[n] ?? 'A'), 0)
    const step = zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2
    values.push((values[n] ?? 0) + step)
  }
  return values.every(Number.isSafeInteger) ? values : undefined
}
