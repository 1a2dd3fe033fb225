import { InkBoard } from '../../core/ink/board.ts'
import { handwriting } from '../../core/ink/handwriting.fixture.ts'
import type { Style } from '../../core/ink/measures.ts'
import { Pace } from '../../core/ink/pace.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { InkPen } from '../../core/ink/pen.ts'
import { readPiece } from '../../core/ink/piece.ts'
import { bench, percentile } from './bench.ts'
import { penToScreen } from './live/pen-to-screen.ts'
import { onThinWires } from './live/thin-wire.ts'

const page = pageRef('blank', 0)
const style: Style = { tool: 'pen', colour: 'ink', width: 'medium' }

/** A frame of the far screen, and the way there on a good line, ms. */
const frame = 1000 / 60
const wayThere = 20

export default bench({
  name: 'board',
  how: `A hand that writes Han characters steadily, 1.5 a second (7.1 strokes each; core/ink/handwriting.fixture.ts). ink*: the payload of the pieces alone, gathered 12 and
4 times a second, and what the facts of forty minutes hold, before base64, reckoned. thinWire: a host writes a page full in the studio (Chromium) while speaking, and a classroom, a Chromium behind a wire (TUN, \`test/network/wire.py\`)
of 24 kbit/s and 400 ms, holds the board alone: all bytes on that wire both ways, with the headers of IP, TCP and TLS; the hub sends it no sound. byItself*: another on such a wire,
left to itself, while the host writes and speaks, sound included, and while the host writes with the microphone off. penToScreen: a host with a camera on writes a page full, and a classroom in another Chromium on this machine has picture and sound
by WebRTC: from the time stamp of the pointer's event in the studio to the frame in which the classroom has painted that point (pixels of its canvas, looked at behind each frame), some 380 points, the 95th percentile.
reckonedPenToScreen: the same through pen, pieces, board and pace alone, with 20 ms for the way, on a clock that is not waited for.`,
  budget: {
    inkBytesPerSecond: { atMost: 250 },
    thinWireBytesPerSecond: { atMost: 700 },
    penToScreenMs: { atMost: 120 },
  },
  needs: ['build', 'browsers'],
  async measure() {
    const good = write(1000 / 12)
    const thin = write(250)
    const delays = await penToScreen()
    const { held, byItself, silent } = await onThinWires()
    return {
      inkBytesPerSecond: good.bytesPerSecond,
      thinWireBytesPerSecond: held.toClassroom + held.fromClassroom,
      penToScreenMs: percentile(delays, 0.95),
      penToScreenMedianMs: percentile(delays, 0.5),
      thinWireToClassroomBytesPerSecond: held.toClassroom,
      byItselfSilentBytesPerSecond: silent.toClassroom + silent.fromClassroom,
      byItselfWithSoundBytesPerSecond: byItself.toClassroom + byItself.fromClassroom,
      inkGatheredBytesPerSecond: thin.bytesPerSecond,
      piecesPerSecond: good.piecesPerSecond,
      reckonedPenToScreenMs: percentile(good.delays, 0.95),
      reckonedThinPenToScreenMs: percentile(thin.delays, 0.95),
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
