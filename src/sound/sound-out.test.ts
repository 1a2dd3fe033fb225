import { expect, test } from 'vitest'
import { readChunk, type SoundChunk } from '../../core/sound/chunk.ts'
import type { SoundPacket } from '../../core/sound/packet.ts'
import { readSegment } from '../../core/sound/segment.ts'
import { soundOut } from './sound-out.ts'

const said = (n: number): SoundPacket[] =>
  [0, 60].map((ms) => ({ at: n * 120 + ms, bytes: new Uint8Array(60).fill(0x58) }))

function speaking(pending: () => number | undefined, stuck = () => false) {
  const chunks: SoundChunk[] = []
  const kept: { from: number; until: number; packets: number }[] = []
  const out = soundOut({
    track: 7,
    pending,
    stuck,
    send(bytes) {
      const chunk = readChunk(bytes)
      if (chunk) chunks.push(chunk)
    },
    keep({ from, until, bytes }) {
      kept.push({ from, until, packets: readSegment(bytes)?.length ?? 0 })
    },
  })
  return { out, chunks, kept }
}

test('what is said goes out as it is said, and is kept in segments of ten seconds', () => {
  const { out, chunks, kept } = speaking(() => 0)
  for (let n = 0; n < 100; n++) out.say(said(n))
  out.flush()
  expect(chunks.map(({ track, number }) => ({ track, number }))).toEqual(
    Array.from({ length: 100 }, (_, n) => ({ track: 7, number: n * 2 })),
  )
  expect(kept).toEqual([
    { from: 0, until: 9_960, packets: 166 },
    { from: 9_960, until: 12_000, packets: 34 },
  ])
  out.flush()
  expect(kept).toHaveLength(2)
})

test('without a line nothing goes out and everything is kept; with one again what is newest goes', () => {
  let pending: number | undefined
  const { out, chunks, kept } = speaking(() => pending)
  for (let n = 0; n < 50; n++) out.say(said(n))
  expect(chunks).toEqual([])
  pending = 0
  out.say(said(50))
  out.say(said(51))
  out.flush()
  expect(chunks[0]?.packets[0]?.at).toBeGreaterThanOrEqual(50 * 120 - 2_000 - 240)
  expect(kept[0]).toEqual({ from: 0, until: 52 * 120, packets: 104 })
  expect(out.figures().dropped).toBe(chunks[0]?.number)
})

test('a line that swallows more than it carries is given no more, and a new one is', () => {
  let isStuck = false
  const { out, chunks } = speaking(
    () => 0,
    () => isStuck,
  )
  for (let n = 0; n < 10; n++) out.say(said(n))
  const gone = chunks.length
  isStuck = true
  for (let n = 10; n < 40; n++) out.say(said(n))
  expect(chunks).toHaveLength(gone)
  isStuck = false
  out.say(said(40))
  out.say(said(41))
  expect(chunks.length).toBeGreaterThan(gone)
})
