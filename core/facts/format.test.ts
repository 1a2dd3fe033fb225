import { describe, expect, test } from 'vitest'
import { examplesOf } from '../../test/formats/examples.ts'
import { packFacts, unpackFacts } from './batch.ts'
import type { TimedFact } from './fact.ts'

const page = await examplesOf('fact-batch')

describe('the example in docs/formats/fact-batch.md', () => {
  const facts = page.json('facts') as TimedFact[]

  test('is what packing its facts gives', () => {
    expect(JSON.parse(packFacts(facts))).toEqual(page.json('batch'))
  })

  test('is read as its facts, with their own time as the effective one', () => {
    const reading = unpackFacts(page.text('batch'))
    expect(reading).toEqual({ ok: true, facts: facts.map((fact) => ({ ...fact, eff: fact.at })) })
  })
})
