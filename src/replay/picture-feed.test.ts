import { beforeEach, describe, expect, test } from 'vitest'
import type { MovingPicture } from '../../core/recording/heads.ts'
import { pictureFeed } from './picture-feed.ts'

/** Pieces of two seconds; the first byte is the piece's number, or 100 and more of what one needs first. */
const stretch = (n: number) => ({ at: n, bytes: 1 })
const head: MovingPicture = {
  format: 1,
  opened: 0,
  inits: [stretch(100), stretch(101)].map((where) => ({ type: 'video/mp4', ...where })),
  pieces: Array.from({ length: 40 }, (_, n) => ({ from: n * 2_000, ms: 2_000, init: n < 3 ? 0 : 1, ...stretch(n) })),
}

/** A player's buffer that notes what it is given. It has holes: of each piece only the last half second is there. */
class Buffer extends EventTarget {
  got: string[] = []
  ranges: [number, number][] = []
  refuses: number | undefined
  get buffered() {
    const { ranges } = this
    const of = (n: number) => ranges[n] ?? [0, 0]
    return { length: ranges.length, start: (n: number) => of(n)[0], end: (n: number) => of(n)[1] }
  }
  appendBuffer(bytes: BufferSource): void {
    const [n = 0] = bytes as Uint8Array
    this.#later(n === this.refuses ? 'error' : 'updateend')
    if (n === this.refuses) return
    this.got.push(n >= 100 ? `init ${n - 100}` : String(n))
    if (n < 100) this.ranges.push([n * 2 + 1.5, n * 2 + 2])
  }
  remove(from: number, below: number): void {
    this.got.push(`without ${from} to ${below}`)
    this.ranges = this.ranges.filter(([, end]) => end > below)
    this.#later('updateend')
  }
  #later(name: string): void {
    queueMicrotask(() => this.dispatchEvent(new Event(name)))
  }
}

let player: Buffer
let feed: (at: number) => Promise<void>
beforeEach(() => {
  player = new Buffer()
  const read = async ({ at }: { at: number }) => Uint8Array.of(at)
  feed = pictureFeed(player, { head, read })
})

async function fed(at: number, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await feed(at)
}

describe('a player of a kept picture', () => {
  test('is given each piece once, behind what it needs first, some seconds ahead', async () => {
    await fed(0.5, 12)
    expect(player.got).toEqual(['init 0', '0', '1', '2', 'init 1', '3', '4', '5', '6'])
  })

  test('goes on where a piece has holes, or is not taken', async () => {
    player.refuses = 1
    await feed(0)
    await expect(feed(0)).rejects.toThrow()
    await fed(0, 3)
    expect(player.got).toEqual(['init 0', '0', '2', 'init 1', '3', '4'])
  })

  test('has what is sought first, and what was there before it when one goes back', async () => {
    await fed(60, 1)
    expect(player.got).toEqual(['init 1', '30'])
    await fed(60, 6)
    await fed(0, 1)
    expect(player.got.slice(-2)).toEqual(['init 0', '0'])
  })

  test('lets go of what is long past, and has it again when one goes back', async () => {
    for (let at = 0; at < 50; at += 1) await fed(at, 2)
    const [without] = player.got.filter((one) => one.startsWith('without'))
    expect(without).toMatch(/^without 0 to \d/)
    const before = player.got.length
    await fed(2, 1)
    expect(player.got.slice(before)).toEqual(['init 0', '1'])
  })
})
