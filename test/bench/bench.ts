/** What was measured, by name; the name ends in its unit: Ms, Bytes, or a plain count. */
export type Figures = Record<string, number>

/** What a figure may be at most, or has to be at least. A figure without a bound is there to compare with. */
export type Bound = { atMost: number } | { atLeast: number }

export type Bench = {
  /** As it is called: `npm run bench -- NAME`, in the file NAME.bench.ts. */
  name: string
  /** How it is measured, in a sentence for docs/benchmarks.md. */
  how: string
  budget: Record<string, Bound>
  /**
   * What has to be made ready before: the built app and hub, the browsers, the packages in this folder's package.json
   * to compare with.
   */
  needs?: readonly Need[]
  /** Measures once, from nothing, and leaves nothing behind. */
  measure(): Promise<Figures>
}

export type Need = 'build' | 'browsers' | 'packages'

export type Outcome = { name: string; figures: Figures; budget: Record<string, Bound>; holds: boolean }

/** Declares a bench: the default export of its file. */
export function bench(declared: Bench): Bench {
  return declared
}

export async function run({ name, budget, measure }: Bench): Promise<Outcome> {
  const figures = await measure()
  const holds = Object.entries(budget).every(([figure, bound]) => isWithin(figures[figure], bound))
  return { name, figures, budget, holds }
}

/** A figure that was promised and not measured is out of bounds. */
export function isWithin(figure: number | undefined, bound: Bound): boolean {
  if (figure === undefined || Number.isNaN(figure)) return false
  return 'atMost' in bound ? figure <= bound.atMost : figure >= bound.atLeast
}

/** The p-th percentile, p from 0 to 1, by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
