import { expect, test } from 'vitest'
import { id } from '../../test/hubs/small-county.ts'
import { troublesOf } from './device-trouble.ts'
import type { OfficeDevice } from './office-devices.ts'

const day = 86_400_000
const now = 100 * day
const word = { version: '2', used: 0, quota: 8e9, clockOff: 0, unsent: 0, photos: 0, at: now }
const well: OfficeDevice = {
  device: id.device('panel-1'),
  place: id.place('panel'),
  enrolled: 0,
  heard: now,
  revoked: 0,
  moving: false,
  stoodAt: null,
  word,
  missing: [],
  missingSince: null,
  disk: 'kept',
}
const troubles = (change: Partial<OfficeDevice>) => troublesOf({ ...well, ...change }, { asOf: now, version: '2' })

test('nothing is the matter with a device that was heard this week and is right', () => {
  expect(troubles({})).toEqual([])
  expect(troubles({ heard: now - 8 * day, word: null })).toEqual([])
})

test.each([
  ['silent', { heard: now - 10 * day }],
  ['full', { word: { ...word, used: 7.9e9 } }],
  ['clock', { word: { ...word, clockOff: -20 * 60_000 } }],
  ['old', { word: { ...word, version: '1' } }],
  ['missing', { missing: [{ what: 'parked', place: '', facts: 1 }] }],
  ['reset', { disk: 'reset' }],
  ['copied', { disk: 'copied' }],
  ['elsewhere', { stoodAt: id.place('tablet') }],
] as const)('%s is told of', (trouble, change) => {
  expect(troubles(change as Partial<OfficeDevice>)).toEqual([trouble])
})

test('a device that was taken back troubles nobody any more', () => {
  expect(troubles({ revoked: now, heard: 0, disk: 'reset' })).toEqual([])
})
