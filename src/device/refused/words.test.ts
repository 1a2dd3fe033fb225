import { expect, test } from 'vitest'
import { kinds } from '../../../core/facts/catalogue.ts'
import { kindWords } from './words.ts'

test('every kind that a person records has words, should the hub not take it', () => {
  const recorded = kinds.filter((kind) => kind.recordedBy.some(({ role }) => role !== 'hub' && role !== 'device'))
  const named = Object.keys(kindWords())
  expect(recorded.map((kind) => kind.name).filter((name) => !named.includes(name))).toEqual([])
})
