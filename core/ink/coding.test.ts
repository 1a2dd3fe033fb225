import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyStyle } from './any-ink.fixture.ts'
import { ByteWriter } from './bytes.ts'
import { readStroke, StrokeReader, writeHead, writePoint } from './coding.ts'
import { fullPressure, lastX, lastY, mostBytes, type Point, type Style } from './measures.ts'

const anyPoints = fc
  .array(
    fc.record({
      x: fc.nat(lastX),
      y: fc.nat(lastY),
      pressure: fc.nat(fullPressure),
      tick: fc.oneof(fc.nat(3), fc.nat(20), fc.nat(4000)),
      near: fc.boolean(),
      by: fc.integer({ min: -140, max: 140 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    const points: Point[] = []
    for (const { near, by, ...step } of steps) {
      const before = points[points.length - 1]
      if (!before) points.push({ ...step, tick: 0 })
      else {
        const tick = before.tick + step.tick
        const x = near ? Math.min(lastX, Math.max(0, before.x + by)) : step.x
        const y = near ? Math.min(lastY, Math.max(0, before.y - by)) : step.y
        points.push({ x, y, tick, pressure: near ? before.pressure : step.pressure })
      }
    }
    return points
  })

function code(style: Style, points: readonly Point[]): { bytes: Uint8Array; ends: number[] } {
  const to = new ByteWriter()
  const ends: number[] = []
  points.forEach((point, n) => {
    const before = points[n - 1]
    if (before) writePoint(to, before, point)
    else writeHead(to, style, point)
    ends.push(to.length)
  })
  return { bytes: to.slice(), ends }
}

describe('the coding of a stroke', () => {
  test('gives back style and points', () => {
    fc.assert(
      fc.property(anyStyle, anyPoints, (style, points) => {
        expect(readStroke(code(style, points).bytes)).toEqual({ ok: true, stroke: { style, points } })
      }),
    )
  })

  test('is read as far as it has come, cut behind any point', () => {
    fc.assert(
      fc.property(anyStyle, anyPoints, (style, points) => {
        const { bytes, ends } = code(style, points)
        const reader = new StrokeReader()
        ends.forEach((end, n) => {
          expect(reader.read(bytes.subarray(0, end))).toBeUndefined()
          expect(reader.points).toEqual(points.slice(0, n + 1))
        })
      }),
    )
  })

  test('takes two bytes for a small step, three for a hand’s, four for a line across', () => {
    const at = (x: number, tick: number): Point => ({ x, y: 100, pressure: 8, tick })
    const { ends } = code({ tool: 'pen', colour: 'ink', width: 'fine' }, [at(0, 0), at(31, 1), at(150, 4), at(1100, 9)])
    expect(ends).toEqual([5, 7, 10, 14])
  })

  test('of any bytes is a stroke or a reason, and never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const reading = readStroke(bytes)
        if (!reading.ok) return
        for (const { x, y, pressure } of reading.stroke.points) {
          expect(x >= 0 && x <= lastX && y >= 0 && y <= lastY && pressure >= 0 && pressure <= 15).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['nothing', [], 'too-short'],
    ['a tool of another time', [0xc0, 0, 0, 0, 0], 'unknown-style'],
    ['a colour that there is not', [7 << 2, 0, 0, 0, 0], 'unknown-style'],
    ['a way out of the page', [0, 0, 0, 0, 0, 0b00_000001, 0b000000_00], 'outside'],
    ['half a point', [0, 0, 0, 0, 0, 0b10_000000], 'broken'],
    ['a number without an end', [0, 0, 0, 0, 0, 0xc0, 255, 255, 255, 255, 255, 255], 'broken'],
    ['a day', [0, 0, 0, 0, 0, 0xc0, 0, 0, 255, 255, 255, 1], 'too-slow'],
  ])('%s is refused', (_, bytes, why) => {
    expect(readStroke(Uint8Array.from(bytes))).toEqual({ ok: false, why })
  })

  test('a stroke with a million points is refused before it is read', () => {
    expect(readStroke(new Uint8Array(2_000_000))).toEqual({ ok: false, why: 'too-long' })
    expect(readStroke(new Uint8Array(mostBytes)).ok).toBe(false)
  })
})
