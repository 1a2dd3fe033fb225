import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lane } from './lane.ts'
import type { Clock } from './line.ts'

describe('a lane', () => {
  it('takes as long as its rate and its delay say', () => {
    const time = handDrivenClock()
    const received = receiver(time)
    const flow = lane(50_000, 200, time).flow(received)
    flow.send(new Uint8Array(6250)) // 50,000 bits: one second
    flow.end()
    time.runAll()
    expect(received.bytes.length).toBe(6250)
    expect(received.lastAt).toBeCloseTo(1200, 0)
    expect(received.endedAt).toBeGreaterThanOrEqual(received.lastAt)
  })

  it('shares its rate among its flows in turn, so that a small one passes a big one', () => {
    const time = handDrivenClock()
    const shared = lane(80_000, 0, time)
    const big = receiver(time)
    const small = receiver(time)
    shared.flow(big).send(new Uint8Array(100_000))
    shared.flow(small).send(new Uint8Array(1000))
    time.runAll()
    expect(small.lastAt).toBeLessThan(500)
    expect(big.lastAt).toBeCloseTo(10_100, -1)
  })

  it('keeps what it was given while it is stopped', () => {
    const time = handDrivenClock()
    const stopped = lane(80_000, 0, time)
    const received = receiver(time)
    stopped.stop()
    stopped.flow(received).send(new Uint8Array(1000))
    time.runAll()
    expect(received.bytes.length).toBe(0)
    time.advance(5000)
    stopped.start()
    time.runAll()
    expect(received.lastAt).toBeCloseTo(5100, -1)
  })

  it('delivers nothing more of a dropped flow', () => {
    const time = handDrivenClock()
    const received = receiver(time)
    const flow = lane(80_000, 100, time).flow(received)
    flow.send(new Uint8Array(5000))
    flow.drop()
    time.runAll()
    expect(received.bytes.length).toBe(0)
    expect(received.endedAt).toBe(-1)
  })

  it('delivers every byte of every flow once, in order, and counts it, whatever the pieces', () => {
    const pieces = fc.array(fc.tuple(fc.nat(2), fc.uint8Array({ maxLength: 5000 }), fc.nat(300)), { maxLength: 20 })
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1000, max: 1_000_000 }), fc.nat(500), (sent, rate, delay) => {
        const time = handDrivenClock()
        const tested = lane(rate, delay, time)
        const received = [0, 1, 2].map(() => receiver(time))
        const flows = received.map((to) => tested.flow(to))
        for (const [which, bytes, pause] of sent) {
          flows[which]?.send(bytes)
          time.advance(pause)
        }
        for (const flow of flows) flow.end()
        time.runAll()
        received.forEach((to, which) => {
          expect(to.bytes).toEqual(sent.filter(([flow]) => flow === which).flatMap(([, bytes]) => [...bytes]))
          expect(to.endedAt).toBeGreaterThanOrEqual(to.lastAt)
        })
        expect(tested.crossed()).toBe(sent.reduce((sum, [, bytes]) => sum + bytes.length, 0))
      }),
      { numRuns: 60 },
    )
  })
})

function receiver(time: Clock) {
  return {
    bytes: [] as number[],
    lastAt: -1,
    endedAt: -1,
    arrive(bytes: Uint8Array) {
      this.bytes.push(...bytes)
      this.lastAt = time.now()
    },
    ended() {
      this.endedAt = time.now()
    },
  }
}

function handDrivenClock(): Clock & { advance(milliseconds: number): void; runAll(): void } {
  let now = 0
  let alarms: { at: number; act: () => void }[] = []

  function runUntil(end: number): void {
    for (;;) {
      const next = alarms.reduce<{ at: number; act: () => void } | undefined>(
        (first, alarm) => (first === undefined || alarm.at < first.at ? alarm : first),
        undefined,
      )
      if (next === undefined || next.at > end) return
      alarms = alarms.filter((alarm) => alarm !== next)
      now = Math.max(now, next.at)
      next.act()
    }
  }

  return {
    now: () => now,
    after(milliseconds, act) {
      const alarm = { at: now + Math.max(0, milliseconds), act }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
    advance(milliseconds) {
      const end = now + milliseconds
      runUntil(end)
      now = end
    },
    runAll: () => runUntil(Number.POSITIVE_INFINITY),
  }
}
