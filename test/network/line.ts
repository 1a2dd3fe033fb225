/** What a line is like. All that is left out is as good as none: no limit, no delay, no cuts. */
export type LineProperties = {
  /** Device to hub, bits per second, shared by all connections. */
  up?: number
  /** Hub to device, bits per second, shared by all connections. */
  down?: number
  /** One way, milliseconds: half the round trip. */
  delay?: number
  /** When the line is dead, in milliseconds since the relay was opened. */
  cuts?: readonly Cut[] | EveryCut
  /**
   * What a dead line does. `reset`: connections break and new ones are refused, as by a router that lost its uplink.
   * `silent`: nothing passes and nobody is told, as on a radio link; what was under way passes afterwards.
   */
  whenDead?: 'reset' | 'silent'
}

export type Cut = { from: number; until: number }

/** Dead for `lasting` milliseconds at the end of each `every`. */
export type EveryCut = { every: number; lasting: number }

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

/** The moments at which the line changes between alive and dead, in order and without end where the cuts recur. */
export function* changes(cuts: LineProperties['cuts'] = []): Generator<{ at: number; alive: boolean }, void> {
  if ('every' in cuts) {
    for (let end = cuts.every; ; end += cuts.every) {
      yield { at: end - cuts.lasting, alive: false }
      yield { at: end, alive: true }
    }
  }
  for (const cut of cuts) {
    yield { at: cut.from, alive: false }
    yield { at: cut.until, alive: true }
  }
}
