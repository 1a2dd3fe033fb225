import { expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

const lesson = 'three.20260908.wabc'
const published = {
  lesson,
  title: 'Half notes',
  points: ['music-half-note'],
  ms: 60_000,
  light: { blob: 'a'.repeat(64), bytes: 9 },
}

function reduced(...facts: [kind: string, body: object][]): unknown {
  const timed = facts.map(([kind, body], n) => ({ device: 'own', seq: n + 1, at: n, eff: n, by: 'host', kind, body }))
  return reduceRow(`recording/${lesson}` as RowKey, timed as TimedFact[]) // ids are in order
}

test('a micro-lecture is a resource with its teacher, until it is taken back for good', () => {
  expect(reduced(['lecture.published', published])).toMatchObject({ title: 'Half notes', lecturer: 'host', photos: [] })
  const back: [string, object] = ['lecture.withdrawn', { lesson }]
  expect(reduced(['lecture.published', published], back)).toMatchObject({ withdrawn: true })
  expect(reduced(back, ['lecture.published', published])).toMatchObject({ withdrawn: true })
  expect(reduced(back)).toBeUndefined()
})
