import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Member } from '../../core/live/room-messages.ts'
import { type SoundMode, soundRates } from '../../core/sound/mode.ts'
import type { Recording, RecordingOptions } from '../sound/index.ts'
import type { RoomLine, RoomState } from './room-line.ts'
import { type SpokenSegment, speak } from './speak.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A room with a host and one classroom, a microphone that the test holds, and what goes out and is kept. */
function studio(mode: SoundMode, inRoom = true) {
  const state = createStore<RoomState>(() => ({ at: 'in', you: 0, members: [], thin: false, late: [] }))
  const sent: Uint8Array[] = []
  const kept: SpokenSegment[] = []
  const recorded: (RecordingOptions & { changes: unknown[] })[] = []
  const owed = { ms: 0 }
  const line = {
    state,
    pending: () => 0,
    owed: () => owed.ms,
    send: (bytes: Uint8Array) => sent.push(bytes) > 0,
  } as unknown as RoomLine // as much of one as is used
  const begin = (options: RecordingOptions): Recording => {
    const changes: unknown[] = []
    recorded.push({ ...options, changes })
    const done = async () => undefined
    return {
      level: () => 0,
      pause: done,
      resume: () => undefined,
      change: async (to) => void changes.push(to),
      stop: done,
    }
  }
  const speaking = speak(
    inRoom ? line : undefined,
    { track: 0, mode, now: () => 0, keep: (one) => kept.push(one), changed: () => undefined },
    begin,
  )
  const classroomStands = (rung: number) => {
    const members = [
      { n: 0, host: true },
      { n: 1, host: false, standing: { rung } },
    ] as unknown as Member[] // as much as is looked at
    state.setState({ members })
    vi.advanceTimersByTime(1_000)
  }
  const ownIsLate = () => {
    state.setState({ late: [0] })
    vi.advanceTimersByTime(1_000)
  }
  return { recorded, sent, kept, speaking, classroomStands, ownIsLate, owed }
}

const packets = (byte: number) => [0, 60].map((at) => ({ at, bytes: Uint8Array.of(0x58, byte) }))

test('a voice is coded once: what goes out is what is kept', async () => {
  const { recorded, sent, kept, speaking } = studio('voice')
  expect(recorded.map(({ mode, bitsPerSecond }) => [mode, bitsPerSecond])).toEqual([['voice', soundRates.voice]])
  recorded[0]?.said(packets(7))
  expect(sent).toHaveLength(1)
  await speaking.end()
  expect(kept).toHaveLength(1)
})

test('a line whose answer is long owed is given no more, so that it does not count as dead; it is kept all the same', async () => {
  const { recorded, sent, kept, speaking, owed } = studio('voice')
  owed.ms = 1_600
  recorded[0]?.said(packets(7))
  expect(sent).toHaveLength(0)
  owed.ms = 0
  recorded[0]?.said(packets(8).map((packet) => ({ ...packet, at: packet.at + 120 })))
  recorded[0]?.said(packets(9).map((packet) => ({ ...packet, at: packet.at + 240 })))
  expect(sent.length).toBeGreaterThan(0)
  await speaking.end()
  expect(kept).toHaveLength(1)
})

test('music goes out at a voice’s rate where the speaker’s own line does not carry it', () => {
  const { recorded, ownIsLate } = studio('music')
  ownIsLate()
  expect(recorded[0]?.changes).toEqual([{ bitsPerSecond: soundRates.voice }])
  expect(recorded[1]?.changes).toEqual([])
})

test('music is kept as music, and goes out at a voice’s rate while a classroom is without sound', async () => {
  const { recorded, sent, kept, speaking, classroomStands } = studio('music')
  const [live, keeping] = recorded
  expect([live?.mode, live?.bitsPerSecond, keeping?.mode, keeping?.bitsPerSecond]).toEqual([
    'music',
    soundRates.music,
    'music',
    undefined,
  ])
  classroomStands(3)
  expect(live?.changes).toEqual([])
  classroomStands(1)
  expect(live?.changes).toEqual([{ bitsPerSecond: soundRates.voice }])
  expect(keeping?.changes).toEqual([])
  live?.said(packets(1))
  keeping?.said(packets(2))
  await speaking.end()
  expect(sent.map((bytes) => bytes[bytes.length - 1])).toEqual([1])
  expect(kept.map(({ bytes }) => bytes[bytes.length - 1])).toEqual([2])
})

test('alone, music is coded once', () => {
  expect(studio('music', false).recorded).toHaveLength(1)
})
