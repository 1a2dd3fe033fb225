import { afterEach, expect, test, vi } from 'vitest'
import { soundElement } from './sound-element.ts'

afterEach(() => vi.unstubAllGlobals())

/** A player's buffer: what it is given begins at `next`, s, and lasts ten seconds. */
class Buffer extends EventTarget {
  updating = false
  held: number[] = []
  next = 0
  get buffered() {
    return {
      length: this.held.length,
      start: (n: number) => this.held[n],
      end: (n: number) => (this.held[n] ?? 0) + 10,
    }
  }
  appendBuffer(): void {
    if (this.next > 0) this.held = [...this.held, this.next].sort((a, b) => a - b)
    this.#done()
  }
  remove(from: number, until: number): void {
    this.held = this.held.filter((one) => one < from || one >= until)
    this.#done()
  }
  #done(): void {
    this.updating = true
    queueMicrotask(() => {
      this.updating = false
      this.dispatchEvent(new Event('updateend'))
    })
  }
}

test('what was forgotten once is there when it is given again: who goes back hears it', async () => {
  const buffer = new Buffer()
  let opened: EventTarget | undefined
  class Source extends EventTarget {
    static isTypeSupported = () => true
    readyState = 'open'
    addSourceBuffer = () => buffer
    constructor() {
      super()
      opened = this
    }
  }
  vi.stubGlobal('MediaSource', Source)
  vi.stubGlobal('Audio', EventTarget)
  vi.stubGlobal('URL', { createObjectURL: () => '' })
  const element = soundElement(
    () => undefined,
    () => undefined,
  )
  opened?.dispatchEvent(new Event('sourceopen'))
  const give = async (at: number) => {
    buffer.next = at / 1000
    element?.append([{ at, bytes: Uint8Array.of(0x58, 1, 2) }])
    await vi.waitFor(() => expect(element?.taking()).toBe(false))
  }
  await give(1_000)
  await give(600_000)
  element?.forget(570_000)
  await vi.waitFor(() => expect(buffer.held).toEqual([600]))
  await give(1_000)
  await give(11_000)
  expect(buffer.held).toEqual([1, 11, 600])
})
