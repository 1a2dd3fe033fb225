import { expect, it } from 'vitest'
import { badLine } from './lines.ts'

it('a bad line is dead for a second every eight, without end', () => {
  const cuts = badLine.cuts?.[Symbol.iterator]()
  expect([cuts?.next().value, cuts?.next().value]).toEqual([
    { from: 7000, until: 8000 },
    { from: 15_000, until: 16_000 },
  ])
})
