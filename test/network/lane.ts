import type { Clock } from './line.ts'

/** What a lane carries for one connection: bytes in order, then an end. */
export type Flow = {
  send(bytes: Uint8Array): void
  end(): void
  /** Forgets what has not arrived: the connection broke. */
  drop(): void
  /** Bytes that have not arrived. */
  waiting(): number
}

export type Lane = {
  flow(arrive: (bytes: Uint8Array) => void, ended: () => void): Flow
  /** Bytes that have crossed the line. */
  crossed(): number
  resetCount(): void
  /** A stopped lane keeps what it has. */
  stop(): void
  start(): void
}

type Queue = { bytes: Uint8Array[]; length: number; onItsWay: number; ending: boolean; over: boolean } & Receiver
type Receiver = { arrive(bytes: Uint8Array): void; ended(): void }

/** The payload of a full Ethernet frame, in bytes: flows take turns by it, so that a big one does not shut out a small one. */
const segmentSize = 1460

/** A timer comes late by some milliseconds; so much of the line's time may be made up for. */
const lateness = 20

/**
 * One direction of a line: at most `rate` bits a second over all its flows, each byte `delay` milliseconds later at the
 * other end, in order.
 */
export function lane(rate: number, delay: number, clock: Clock): Lane {
  const queues: Queue[] = []
  let crossed = 0
  let running = true
  let freeAt = Number.NEGATIVE_INFINITY
  let wakeUp: (() => void) | undefined

  /** Puts on the line what it has room for now, a segment a flow in turn. */
  function pump(): void {
    wakeUp?.()
    wakeUp = undefined
    while (running) {
      const queue = queues.shift()
      if (queue === undefined) return
      const now = clock.now()
      if (freeAt > now) {
        queues.unshift(queue)
        wakeUp = clock.after(freeAt - now, pump)
        return
      }
      const segment = takeSegment(queue)
      freeAt = Math.max(freeAt, now - lateness) + (segment.length * 8000) / rate
      crossed += segment.length
      queue.onItsWay += segment.length
      const arriveAt = Math.max(freeAt, now) + delay
      clock.after(arriveAt - now, () => arriveIn(queue, segment))
      if (queue.length > 0) queues.push(queue)
    }
  }

  return {
    flow(arrive, ended) {
      const queue: Queue = { bytes: [], length: 0, onItsWay: 0, ending: false, over: false, arrive, ended }
      return {
        send(bytes) {
          if (queue.over || bytes.length === 0) return
          if (queue.length === 0) queues.push(queue)
          queue.bytes.push(bytes)
          queue.length += bytes.length
          pump()
        },
        end() {
          queue.ending = true
          if (queue.length + queue.onItsWay === 0) clock.after(delay, () => finish(queue))
        },
        drop() {
          queue.over = true
          queue.bytes = []
          queue.length = 0
          const place = queues.indexOf(queue)
          if (place >= 0) queues.splice(place, 1)
        },
        waiting: () => queue.length + queue.onItsWay,
      }
    },
    crossed: () => crossed,
    resetCount() {
      crossed = 0
    },
    stop() {
      running = false
    },
    start() {
      running = true
      pump()
    },
  }
}
