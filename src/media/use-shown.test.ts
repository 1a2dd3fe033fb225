import { expect, test } from 'vitest'
import type { Member } from '../../core/live/room-messages.ts'
import { whoShows } from './use-shown.ts'

const member = (n: number, more: Partial<Member>) => ({ n, host: n === 0, ...more }) as Member // as much as is looked at
const camera = { standing: { rung: 5, camera: true } }

test('a host shows a picture who says so, or whose encoder sends one; oneself is nobody to look at', () => {
  expect(whoShows([member(0, {}), member(1, {})], 1)).toEqual({ host: false, floor: false })
  expect(whoShows([member(0, camera), member(1, {})], 1)).toEqual({ host: true, floor: false })
  expect(whoShows([member(0, { picture: true }), member(1, camera)], 1)).toEqual({ host: true, floor: false })
  expect(whoShows([member(0, { picture: true }), member(1, camera)], 0)).toEqual({ host: false, floor: true })
})
