import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFacts, bodiesOf } from './any-body.fixture.ts'
import { kindNamed, kinds, readBody } from './catalogue.ts'
import { isErased, isSameFact, withoutPerson } from './erasing.ts'
import type { TimedFact } from './fact.ts'
import type { Day, PersonId } from './ids.ts'
import { factMark } from './mark.ts'

const day = '2026-09-08' as Day // as its schema wants it
const erasable = kinds.filter((kind) => kind.erase).map(({ name }) => name)
const person = fc.constantFrom('ann', 'bo', 'teacher', 'host').map((name) => name as PersonId) // as its schema wants it

/** A fact, and what is left of it; only where something is. */
const erasedFacts = fc
  .tuple(anyFacts(erasable), person)
  .map(([facts, one]) => facts.flatMap((fact) => ({ fact, rest: withoutPerson(fact, { person: one, day }) })))

function each(check: (fact: TimedFact, rest: TimedFact) => void): void {
  let seen = 0
  fc.assert(
    fc.property(erasedFacts, (facts) => {
      for (const { fact, rest } of facts) {
        if (!rest) continue
        seen += 1
        check(fact, rest)
      }
    }),
  )
  expect(seen).toBeGreaterThan(20)
}

describe('a fact of which something was erased', () => {
  test('is still read by its kind, speaks of the same rows and belongs to the same scope', () => {
    each((fact, rest) => {
      const [before, after] = [readBody(fact.kind, fact.body), readBody(rest.kind, rest.body)]
      if (!before.ok || !after.ok) return expect.unreachable(fact.kind)
      expect(after.kind.rows(after.body)).toEqual(before.kind.rows(before.body))
      expect(after.kind.scope(after.body)).toBe(before.kind.scope(before.body))
    })
  })

  test('is the same fact, by its bytes and by its mark, and no other is', () => {
    each((fact, rest) => {
      expect(isErased(rest)).toBe(true)
      expect([isSameFact(fact, rest), isSameFact(rest, fact)]).toEqual([true, true])
      expect(factMark(rest)).toBe(factMark(fact))
      expect(isSameFact(rest, { ...fact, at: fact.at + 1 })).toBe(false)
      expect(isSameFact(rest, { ...fact, by: 'zoe' })).toBe(false)
    })
  })

  test('has nothing more to give', () => {
    each((fact, rest) => {
      const { pupil, pupils, host, person: member } = fact.body as Record<string, PersonId> & { pupils?: PersonId[] }
      const [one] = [pupil ?? pupils?.[0] ?? host ?? member]
      if (one) expect(withoutPerson(rest, { person: one, day })).toBeUndefined()
    })
  })
})

test('kinds whose bodies name people or quote them can be erased of them', () => {
  const quotes = kinds.filter(({ name }) => {
    const fields = fc.sample(bodiesOf(name), { numRuns: 20, seed: 5 }).flatMap((body) => Object.keys(body))
    const speaksOfSomebody = ['pupil', 'pupils', 'person', 'host'].some((field) => fields.includes(field))
    return (
      speaksOfSomebody &&
      ['name', 'hostName', 'title', 'words', 'photo', 'answer'].some((field) => fields.includes(field))
    )
  })
  expect(quotes.length).toBeGreaterThan(4)
  for (const { name } of quotes) expect(kindNamed(name)?.erase, name).toBeDefined()
})
