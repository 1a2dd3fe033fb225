import { expect, test } from 'vitest'
import { join } from '../../core/ladder/ladder.ts'
import type { Rung } from '../../core/ladder/rungs.ts'
import { told } from './told.ts'

const standsOn = (rung: Rung) => ({ ...join(0, { shape: 'interactive', webrtc: true, hls: true }), rung })
const gone = { rung: 0, because: 'line-gone' }

test('a line that has gone is told at once of what comes by it, and not of a picture that lives on beside it', () => {
  expect([3, 1].map((rung) => told(standsOn(rung as Rung), 'away'))).toEqual([gone, gone])
  expect(told(standsOn(4), 'away')).toEqual({ rung: 4, because: 'joining' })
  for (const at of ['opening', 'in', 'refused'] as const) expect(told(standsOn(3), at).rung).toBe(3)
})
