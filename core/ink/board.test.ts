import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyPage, anyStyle, anyWay, aStyle, blank, draw } from './any-ink.fixture.ts'
import { InkBoard } from './board.ts'
import { type DrawnStroke, inkText } from './drawn.ts'
import type { ErasedStrokes } from './erased.ts'
import { pageRef } from './page-ref.ts'
import { readPiece } from './piece.ts'

type Heard =
  | { by: string; piece: Uint8Array }
  | { by: string; drawn: DrawnStroke }
  | { by: string; erased: ErasedStrokes }

function board(heard: readonly Heard[]): InkBoard {
  const one = new InkBoard()
  for (const each of heard) {
    if ('piece' in each) one.takePiece(each.by, readPiece(each.piece) ?? expect.fail('no piece'))
    else if ('drawn' in each) one.takeDrawn(each.by, each.drawn)
    else one.takeErased(each.by, each.erased)
  }
  return one
}

const pages = ['p0', 'p1', 'p2', 'b0', 'b1', 'b2', 'f0', 'f1', 'f2'].map((text) =>
  pageRef(({ p: 'lesson', b: 'blank', f: 'photo' } as const)[text[0] as 'p'], Number(text[1])),
)

const shows = (one: InkBoard, at?: number) =>
  pages.map((page) => one.shown(page, at).map(({ name, bytes, whole }) => [name, inkText(bytes), whole]))

/** Two who draw and erase, as facts, as pieces, or both. */
const anyRoom = fc
  .array(
    fc.record({
      by: fc.constantFrom('ann', 'bo'),
      page: anyPage,
      style: anyStyle,
      way: anyWay,
      told: fc.constantFrom('fact', 'both', 'pieces'),
      every: fc.constantFrom(40, 83, 250),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain((ways) => {
    const heard = ways.flatMap(({ by, told, every, ...way }, n): Heard[] => {
      // Each begins where the one before has ended.
      const later = way.way.map((sample) => ({ ...sample, at: sample.at + n * 300_000 }))
      const { strokes, pieces } = draw([{ ...way, way: later }], every)
      const drawn = strokes.map(({ page, tick, bytes }) => ({ by, drawn: { page, stroke: tick, ink: inkText(bytes) } }))
      return [...(told === 'fact' ? [] : pieces.map((piece) => ({ by, piece }))), ...(told === 'pieces' ? [] : drawn)]
    })
    const strokes = heard.flatMap((each) => ('drawn' in each ? [{ by: each.by, stroke: each.drawn.stroke }] : []))
    const erasing = fc.record({
      by: fc.constantFrom('ann', 'bo'),
      tick: fc.integer({ min: 1, max: 40_000 }),
      back: fc.boolean(),
      which: fc.subarray(strokes, { minLength: Math.min(1, strokes.length) }),
    })
    return fc.array(erasing, { maxLength: strokes.length > 0 ? 4 : 0 }).map((erasings) => [
      ...heard,
      ...erasings.map(({ by, tick, back, which }): Heard => {
        const erased = { tick, strokes: which, ...(back && { back: true as const }) } as ErasedStrokes
        return { by, erased }
      }),
    ])
  })

describe('the ink of a room', () => {
  test('comes to the same pages in whatever order it comes, and when some of it comes twice', () => {
    fc.assert(
      fc.property(
        anyRoom.chain((heard) =>
          fc.record({
            heard: fc.constant(heard),
            other: fc
              .tuple(fc.shuffledSubarray(heard, { minLength: heard.length }), fc.subarray(heard))
              .map(([all, twice]) => [...all, ...twice]),
          }),
        ),
        ({ heard, other }) => {
          expect(shows(board(other))).toEqual(shows(board(heard)))
        },
      ),
      { numRuns: 30 },
    )
  })

  test('is the same from pieces and from facts', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ page: anyPage, style: anyStyle, way: anyWay }), { maxLength: 4 }), (ways) => {
        const { strokes, pieces } = draw(ways)
        const facts = strokes.map(({ page, tick, bytes }): Heard => {
          return { by: 'ann', drawn: { page, stroke: tick, ink: inkText(bytes) } }
        })
        expect(shows(board(pieces.map((piece) => ({ by: 'ann', piece }))))).toEqual(shows(board(facts)))
      }),
    )
  })

  const way = Array.from({ length: 40 }, (_, n) => ({ x: 300 + 30 * n, y: 300 + 9 * (n % 5), at: 1000 + 25 * n }))
  const { strokes, pieces } = draw([{ page: blank, style: aStyle, way }])
  const [stroke = expect.fail()] = strokes

  test('with a piece missing is shown as far as it has come, until its fact is there', () => {
    expect(pieces.length).toBeGreaterThan(5)
    const one = board(pieces.filter((_, n) => n !== 3).map((piece) => ({ by: 'ann', piece })))
    expect(one.shown(blank)[0]?.whole).toBe(false)
    one.takeDrawn('ann', { page: blank, stroke: stroke.tick, ink: inkText(stroke.bytes) })
    expect(one.shown(blank)[0]).toMatchObject({ whole: true, bytes: stroke.bytes })
  })

  test('is shown as it was at a time: before it was drawn, erased, and brought back', () => {
    const name = { by: 'ann', stroke: stroke.tick }
    const one = board([
      { by: 'ann', drawn: { page: blank, stroke: stroke.tick, ink: inkText(stroke.bytes) } },
      { by: 'ann', erased: { tick: 500, strokes: [name] } as ErasedStrokes },
      { by: 'bo', erased: { tick: 800, strokes: [name], back: true } as ErasedStrokes },
    ])
    const count = (at?: number) => one.shown(blank, at).length
    expect([24, 25, 499, 500, 799, 800, undefined].map(count)).toEqual([0, 1, 1, 0, 0, 1, 1])
  })

  test('who never ends a stroke takes no more room than so much', () => {
    const one = new InkBoard()
    const bytes = new Uint8Array([0, 0, 0, 0, 0])
    for (let tick = 1; tick < 1200; tick++) one.takePiece('mal', [{ tick, page: blank, from: 0, bytes, ends: false }])
    expect(one.all(blank).length).toBe(500)
    for (let from = 5; from < 4000; from += 17) {
      const more = new Uint8Array(4096 - from)
      one.takePiece('mal', [{ tick: 1199, page: undefined, from, bytes: more, ends: false }])
    }
    expect(one.all(blank)[499]?.bytes.length).toBe(4096)
  })

  test('says which stroke of which page has changed', () => {
    const heard: string[] = []
    const one = new InkBoard()
    one.onChange((page, name) => heard.push(`${page} ${name}`))
    one.takeDrawn('ann', { page: blank, stroke: stroke.tick, ink: inkText(stroke.bytes) })
    one.takeErased('ann', { tick: 500, strokes: [{ by: 'ann', stroke: stroke.tick }] } as ErasedStrokes)
    expect(heard).toEqual(['b0 ann/25', 'b0 ann/25'])
  })
})
