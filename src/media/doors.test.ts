import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDoors } from './doors.ts'

const watch = { url: '/api/live/r7/whep', token: 'e30.e30.c2ln' }

test('a hub says which doors are open, or none', () => {
  const said = JSON.stringify({ watch, iceServers: [] })
  expect(readDoors(200, said)).toEqual({ watch, iceServers: [] })
  expect(readDoors(404, '{"why":"no-such-room"}')).toBe('refused')
  expect(readDoors(200, '<html>log in</html>')).toBe('line')
})

test('an answer that is anything at all is none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(readDoors(200, text)).toBe('line')
    }),
    { numRuns: 100 },
  )
})
