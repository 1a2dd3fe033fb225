import fc from 'fast-check'
import { across, colours, type Style, tools, widths } from './measures.ts'
import { type PageRef, pageRef } from './page-ref.ts'
import { type FinishedStroke, InkPen, type PenSample } from './pen.ts'

export const anyStyle: fc.Arbitrary<Style> = fc.record({
  tool: fc.constantFrom(...tools),
  colour: fc.constantFrom(...colours),
  width: fc.constantFrom(...widths),
})

export const aStyle: Style = { tool: 'pen', colour: 'ink', width: 'medium' }

export const blank = pageRef('blank', 0)

export const anyPage: fc.Arbitrary<PageRef> = fc
  .tuple(fc.constantFrom('lesson', 'blank', 'photo'), fc.nat(2))
  .map(([sort, number]) => pageRef(sort as 'lesson', number))

/** A pen that wanders over a page of 16 by 9, rests, leaps, and now and then leaves it. */
export const anyWay: fc.Arbitrary<PenSample[]> = fc
  .tuple(
    fc.record({ x: fc.nat(across), y: fc.nat(2304), at: fc.nat(60_000) }),
    fc.array(
      fc.record({
        x: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }) }, fc.integer({ min: -900, max: 900 })),
        y: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }) }, fc.integer({ min: -900, max: 900 })),
        at: fc.oneof({ weight: 8, arbitrary: fc.nat(20) }, fc.nat(3000)),
        pressure: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
      }),
      { maxLength: 60 },
    ),
  )
  .map(([first, steps]) => {
    const way: PenSample[] = [first]
    let { x, y, at } = first
    for (const step of steps) {
      x += step.x
      y += step.y
      at += step.at
      way.push({ x, y, at, pressure: step.pressure })
    }
    return way
  })

export interface Drawn {
  strokes: FinishedStroke[]
  pieces: Uint8Array[]
}

/** Draws, and takes a piece whenever so many ms have gone by. */
export function draw(ways: readonly { page: PageRef; style: Style; way: readonly PenSample[] }[], every = 83): Drawn {
  const drawn: Drawn = { strokes: [], pieces: [] }
  const pen = new InkPen((stroke) => drawn.strokes.push(stroke))
  const take = () => {
    for (let piece = pen.piece(); piece; piece = pen.piece()) drawn.pieces.push(piece)
  }
  let next = 0
  for (const { page, style, way } of ways) {
    way.forEach((sample, n) => {
      if (sample.at >= next) take()
      while (next <= sample.at) next += every
      if (n === 0) pen.down(page, 0.5625, style, sample)
      else pen.move(sample)
    })
    pen.up()
  }
  take()
  return drawn
}
