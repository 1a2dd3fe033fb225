import { expect, test } from 'vitest'
import { signalSorts } from '../../core/live/room-messages.ts'
import { writeChunk } from '../../core/sound/chunk.ts'
import { LateVoices } from './late-voices.ts'

/** Two packets of 60 ms, as a member sends them. */
function said(at: number, number: number): Uint8Array {
  const packets = [0, 60].map((later) => ({ at: at + later, bytes: Uint8Array.of(0x58, 1) }))
  return Uint8Array.from([signalSorts.sound, ...writeChunk({ track: 0, number, packets })])
}

/** A voice from `from` on, a chunk each 120 ms, each so late by the hub's clock, which is another. */
function speaks(voices: LateVoices, lateBy: (at: number) => number, until = 6_000): void {
  for (let at = 0; at < until; at += 120) voices.heard(2, said(at, at / 60), 50_000 + at + 120 + lateBy(at))
}

test('a voice that comes as it is spoken is not late, be it some tenths of a second behind', () => {
  const voices = new LateVoices()
  speaks(voices, (at) => ((at / 120) % 4 ? 300 : 40))
  expect(voices.now(56_200)).toEqual([])
})

test('a voice whose next word does not come is late, and long after that it is none', () => {
  const voices = new LateVoices()
  speaks(voices, () => 40)
  expect([56_200, 56_900, 60_000, 70_000].map((now) => voices.now(now))).toEqual([[], [2], [2], []])
})

test('a voice that falls more and more behind is late, however evenly it comes', () => {
  const voices = new LateVoices()
  speaks(voices, (at) => at / 4)
  expect(voices.now(50_000 + 6_000 + 1_500)).toEqual([2])
})

test('who has ended it, or gone, is not late', () => {
  const voices = new LateVoices()
  speaks(voices, () => 40)
  voices.forget(2)
  expect(voices.now(57_000)).toEqual([])
})

test('what is no sound is passed over', () => {
  const voices = new LateVoices()
  voices.heard(2, Uint8Array.of(signalSorts.sound, 9), 50_000)
  expect(voices.now(52_000)).toEqual([])
})
