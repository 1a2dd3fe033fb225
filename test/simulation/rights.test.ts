import { expect, test } from 'vitest'
import { kinds } from '../../core/facts/catalogue.ts'
import { mayRecord, seenAt } from './rights.ts'

test('the simulator has its own word on who records and who sees whatever a place may record', () => {
  const recorded = kinds.filter((kind) => kind.recordedBy.some((right) => right.role !== 'hub'))
  for (const { name } of recorded) {
    expect(mayRecord, 'test/simulation/rights.ts').toHaveProperty([name])
    expect(seenAt, 'test/simulation/rights.ts').toHaveProperty([name])
  }
})
