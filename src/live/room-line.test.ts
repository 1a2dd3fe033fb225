import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LessonId } from '../../core/facts/ids.ts'
import type { FromRoom } from '../../core/live/room-messages.ts'
import { type RoomLine, roomLine } from './room-line.ts'

/** A socket whose far end the test holds. */
class Socket {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  binaryType = ''
  sent: unknown[] = []
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  send = (data: unknown) => void this.sent.push(data)
  close = () => this.ends(1005)
  ends(code: number): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
  says(message: FromRoom | string): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) })
  }
  signals(...bytes: number[]): void {
    this.onmessage?.({ data: Uint8Array.from(bytes).buffer })
  }
}

let sockets: Socket[]
let line: RoomLine
beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  line = roomLine('three.20260908.1' as LessonId, {
    open: () => {
      const socket = new Socket()
      sockets.push(socket)
      return socket as unknown as WebSocket // as much of one as a line uses
    },
    prove: async (nonce) => `Proof ${nonce}`,
    onOnline: () => () => undefined,
  })
})
afterEach(() => {
  line.stop()
  vi.useRealTimers()
})

const last = () => sockets[sockets.length - 1] ?? expect.fail('no socket')
const host = { n: 0, device: 'studio-1', title: 'Studio', kind: 'studio', lessons: [], host: true }
const here = { t: 'here', you: 1, members: [host] } as unknown as FromRoom // ids as their schemas want them

/** What the hub was told last. */
const told = () => JSON.parse(String(last().sent[last().sent.length - 1]))

async function comesIn(): Promise<void> {
  last().says({ t: 'nonce', nonce: 'n' })
  await vi.advanceTimersByTimeAsync(0)
  last().says(here)
  await vi.advanceTimersByTimeAsync(0)
}

describe('a room’s line', () => {
  test('proves who it is, and is in when it is told who is there', async () => {
    await comesIn()
    expect(JSON.parse(String(last().sent[0]))).toEqual({ t: 'hello', authorization: 'Proof n' })
    expect(line.state.getState()).toMatchObject({ at: 'in', you: 1 })
  })

  test('hands on signals with who sent them, and says how much it has heard', async () => {
    await comesIn()
    const heard: unknown[] = []
    line.onSignal((from, bytes) => heard.push([from.device, ...bytes]))
    last().signals(0, 3, 7)
    last().signals(9, 3, 7)
    expect(heard).toEqual([['studio-1', 3, 7]])
    await vi.advanceTimersByTimeAsync(600)
    expect(told()).toMatchObject({ t: 'got', bytes: 6 })
  })

  test('hears signals that come together one after the other', async () => {
    await comesIn()
    const heard: unknown[] = []
    line.onSignal((from, bytes) => heard.push([from.device, ...bytes]))
    last().signals(0, 5, 0, 3, 0, 3, 7, 0, 3, 9, 1, 1, 0, 2, 0, 4)
    expect(heard).toEqual([
      ['studio-1', 3, 7],
      ['studio-1', 4],
    ])
  })

  test('says that it is slow where there and back takes long by the middle of five answers, until it is quick', async () => {
    await comesIn()
    let before = 0
    const answersAfter = async (ms: number) => {
      do {
        await vi.advanceTimersByTimeAsync(100)
        last().says({ t: 'beat' })
      } while ((told().at ?? before) === before)
      before = told().at
      await vi.advanceTimersByTimeAsync(ms)
      last().says({ t: 'beat', at: before })
    }
    for (const ms of [20, 20, 20, 300, 300, 20]) await answersAfter(ms)
    expect(told()).not.toMatchObject({ slow: true })
    for (let n = 0; n < 4; n++) await answersAfter(300)
    expect(told()).toMatchObject({ slow: true })
  })

  test('says at once that much has come at once, as behind a cut', async () => {
    await comesIn()
    last().signals(...new Array(1_500).fill(0))
    expect(told()).not.toMatchObject({ t: 'got' })
    last().signals(...new Array(1_500).fill(0))
    expect(told()).toEqual({ t: 'got', bytes: 3_000 })
  })

  test('knows since when nothing was heard, and how long there and back takes, at least as long as it waits', async () => {
    expect(line.rtt()).toBeUndefined()
    await comesIn()
    await vi.advanceTimersByTimeAsync(500)
    const { at } = told()
    await vi.advanceTimersByTimeAsync(300)
    expect(line.heardAgo()).toBe(800)
    last().says({ t: 'beat', at })
    expect([line.heardAgo(), line.rtt()]).toEqual([0, 300])
    // Asked again, and no answer: it is the longer the longer that takes.
    await vi.advanceTimersByTimeAsync(2_200)
    last().says({ t: 'beat' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(line.rtt()).toBeGreaterThan(900)
  })

  test('knows the longest silence since it was last asked, also when it is over', async () => {
    await comesIn()
    line.silence()
    await vi.advanceTimersByTimeAsync(1_700)
    last().says({ t: 'beat' })
    await vi.advanceTimersByTimeAsync(100)
    expect([line.silence(), line.heardAgo()]).toEqual([1_700, 100])
    expect(line.silence()).toBe(100)
  })

  test('hears from the hub whose voice comes late to it: once that another’s does, and for as long as it says so', async () => {
    await comesIn()
    const late = () => line.state.getState().late
    last().says({ t: 'beat', late: [1] })
    expect([line.spokenLate(), late()]).toEqual([false, [1]])
    last().says({ t: 'beat', late: [0] })
    expect([line.spokenLate(), line.spokenLate(), late()]).toEqual([true, false, [0]])
    last().says({ t: 'beat' })
    expect(late()).toEqual([])
  })

  test('that falls silent is opened anew, and tells again how it stands', async () => {
    await comesIn()
    line.standing({ rung: 3 })
    const first = last()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(last()).not.toBe(first)
    expect(line.state.getState().at).toBe('away')
    expect(line.send(Uint8Array.of(1))).toBe(false)
    await comesIn()
    expect(last().sent.map(String)).toContain(JSON.stringify({ t: 'standing', standing: { rung: 3 } }))
  })

  test('that carries the board alone is given more time, and says little', async () => {
    await comesIn()
    line.standing({ rung: 1 })
    last().sent = []
    last().says({ t: 'beat' })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(line.state.getState()).toMatchObject({ at: 'in', thin: true })
    expect(last().sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(line.state.getState().at).toBe('away')
    // Whatever rung it is while it is gone: the hub knows from the first word on.
    line.standing({ rung: 0 })
    await comesIn()
    expect(JSON.parse(String(last().sent[0]))).toMatchObject({ t: 'hello', thin: true })
  })

  test('that is dead is tried again every few seconds, sooner where the way is short', async () => {
    await comesIn()
    await vi.advanceTimersByTimeAsync(500)
    const { at } = told()
    await vi.advanceTimersByTimeAsync(50)
    last().says({ t: 'beat', at })
    const before = sockets.length
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sockets.length - before).toBeGreaterThanOrEqual(5)
    // What has failed often is made to wait by the browser itself.
    const early = sockets.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sockets.length - early).toBeLessThanOrEqual(8)
  })

  test('that is refused says so, and tries again', async () => {
    last().ends(4404)
    await vi.advanceTimersByTimeAsync(0)
    expect(line.state.getState().at).toBe('refused')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sockets.length).toBeGreaterThan(1)
  })

  test('lives through whatever is said to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), { maxLength: 8 }), async (all) => {
        for (const one of all) typeof one === 'string' ? last().says(one) : last().signals(...one)
        await vi.advanceTimersByTimeAsync(13_000)
        await comesIn()
        expect(line.state.getState().at).toBe('in')
      }),
      { numRuns: 50 },
    )
  })
})
