import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examplesOf } from '../../test/formats/examples.ts'
import type { DeviceId } from '../facts/ids.ts'
import { headBytes, opening, readHead, writeHead } from './file.ts'
import { BoardAndSound, MovingPicture } from './heads.ts'
import { readStrokes, writeStrokes } from './strokes.ts'

const page = examplesOf('recording')

test('the page’s example is written and read so', async () => {
  const head = (await page).json('head')
  const file = Buffer.from((await page).text('file').replace(/\s/g, ''), 'hex')
  expect(Buffer.concat([writeHead(head), Buffer.from('abcd', 'hex')]).toString('hex')).toBe(file.toString('hex'))
  const length = headBytes(file) ?? 0
  expect(readHead(BoardAndSound, file.subarray(opening, opening + length))).toEqual(head)
  expect(file.subarray(opening + length).toString('hex')).toBe('abcd')
  expect(readHead(MovingPicture, file.subarray(opening, opening + length))).toBeUndefined()
})

test('the page’s strokes are written and read so', async () => {
  const { by, drawn } = (await page).json('drawn') as { by: DeviceId[]; drawn: ReturnType<typeof readStrokes> } // as the page has it
  const bytes = Buffer.from((await page).text('strokes').replace(/\s/g, ''), 'hex')
  const written = writeStrokes([...drawn].reverse())
  expect(readStrokes(written.by, written.bytes)).toEqual(drawn)
  expect(Buffer.from(writeStrokes(drawn).bytes).toString('hex')).toBe(bytes.toString('hex'))
  expect(readStrokes(by, bytes)).toEqual(drawn)
})

test('of bytes that are anything only whole strokes are read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      for (const { ink, stroke } of readStrokes(['a' as DeviceId], bytes)) {
        expect(ink).not.toBe('')
        expect(stroke).toBeGreaterThan(0)
      }
    }),
    { numRuns: 100 },
  )
})

test('what is anything at all is no file, and no head', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(headBytes(bytes)).toBeUndefined()
      expect(readHead(BoardAndSound, bytes)).toBeUndefined()
      expect(readHead(MovingPicture, bytes)).toBeUndefined()
    }),
    { numRuns: 50 },
  )
  fc.assert(
    fc.property(fc.json(), (json) => {
      const file = writeHead(JSON.parse(json))
      expect(headBytes(file)).toBe(file.length - opening)
      expect(readHead(BoardAndSound, file.subarray(opening))).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})
