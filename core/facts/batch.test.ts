import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxBatchFacts, packFacts, unpackFacts } from './batch.ts'
import { aClassesDay } from './class-day.fixture.ts'
import type { Fact } from './fact.ts'

describe('a batch of facts', () => {
  test('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), (facts) => {
        const reading = unpackFacts(packFacts(facts))
        expect(reading).toEqual({ ok: true, facts: facts.map((fact) => ({ ...fact, eff: fact.at })) })
      }),
    )
  })

  test('carries effective times where they differ', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyFact, moment), { maxLength: 20 }), (pairs) => {
        const timed = pairs.map(([fact, eff]) => ({ ...fact, eff }))
        expect(unpackFacts(packFacts(timed))).toEqual({ ok: true, facts: timed })
      }),
    )
  })

  test('tells which fact of the device came before, where there was one', () => {
    const before = { seq: 41, mark: 3_052_123_456_789 }
    expect(unpackFacts(packFacts([known], before))).toMatchObject({ ok: true, before })
    expect(unpackFacts(packFacts([known]))).not.toHaveProperty('before')
  })

  test('keeps the fields of a kind that nobody here knows', () => {
    const fact = { ...known, kind: 'garden.watered', body: { plot: 7, by: ['ann', { and: null }], '': true } }
    expect(unpackFacts(packFacts([fact]))).toEqual({ ok: true, facts: [{ ...fact, eff: fact.at }] })
  })

  test('leaves out a field that is undefined, as JSON does', () => {
    const reading = unpackFacts(packFacts([{ ...known, body: { words: undefined, grade: 'good' } }, known]))
    expect(reading.ok && reading.facts[0]?.body).toEqual({ grade: 'good' })
  })

  test('of a class’s whole day is small: 880 facts within 4.4 KB', () => {
    const facts = aClassesDay()
    expect(facts).toHaveLength(880)
    expect(deflateSync(packFacts(facts)).length).toBeLessThan(4_400)
  })
})

describe('reading a batch', () => {
  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), spoiltBatch), (text) => {
        const reading = unpackFacts(text)
        if (!reading.ok) expect(reading.why).not.toBe('')
      }),
      { numRuns: 1_000 },
    )
  })

  test('refuses more facts than a batch may hold', () => {
    const facts = Array.from({ length: maxBatchFacts + 1 }, (_, n) => ({ ...known, seq: n + 1 }))
    expect(unpackFacts(packFacts(facts)).ok).toBe(false)
  })

  test('refuses a few bytes that stand for very many facts', () => {
    const text = JSON.stringify({ ...JSON.parse(packFacts([known])), count: 2 ** 40 })
    expect(unpackFacts(text)).toEqual({ ok: false, why: 'not a batch: count' })
  })

  test('refuses a body that nests deep enough to exhaust a stack', () => {
    const batch = packFacts([{ ...known, kind: 'garden.dug', body: { hole: 'HERE' } }])
    const deep = batch.replace('"HERE"', `${'['.repeat(200_000)}${']'.repeat(200_000)}`)
    expect(unpackFacts(deep)).toEqual({ ok: false, why: 'nested too deep' })
  })

  test('says which part of a fact is wrong', () => {
    expect(unpackFacts(packFacts([{ ...known, seq: 0 }]))).toEqual({ ok: false, why: 'a fact whose seq is wrong' })
  })
})

const known = {
  device: 'tablet-1',
  seq: 1,
  at: 1_788_000_000_000,
  by: '',
  kind: 'lesson.closed',
  body: { lesson: 'three.20260908.1' },
} as Fact // its ids are as their schemas want them

const plain = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const moment = fc.integer({ min: 0, max: 4_000_000_000_000 })
// Names that JavaScript's own objects have are left out by the schema, and no kind uses them.
const fieldName = fc
  .string({ unit: 'binary' })
  .filter((name) => !['__proto__', 'prototype', 'constructor'].includes(name))
const anyFact = fc.record({
  device: plain,
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  at: moment,
  by: fc.oneof(fc.constant(''), plain),
  kind: fc.stringMatching(/^[a-z]{1,12}(-[a-z]{1,5})?\.[a-z]{1,12}(-[a-z]{1,5})?$/),
  body: fc.dictionary(fieldName, fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).map(asJson), { maxKeys: 8 }),
}) as unknown as fc.Arbitrary<Fact> // branded by schemas that these patterns repeat

/** JSON knows no -0, and no `undefined`. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** A real batch in which one part has been put in another's place. */
const spoiltBatch = fc
  .tuple(fc.array(anyFact, { minLength: 1, maxLength: 5 }), fc.nat(8), fc.jsonValue(), fc.boolean())
  .map(([facts, which, value, cut]) => {
    const batch = JSON.parse(packFacts(facts)) as Record<string, unknown>
    const name = Object.keys(batch)[which]
    if (name) batch[name] = value
    const text = JSON.stringify(batch)
    return cut ? text.slice(0, text.length - 3) : text
  })
