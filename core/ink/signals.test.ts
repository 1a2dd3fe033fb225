import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { anyPage, aStyle, blank, draw } from './any-ink.fixture.ts'
import { mostDrawingBytes, readDrawing, writeDrawing } from './drawing.ts'
import { DrawnStroke, inkText } from './drawn.ts'
import { ErasedStrokes } from './erased.ts'
import { across, lastTick } from './measures.ts'
import { PageRef, pageNumber, pageOfNumber } from './page-ref.ts'
import { readPiece } from './piece.ts'
import { readPointer, writePointer } from './pointer.ts'

const { strokes, pieces } = draw([
  { page: blank, style: aStyle, way: [0, 1, 2, 3].map((n) => ({ x: 100 * n, y: 50 * (n % 2), at: 90_000 + 60 * n })) },
])

describe('a piece', () => {
  test('cut or changed anywhere is a piece or none, and never an exception', () => {
    const [whole = new Uint8Array()] = pieces
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice()
        if (!cut) bytes[at] = byte
        expect(['undefined', 'object']).toContain(typeof readPiece(bytes))
      }),
    )
  })

  test('of any bytes has runs within bounds, or is none', () => {
    const anything = fc.uint8Array({ maxLength: 100 }).map((bytes) => Uint8Array.from([1, ...bytes]))
    fc.assert(
      fc.property(anything, (bytes) => {
        for (const run of readPiece(bytes) ?? []) {
          expect(run.tick >= 1 && run.tick <= lastTick && run.from + run.bytes.length <= 4096).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
    expect(readPiece(new Uint8Array(100_000).fill(1))).toBeUndefined()
  })
})

describe('a drawing', () => {
  const whole = writeDrawing({ aspect: 0.75, strokes: strokes.map(({ bytes }) => bytes) }) ?? new Uint8Array()

  test('cut or changed anywhere is one or none, and never an exception', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice()
        if (!cut) bytes[at] = byte
        expect(['undefined', 'object']).toContain(typeof readDrawing(bytes))
      }),
    )
  })

  test('of any bytes has points on its page, or is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const drawing = readDrawing(Uint8Array.from([1, 128, 24, ...bytes]))
        for (const { points } of drawing?.strokes ?? []) expect(points.length).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  test('that is too long is neither written nor read', () => {
    const [stroke = new Uint8Array()] = strokes.map(({ bytes }) => bytes)
    expect(writeDrawing({ aspect: 1, strokes: Array(mostDrawingBytes).fill(stroke) })).toBeUndefined()
    expect(readDrawing(new Uint8Array(mostDrawingBytes + 1).fill(1))).toBeUndefined()
  })
})

describe('a pointer', () => {
  test('is eight or nine bytes in a lesson, and comes as it was sent', () => {
    fc.assert(
      fc.property(
        fc.nat(60_000),
        fc.option(fc.record({ page: anyPage, x: fc.nat(across - 1), y: fc.nat(2303) })),
        (tick, at) => {
          const signal = { tick, at: at ?? undefined }
          const bytes = writePointer(signal)
          expect(readPointer(bytes)).toEqual(signal)
          expect(bytes.length).toBeLessThanOrEqual(9)
        },
      ),
    )
  })

  test('of any bytes is one or none', () => {
    const anything = fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from([2, ...bytes]))
    fc.assert(
      fc.property(anything, (bytes) => {
        const signal = readPointer(bytes)
        if (signal?.at) expect(signal.at.x < across && v.is(PageRef, signal.at.page)).toBe(true)
      }),
    )
  })
})

test('pages have numbers', () => {
  fc.assert(fc.property(anyPage, (page) => pageOfNumber(pageNumber(page)) === page))
  expect([-1, 0.5, 3000, Number.NaN].map(pageOfNumber)).toEqual([undefined, undefined, undefined, undefined])
})

describe('what a fact says of a stroke', () => {
  const [stroke = expect.fail()] = strokes

  test('is taken with ink that can be read, and with nothing else', () => {
    const said = { page: 'b0', stroke: stroke.tick, ink: inkText(stroke.bytes) }
    expect(v.is(DrawnStroke, said)).toBe(true)
    for (const ink of ['', '~', 'AAAA', `${said.ink}A`, 'x'.repeat(1_000_000)])
      expect(v.is(DrawnStroke, { ...said, ink })).toBe(false)
    for (const page of ['b', 'b01', 'q1', 'p1000', '__proto__'])
      expect(v.is(DrawnStroke, { ...said, page })).toBe(false)
  })

  test('any text is ink or none, and never an exception', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'AQgw_-09az~.='), maxLength: 60 })
    fc.assert(fc.property(letters, (ink) => typeof v.is(DrawnStroke, { page: 'b0', stroke: 1, ink }) === 'boolean'))
  })

  test('some are erased at a time, not none and not a thousand', () => {
    const strokes = (many: number) => Array.from({ length: many }, (_, n) => ({ by: 'ann', stroke: n + 1 }))
    expect([0, 1, 500, 501].map((many) => v.is(ErasedStrokes, { tick: 9, strokes: strokes(many) }))).toEqual([
      ...[false, true, true, false],
    ])
  })
})
