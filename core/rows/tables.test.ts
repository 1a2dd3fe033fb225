import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFacts } from '../facts/any-body.fixture.ts'
import { kinds, readBody } from '../facts/catalogue.ts'
import type { TimedFact } from '../facts/fact.ts'
import { type RowKey, rowTable } from './row-key.ts'
import { reduceRow, tableOf, tables } from './tables.ts'

/** The facts of each row, as a store keeps them. */
function byRow(facts: readonly TimedFact[]): Map<RowKey, TimedFact[]> {
  const found = new Map<RowKey, TimedFact[]>()
  for (const fact of facts) {
    const reading = readBody(fact.kind, fact.body)
    if (!reading.ok) continue
    for (const row of new Set(reading.kind.rows(reading.body))) found.set(row, [...(found.get(row) ?? []), fact])
  }
  return found
}

/** The kinds that speak of a table, found by asking them. */
function kindsOf(table: string): string[] {
  const speaks = (name: string) =>
    fc
      .sample(anyFacts([name], 3), { numRuns: 5, seed: 1 })
      .flat()
      .some((fact) => [...byRow([fact]).keys()].some((row) => rowTable(row) === table))
  return kinds.map((kind) => kind.name).filter(speaks)
}

/** Facts about a table together with an order in which they might arrive. */
function shuffledFacts(table: string) {
  return anyFacts(kindsOf(table)).chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
  )
}

describe('every table', () => {
  test.each(tables.map((table) => table.name))('%s: the order of arrival never matters', (name) => {
    fc.assert(
      fc.property(shuffledFacts(name), ([facts, arrived]) => {
        const shuffled = byRow(arrived)
        for (const [row, of] of byRow(facts)) {
          expect(JSON.stringify(reduceRow(row, shuffled.get(row) ?? []))).toBe(JSON.stringify(reduceRow(row, of)))
        }
      }),
    )
  })

  test.each(tables.map((table) => table.name))('%s: a row survives being kept as JSON', (name) => {
    fc.assert(
      fc.property(anyFacts(kindsOf(name)), (facts) => {
        for (const [row, of] of byRow(facts)) {
          const state = reduceRow(row, of)
          if (state === undefined) continue
          expect(JSON.parse(JSON.stringify(state))).toEqual(state)
          const until = tableOf(row)?.neededUntil?.(state, row)
          if (until !== undefined) expect(until).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        }
      }),
    )
  })

  test.each(tables.map((table) => table.name))('%s: reducing leaves the facts as they are', (name) => {
    fc.assert(
      fc.property(anyFacts(kindsOf(name)), (facts) => {
        const before = JSON.stringify(facts)
        for (const [row, of] of byRow(facts)) reduceRow(row, of)
        expect(JSON.stringify(facts)).toBe(before)
      }),
    )
  })

  test('has a name of its own and is found by its rows', () => {
    expect(new Set(tables.map((table) => table.name)).size).toBe(tables.length)
    for (const table of tables) expect(tableOf(`${table.name}/x` as RowKey)).toBe(table)
    expect(tableOf('nothing/x' as RowKey)).toBeUndefined()
  })
})
