import { InkBoard } from '../../core/ink/board.ts'
import { handwriting } from '../../core/ink/handwriting.fixture.ts'
import type { Style } from '../../core/ink/measures.ts'
import { Pace } from '../../core/ink/pace.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { InkPen } from '../../core/ink/pen.ts'
import { readPiece } from '../../core/ink/piece.ts'
import { bench, percentile } from './bench.ts'

const page = pageRef('blank', 0)
const style: Style = { tool: 'pen', colour: 'ink', width: 'medium' }

/** A frame of the far screen, and the way there on a good line, ms. */
const frame = 1000 / 60
const wayThere = 20

export default bench({
  name: 'board',
  how: `A hand that writes 90 Han characters steadily, 1.5 a second (7.1 strokes each; core/ink/handwriting.fixture.ts). Payload of the
pieces alone, gathered 12 and 4 times a second; what the facts of forty minutes hold, before base64. Pen to far screen: from a sample of the pen to the
frame of another screen that shows the line there, through pen, pieces, board and pace, with 20 ms for the way; the clock is reckoned, not waited
for, so painting and the browser's own way to the glass are not in it.`,
  budget: {
    inkBytesPerSecond: { atMost: 250 },
    thinInkBytesPerSecond: { atMost: 250 },
    penToScreenMs: { atMost: 120 },
  },
  async measure() {
    const good = write(1000 / 12)
    const thin = write(250)
    return {
      inkBytesPerSecond: good.bytesPerSecond,
      thinInkBytesPerSecond: thin.bytesPerSecond,
      piecesPerSecond: good.piecesPerSecond,
      penToScreenMs: percentile(good.delays, 0.95),
      thinPenToScreenMs: percentile(thin.delays, 0.95),
      fortyMinutesBytes: good.factBytesPerSecond * 2400,
    }
  },
})

/** Writes, takes a piece every so many ms, and looks at another screen in each of its frames. */
function write(every: number) {
  const { strokes, lasts } = handwriting(90)
  const samples = strokes.flatMap((stroke) => stroke.map((sample, n) => ({ ...sample, isFirst: n === 0 })))
  const board = new InkBoard()
  const pace = new Pace()
  let factBytes = 0
  const pen = new InkPen(({ bytes }) => {
    factBytes += bytes.length
  })
  const sent: { at: number; bytes: Uint8Array }[] = []
  const waiting: number[] = []
  const delays: number[] = []
  let drawn = 0
  let nextPiece = every
  let heard = 0
  let told = 0
  for (let now = frame; now < lasts + 2000; now += frame) {
    for (; nextPiece <= now; nextPiece += every) {
      for (let next = samples[drawn]; next && next.at <= nextPiece; next = samples[++drawn]) {
        if (next.isFirst) pen.down(page, 0.5625, style, next)
        else pen.move(next)
        if (samples[drawn + 1]?.isFirst !== false) pen.up()
        waiting.push(next.at)
      }
      for (let bytes = pen.piece(); bytes; bytes = pen.piece()) sent.push({ at: nextPiece, bytes })
    }
    for (let next = sent[heard]; next && next.at + wayThere <= now; next = sent[++heard]) {
      board.takePiece('studio', readPiece(next.bytes) ?? [])
      // What it tells of was drawn since the piece before.
      pace.heard(next.at - every, next.at, next.at + wayThere)
      told = next.at
    }
    while (waiting[0] !== undefined && waiting[0] <= told && waiting[0] <= pace.shown(now)) {
      delays.push(now - waiting[0])
      waiting.shift()
    }
  }
  const seconds = lasts / 1000
  const bytes = sent.reduce((sum, piece) => sum + piece.bytes.length, 0)
  return {
    delays,
    bytesPerSecond: bytes / seconds,
    piecesPerSecond: sent.length / seconds,
    factBytesPerSecond: factBytes / seconds,
  }
}
