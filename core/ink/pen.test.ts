import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyPage, anyStyle, anyWay, aStyle, blank, draw } from './any-ink.fixture.ts'
import { readStroke } from './coding.ts'
import { handwriting } from './handwriting.fixture.ts'
import { across, errorBound, mostBytes, type Point, tickMs } from './measures.ts'
import { InkPen, type PenSample } from './pen.ts'
import { longestPiece, readPiece } from './piece.ts'

const pointsOf = (bytes: Uint8Array): readonly Point[] => {
  const reading = readStroke(bytes)
  if (!reading.ok) throw new Error(reading.why)
  return reading.stroke.points
}

const inside = ({ x, y }: PenSample) => x >= 0 && x <= across && y >= 0 && y <= 0.5625 * across

function awayFrom(points: readonly Point[], { x, y }: PenSample): number {
  let least = Math.hypot(x - (points[0]?.x ?? 0), y - (points[0]?.y ?? 0))
  points.slice(1).forEach((to, n) => {
    const from = points[n] ?? to
    const far = (to.x - from.x) ** 2 + (to.y - from.y) ** 2
    const along = far === 0 ? 0 : ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / far
    const share = Math.min(1, Math.max(0, along))
    least = Math.min(least, Math.hypot(x - from.x - share * (to.x - from.x), y - from.y - share * (to.y - from.y)))
  })
  return least
}

describe('what a pen draws', () => {
  test('is kept within the stated bound, whatever the way and whenever pieces are taken', () => {
    fc.assert(
      fc.property(anyWay, fc.integer({ min: 20, max: 300 }), (way, every) => {
        const strokes = draw([{ page: blank, style: aStyle, way }], every).strokes.map(({ bytes }) => pointsOf(bytes))
        const away = way.filter(inside).map((sample) => Math.min(...strokes.map((points) => awayFrom(points, sample))))
        expect(Math.max(0, ...away)).toBeLessThanOrEqual(errorBound)
      }),
      { numRuns: 100 },
    )
  })

  test('lasts as long as it took, to a tick', () => {
    fc.assert(
      fc.property(
        anyWay.filter((way) => way.every(inside)),
        (way) => {
          const [stroke] = draw([{ page: blank, style: aStyle, way }]).strokes
          const points = pointsOf(stroke?.bytes ?? new Uint8Array())
          const took = Math.floor((way[way.length - 1]?.at ?? 0) / tickMs) - Math.floor((way[0]?.at ?? 0) / tickMs)
          expect(Math.abs((points[points.length - 1]?.tick ?? 0) - took)).toBeLessThanOrEqual(1)
          expect(stroke?.tick).toBe(Math.max(1, Math.floor((way[0]?.at ?? 0) / tickMs)))
        },
      ),
    )
  })

  test('a pen that rests and goes on does not creep meanwhile', () => {
    const way = [0, 20, 40, 60].map((after) => ({ x: 500 + 4 * after, y: 500, at: 1000 + after }))
    const [stroke] = draw(
      [{ page: blank, style: aStyle, way: [...way, { x: 900, y: 600, at: 5000 }] }],
      100_000,
    ).strokes
    const points = pointsOf(stroke?.bytes ?? new Uint8Array())
    expect(points.map(({ x, tick }) => [x, tick])).toEqual([
      [500, 0],
      [740, 1],
      [740, 99],
      [900, 100],
    ])
  })

  test('the pieces put together are the coding of the fact, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ page: anyPage, style: anyStyle, way: anyWay }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 300 }),
        (ways, every) => {
          const { strokes, pieces } = draw(ways, every)
          const runs = pieces.flatMap((piece) => readPiece(piece) ?? expect.fail('no piece'))
          for (const stroke of strokes) {
            const own = runs.filter(({ tick }) => tick === stroke.tick)
            expect(own.flatMap(({ bytes }) => [...bytes])).toEqual([...stroke.bytes])
            expect(own.map(({ page }) => page).filter(Boolean)).toEqual([stroke.page])
            expect(own.map(({ ends }) => ends)).toEqual(own.map((_, n) => n === own.length - 1))
          }
          expect(new Set(strokes.map(({ tick }) => tick)).size).toBe(strokes.length)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('points without an end become strokes that each can be read, and pieces that each find room', () => {
    const strokes: Uint8Array[] = []
    const pieces: Uint8Array[] = []
    const pen = new InkPen(({ bytes }) => strokes.push(bytes))
    pen.down(blank, 0.5625, aStyle, { x: 2000, y: 1000, at: 0 })
    for (let n = 1; n < 60_000; n++) {
      const far = 200 + (n % 7) * 30
      pen.move({ x: 2000 + far * Math.cos(n), y: 1000 + far * Math.sin(n), at: n / 2 })
    }
    pen.up()
    for (let piece = pen.piece(); piece; piece = pen.piece()) pieces.push(piece)
    expect(strokes.length).toBeGreaterThan(50)
    expect(strokes.every((bytes) => bytes.length <= mostBytes && readStroke(bytes).ok)).toBe(true)
    expect(pieces.every((piece) => piece.length <= longestPiece && readPiece(piece))).toBe(true)
  })

  test('what is no number is passed over, and the page’s edge ends a stroke', () => {
    const strokes: Uint8Array[] = []
    const pen = new InkPen(({ bytes }) => strokes.push(bytes))
    expect(pen.move({ x: 1, y: 1, at: 0 })).toBe('no-pen')
    expect(pen.down(blank, 0.5, aStyle, { x: 100, y: 100, at: 40 })).toBeUndefined()
    for (const bad of [
      { x: Number.NaN },
      { y: Number.POSITIVE_INFINITY },
      { at: Number.NaN },
      { pressure: Number.NaN },
    ])
      expect(pen.move({ x: 100, y: 100, at: 80, ...bad })).toBe('not-a-number')
    expect(pen.move({ x: 100, y: 2049, at: 120 })).toBe('outside')
    expect(pen.move({ x: 200, y: 2000, at: 160 })).toBeUndefined()
    expect(pen.move({ x: 200, y: 200, at: 9e9 })).toBe('too-late')
    pen.up()
    expect(strokes.map((bytes) => pointsOf(bytes).map(({ x, y }) => [x, y]))).toEqual([[[100, 100]], [[200, 2000]]])
  })

  test('no two strokes of a writer have one name, also after a reload', () => {
    const names: number[] = []
    const pen = new InkPen(({ tick }) => names.push(tick), 90)
    for (const at of [0, 0, 4000]) {
      pen.down(blank, 0.5, aStyle, { x: 1, y: 1, at })
      pen.up()
    }
    expect(names).toEqual([91, 92, 100])
  })
})

describe('a hand that writes steadily', () => {
  test.each([
    ['12 pieces a second', 1000 / 12],
    ['4 pieces a second', 250],
  ])('costs at most 250 bytes a second in %s', (_, every) => {
    const { strokes, lasts } = handwriting(90)
    const { pieces } = draw(
      strokes.map((way) => ({ page: blank, style: aStyle, way })),
      every,
    )
    expect(pieces.reduce((sum, { length }) => sum + length, 0) / (lasts / 1000)).toBeLessThanOrEqual(250)
  })
})
