import type { Clock } from './line.ts'

/** What a lane carries for one connection: bytes in order, then an end. */
export type Flow = {
  send(bytes: Uint8Array): void
  end(): void
  /** Forgets what has not arrived: the connection broke. */
  drop(): void
  /** Bytes sent that have not arrived. */
  waiting(): number
}

export type Receiver = { arrive(bytes: Uint8Array): void; ended(): void }

export type Lane = {
  flow(to: Receiver): Flow
  /** Bytes put on the line so far. */
  crossed(): number
  resetCount(): void
  /** A stopped lane puts nothing on the line and keeps what it was given. */
  stop(): void
  start(): void
}

const end = Symbol('the end of a flow')

type Queue = { to: Receiver; pieces: (Uint8Array | typeof end)[]; waiting: number; broken: boolean }

/** The payload of a full Ethernet frame, in bytes. Flows take turns by it, so a big one does not shut out a small one. */
const segmentSize = 1460

/** Timers come late by some milliseconds; so much of the line's time may be made up for. */
const latenessMs = 20

/**
 * One direction of a line: at most `rate` bits a second over all its flows, each byte `delay` milliseconds later at the
 * other end, in order.
 */
export function lane(rate: number, delay: number, clock: Clock): Lane {
  const waiting: Queue[] = []
  const arrivals: (() => void)[] = []
  let running = true
  let crossed = 0
  let freeAt = Number.NEGATIVE_INFINITY
  let wakeUp: (() => void) | undefined

  function pump(): void {
    wakeUp?.()
    wakeUp = undefined
    while (running && waiting.length > 0) {
      const now = clock.now()
      if (freeAt > now) {
        wakeUp = clock.after(freeAt - now, pump)
        return
      }
      putOnLine(now)
    }
  }

  /** One segment of the flow whose turn it is. */
  function putOnLine(now: number): void {
    const queue = waiting.shift()
    if (queue === undefined) return
    const piece = takePiece(queue)
    if (queue.pieces.length > 0) waiting.push(queue)
    if (piece === end) {
      schedule(Math.max(freeAt, now) + delay, () => {
        if (!queue.broken) queue.to.ended()
      })
      return
    }
    freeAt = Math.max(freeAt, now - latenessMs) + (piece.length * 8000) / rate
    crossed += piece.length
    schedule(freeAt + delay, () => {
      queue.waiting -= piece.length
      if (!queue.broken) queue.to.arrive(piece)
    })
  }

  /** Two timers may swap places; what arrives may not. */
  function schedule(moment: number, arrival: () => void): void {
    arrivals.push(arrival)
    clock.after(moment - clock.now(), () => arrivals.shift()?.())
  }

  /** An idle line has no time to make up for. */
  function setOut(): void {
    freeAt = Math.max(freeAt, clock.now())
    pump()
  }

  function add(queue: Queue, piece: Uint8Array | typeof end): void {
    const idle = waiting.length === 0
    if (queue.pieces.length === 0) waiting.push(queue)
    queue.pieces.push(piece)
    if (idle) setOut()
  }

  return {
    flow(to) {
      const queue: Queue = { to, pieces: [], waiting: 0, broken: false }
      return {
        send(bytes) {
          if (queue.broken || bytes.length === 0) return
          queue.waiting += bytes.length
          add(queue, bytes)
        },
        end() {
          if (!queue.broken) add(queue, end)
        },
        drop() {
          queue.broken = true
          queue.pieces = []
          const place = waiting.indexOf(queue)
          if (place >= 0) waiting.splice(place, 1)
        },
        waiting: () => queue.waiting,
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
      setOut()
    },
  }
}

function takePiece(queue: Queue): Uint8Array | typeof end {
  const first = queue.pieces.shift()
  if (first === undefined || first === end) return end
  if (first.length > segmentSize) queue.pieces.unshift(first.subarray(segmentSize))
  return first.subarray(0, segmentSize)
}
