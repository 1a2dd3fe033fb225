import { describe, expect, it } from 'vitest'
import { bench, percentile, run } from './bench.ts'
import { table } from './table.ts'

const about = { name: 'one', how: 'By hand.' }

describe('a bench', () => {
  it('holds when each figure is within its bound', async () => {
    const budget = { firstMs: { atMost: 100 }, classes: { atLeast: 30 } }
    const outcome = await run(
      bench({ ...about, budget, measure: async () => ({ firstMs: 100, classes: 30, other: 7 }) }),
    )
    expect(outcome).toEqual({ name: 'one', figures: { firstMs: 100, classes: 30, other: 7 }, budget, holds: true })
  })

  it.each([{ firstMs: 101 }, {}, { firstMs: Number.NaN }])(
    'does not hold with %o against at most 100',
    async (figures) => {
      const outcome = await run(bench({ ...about, budget: { firstMs: { atMost: 100 } }, measure: async () => figures }))
      expect(outcome.holds).toBe(false)
    },
  )

  it('reckons percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)
    expect([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile([3], 0.95)]).toEqual([50, 95, 3])
  })

  it('is told in a table, with its machine and what was promised', async () => {
    const budget = { firstMs: { atMost: 1500 } }
    const outcome = await run(bench({ ...about, budget, measure: async () => ({ firstMs: 1234.56, upBytes: 45678 }) }))
    expect(table([{ outcome, how: about.how }], 'A machine.')).toBe(`# Benchmarks

Written by \`npm run bench\`. A machine.

## one

By hand.

| figure | measured | budget | holds |
|---|---:|---:|---|
| firstMs | 1,235 | ≤ 1,500 | yes |
| upBytes | 45,678 | | |
`)
  })
})
