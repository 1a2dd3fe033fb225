import { expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import type { CancelledLesson } from './cancelled.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

const lesson = 'three.20260908.1'

function said(kind: string, eff: number, body: object = {}, by = 'aide', device = 'panel'): TimedFact {
  return { device, seq: eff, at: eff, eff, by, kind, body: { lesson, ...body } } as TimedFact // ids are in order
}

function reduced(...facts: TimedFact[]): CancelledLesson | undefined {
  return reduceRow(`cancelled/${lesson}` as RowKey, facts) as CancelledLesson | undefined // the key names the table
}

test('a cancelled lesson says why and who said so, by the latest word', () => {
  const first = said('lesson.cancelled', 1, { reason: 'power' })
  const second = said('lesson.cancelled', 2, { reason: 'other', words: '镇里开会' }, 'host', 'studio')
  expect(reduced(second, first)).toEqual({ reason: 'other', words: '镇里开会', by: 'host', at: 2 })
})

test('a withdrawn cancellation leaves nothing, and it can be cancelled once more', () => {
  const cancelled = said('lesson.cancelled', 1, { reason: 'power' })
  const withdrawn = said('cancellation.withdrawn', 2)
  expect(reduced(withdrawn, cancelled)).toBeUndefined()
  expect(reduced(said('lesson.cancelled', 3, { reason: 'line' }), withdrawn, cancelled)).toMatchObject({
    reason: 'line',
  })
})
