/** What a line is like. All that is left out is as good as none: no limit, no delay, no cuts. */
export type LineProperties = {
  /** Device to hub, bits per second, shared by all connections. */
  up?: number
  /** Hub to device, bits per second, shared by all connections. */
  down?: number
  /** One way, milliseconds: half the round trip. */
  delay?: number
  /** When the line is dead, in milliseconds since the relay was opened. */
  cuts?: Iterable<Cut>
  /**
   * What a dead line does. `reset`: connections break and new ones are refused, as by a router that lost its uplink.
   * `silent`: nothing passes and nobody is told, as on a radio link; what was under way passes afterwards.
   */
  whenDead?: 'reset' | 'silent'
}

export type Cut = { from: number; until: number }

/** The line is dead for `lasting` milliseconds at the end of each `every`, without end. */
export function cutEvery(every: number, lasting: number): Iterable<Cut> {
  return {
    *[Symbol.iterator]() {
      for (let until = every; ; until += every) yield { from: until - lasting, until }
    },
  }
}

/** The time of a test may be its own; performance.now and setTimeout otherwise. */
export type Clock = {
  now(): number
  after(milliseconds: number, act: () => void): () => void
}

export const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}
