import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { DeviceId } from '../../core/facts/ids.ts'
import { InkBoard } from '../../core/ink/board.ts'
import { readStroke } from '../../core/ink/coding.ts'
import { DrawnStroke, inkBytes } from '../../core/ink/drawn.ts'
import { ErasedStrokes } from '../../core/ink/erased.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { readPiece } from '../../core/ink/piece.ts'
import { readPointer } from '../../core/ink/pointer.ts'
import { Desk, type Shown } from './desk.ts'

const by = v.parse(DeviceId, 'studio')
const [first, second] = [pageRef('blank', 0), pageRef('blank', 1)]

/** A desk, what it told the room, and a clock that is moved by hand. */
function openDesk(board = new InkBoard()) {
  const told = { drawn: [] as DrawnStroke[], erased: [] as ErasedStrokes[], signals: [] as Uint8Array[] }
  let clock = 1000
  const desk = new Desk(board, by, first, 0.5625, () => clock, {
    drawn: (stroke) => told.drawn.push(v.parse(DrawnStroke, stroke)),
    erased: (strokes) => told.erased.push(v.parse(ErasedStrokes, strokes)),
    signal: (bytes) => told.signals.push(bytes),
  })
  const shown = (): Shown[] =>
    board.shown(desk.inHand.getState().page).flatMap((ink) => {
      const reading = readStroke(ink.bytes)
      return reading.ok ? [{ ink, stroke: reading.stroke }] : []
    })
  const line = (y: number) => {
    desk.down({ x: 100, y, at: clock }, shown)
    for (let x = 200; x <= 1000; x += 100) {
      clock += 20
      desk.move({ x, y, at: clock }, shown)
    }
    desk.up()
    clock += 200
  }
  const count = (page = first) => board.shown(page).length
  return { desk, board, told, shown, line, count, wait: (ms: number) => (clock += ms) }
}

describe('a desk', () => {
  test('tells each stroke once as a fact, and before in pieces that a board is complete from', () => {
    const { desk, told, line } = openDesk()
    line(300)
    desk.tell()
    line(500)
    desk.tell()
    desk.tell()
    const other = new InkBoard()
    for (const signal of told.signals) other.takePiece(by, readPiece(signal) ?? expect.fail('no piece'))
    expect(told.drawn.length).toBe(2)
    expect(other.shown(first).map(({ bytes }) => bytes)).toEqual(told.drawn.map(({ ink }) => inkBytes(ink)))
  })

  test('rubs out what the rubber touches, at once here, and told together', () => {
    const { desk, told, line, count, shown } = openDesk()
    for (const y of [300, 500, 900]) line(y)
    desk.take({ tool: 'eraser' })
    desk.down({ x: 500, y: 200, at: 5000 }, shown)
    desk.move({ x: 500, y: 400, at: 5040 }, shown)
    desk.move({ x: 520, y: 600, at: 5080 }, shown)
    expect(count()).toBe(1)
    expect(told.erased).toEqual([])
    desk.up()
    desk.tell()
    expect(told.erased.map(({ strokes }) => strokes.length)).toEqual([2])
  })

  test('undoes on this page, the last thing first: a stroke goes, what was rubbed out comes back', () => {
    const { desk, told, line, count, shown, wait } = openDesk()
    line(300)
    line(500)
    desk.turn(second, 0.5625)
    expect(desk.inHand.getState().undoable).toBe(false)
    line(300)
    desk.turn(first, 0.5625)
    desk.down({ x: 500, y: 200, at: 9000 }, shown, 'eraser')
    desk.move({ x: 500, y: 600, at: 9040 }, shown)
    desk.up()
    desk.tell()
    const counts = [count()]
    for (let n = 0; n < 4; n++) {
      wait(500)
      desk.undo()
      counts.push(count())
    }
    expect(counts).toEqual([0, 2, 1, 0, 0])
    expect(count(second)).toBe(1)
    expect(desk.inHand.getState().undoable).toBe(false)

    // The room comes to the same from what it was told.
    const other = new InkBoard()
    for (const stroke of told.drawn) other.takeDrawn(by, stroke)
    for (const erased of told.erased) other.takeErased(by, erased)
    expect([other.shown(first).length, other.shown(second).length]).toEqual([0, 1])
  })

  test('what a hand drew that came down before the pen goes again, and nothing else', () => {
    const { desk, line, shown, count, board } = openDesk()
    line(300)
    desk.down({ x: 800, y: 900, at: 3000 }, shown)
    desk.move({ x: 820, y: 950, at: 3040 }, shown)
    desk.cancel()
    expect([count(), board.all(first).length]).toEqual([1, 2])
    desk.take({ tool: 'pointer' })
    desk.down({ x: 800, y: 900, at: 3000 }, shown)
    desk.cancel()
    expect(count()).toBe(1)
  })

  test('after a reload goes on under new names, and can still undo', () => {
    const { board, line, told } = openDesk()
    line(300)
    const again = openDesk(board)
    expect(again.desk.inHand.getState().undoable).toBe(true)
    again.line(500)
    expect(again.told.drawn[0]?.stroke).toBeGreaterThan(told.drawn[0]?.stroke ?? 0)
    again.desk.undo()
    again.desk.undo()
    expect(again.count()).toBe(0)
  })

  test('tells where the pointer is only when that has changed, and that it has gone', () => {
    const { desk, told, shown } = openDesk()
    desk.take({ tool: 'pointer' })
    desk.move({ x: 700.4, y: 300, at: 1000 }, shown)
    desk.tell()
    desk.tell()
    desk.take({ tool: 'pen' })
    desk.tell()
    expect(told.signals.map((signal) => readPointer(signal)?.at)).toEqual([{ page: first, x: 700, y: 300 }, undefined])
  })

  test('a stroke that is longer than one may be, or leaves the page, goes on as another', () => {
    const { desk, told, shown, count } = openDesk()
    desk.down({ x: 100, y: 100, at: 1000 }, shown)
    for (let n = 0; n < 4000; n++)
      desk.move({ x: 1000 + 300 * Math.sin(n), y: 1000 + 300 * Math.cos(n), at: 1000 + n }, shown)
    expect(desk.own?.points.length).toBeLessThan(2000)
    desk.move({ x: 1000, y: 9000, at: 6000 }, shown)
    expect(desk.own).toBeUndefined()
    desk.move({ x: 1000, y: 900, at: 6040 }, shown)
    desk.up()
    expect(told.drawn.length).toBeGreaterThan(3)
    expect(count()).toBe(told.drawn.length)
  })
})
