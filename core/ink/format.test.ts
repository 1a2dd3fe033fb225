import * as v from 'valibot'
import { expect, test } from 'vitest'
import { examplesOf } from '../../test/formats/examples.ts'
import { InkBoard } from './board.ts'
import { readStroke } from './coding.ts'
import { readDrawing, writeDrawing } from './drawing.ts'
import { DrawnStroke, inkBytes, inkText } from './drawn.ts'
import { ErasedStrokes } from './erased.ts'
import { pageRef } from './page-ref.ts'
import { type FinishedStroke, InkPen, type PenSample } from './pen.ts'
import { readPiece } from './piece.ts'
import { readPointer, writePointer } from './pointer.ts'

const example = await examplesOf('ink')
const page = pageRef('lesson', 3)
const drawn = v.parse(DrawnStroke, example.json('drawn'))
const lines = (name: string) => example.text(name).trim().split('\n')
const bytesOf = (line: string) => Uint8Array.from(line.split(' '), (byte) => Number.parseInt(byte, 16))
const said = (bytes: Uint8Array | undefined) =>
  Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join(' ')

test('the page’s samples become its pieces and its fact', () => {
  const strokes: FinishedStroke[] = []
  const pieces: string[] = []
  const pen = new InkPen((stroke) => strokes.push(stroke))
  const samples = example.json('samples') as PenSample[]
  samples.forEach((sample, n) => {
    if (n === 0) pen.down(page, 0.5625, { tool: 'pen', colour: 'red', width: 'medium' }, sample)
    else pen.move(sample)
    if ([0, 3, 5].includes(n)) pieces.push(said(pen.piece()))
  })
  pen.up()
  pieces.push(said(pen.piece()))
  expect(pieces).toEqual(lines('pieces'))
  expect(strokes.map(({ tick, bytes, ...of }) => ({ page: of.page, stroke: tick, ink: inkText(bytes) }))).toEqual([
    drawn,
  ])
})

test('its fact says its stroke, as do the pieces', () => {
  const bytes = inkBytes(drawn.ink) ?? expect.fail('no ink')
  expect(readStroke(bytes)).toEqual({ ok: true, stroke: example.json('stroke') })
  const board = new InkBoard()
  for (const line of lines('pieces')) board.takePiece('studio-2mQ', readPiece(bytesOf(line)) ?? [])
  expect(board.shown(page).map((one) => inkText(one.bytes))).toEqual([drawn.ink])
  board.takeErased('studio-2mQ', v.parse(ErasedStrokes, example.json('erased')))
  expect([board.shown(page).length, board.shown(page, 1599).length]).toEqual([0, 1])
})

test('its pointer points', () => {
  const [there = '', gone = ''] = lines('pointer')
  const signals = [
    { tick: 1540, at: { page, x: 1910, y: 860 } },
    { tick: 1550, at: undefined },
  ]
  expect([readPointer(bytesOf(there)), readPointer(bytesOf(gone))]).toEqual(signals)
  expect(signals.map((signal) => said(writePointer(signal)))).toEqual([there, gone])
})

test('a drawing of it is the page’s', () => {
  const bytes = inkBytes(drawn.ink) ?? expect.fail('no ink')
  const drawing = writeDrawing({ aspect: 0.75, strokes: [bytes] })
  expect(said(drawing)).toBe(example.text('drawing').trim())
  expect(readDrawing(drawing ?? new Uint8Array())).toEqual({ aspect: 0.75, strokes: [example.json('stroke')] })
})
