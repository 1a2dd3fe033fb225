import { climb, join, type Standing } from './ladder.ts'
import { type Rung, rungs, type Wish } from './rungs.ts'
import type { LineSample } from './sample.ts'

/** What a line is like at a second of its life. */
export interface Line {
  /** kbit/s. */
  carries: number
  /** UDP alone: 0 to 1. */
  loss?: number
  rtt?: number
  udp?: boolean
  cut?: boolean
  /** By how much the device takes its samples too late on a rung, ms. */
  overdue?: (rung: Rung) => number
}

export type Trace = (second: number) => Line

/** Lines as they are met with, made up plainly: no names, no places. */
export const traces = {
  good: () => ({ carries: 4000, rtt: 40 }),
  picture: () => ({ carries: 320, rtt: 80 }),
  thin: () => ({ carries: 64, rtt: 300 }),
  verythin: () => ({ carries: 8, rtt: 600 }),
  sawtooth: (s: number) => ({ carries: 100 + 30 * (s % 30), rtt: 100 }),
  slowDecay: (s: number) => ({ carries: 1200 * 0.985 ** s, rtt: 100 }),
  lossy: () => ({ carries: 4000, rtt: 60, loss: 0.2 }),
  udpBlocked: () => ({ carries: 4000, rtt: 60, udp: false }),
  udpBlockedLater: (s: number) => ({ carries: 4000, rtt: 60, udp: s < 30 }),
  shaking: (s: number) => ({ carries: s % 2 === 0 ? 2000 : 20, rtt: s % 2 === 0 ? 50 : 3000 }),
  smallPictureDevice: () => ({ carries: 4000, rtt: 40, overdue: (rung) => (rung === 5 ? 400 : 60) }),
  soundDevice: () => ({ carries: 4000, rtt: 40, overdue: (rung) => (rung >= 4 || rung === 2 ? 800 : 60) }),
  crowdedDevice: () => ({ carries: 4000, rtt: 40, overdue: () => 6_000 }),
  blinking: (s: number) => ({ carries: 4000, rtt: 50, cut: s % 8 < 6 }),
} satisfies Record<string, Trace>

/** A line that is cut at a second, for so many. */
export function cutFor(seconds: number, at = 40): Trace {
  return (s) => ({ carries: 4000, rtt: 50, cut: s >= at && s < at + seconds })
}

export interface Told {
  second: number
  rung: Rung
  because: Standing['because']
  trying: Rung | undefined
}

/**
 * A classroom on a line: what it gets asks something of the line, and shows in the next sample. A browser that hears of what
 * would fit says so in every other lesson (`knows`).
 */
export function live(trace: Trace, seconds: number, wish: Wish | ((second: number) => Wish), knows = true): Told[] {
  const wishAt = typeof wish === 'function' ? wish : () => wish
  let standing = join(0, wishAt(0))
  let silent = 0
  let opened: number | undefined
  const told: Told[] = []
  for (let second = 1; second <= seconds; second++) {
    const line = trace(second)
    silent = line.cut ? silent + 1000 : 0
    const byRtc = standing.rung >= 4 || (standing.trying ?? 0) >= 4
    opened = byRtc ? (opened ?? second) : undefined
    const sample = sampleOf(standing, line, { second, silent, opened, knows })
    standing = climb(standing, sample, wishAt(second))
    told.push({ second, rung: standing.rung, because: standing.because, trying: standing.trying })
  }
  return told
}

interface Heard {
  second: number
  silent: number
  opened: number | undefined
  knows: boolean
}

function sampleOf({ rung }: Standing, line: Line, { second, silent, opened, knows }: Heard): LineSample {
  const { carries, loss = 0, rtt = 100, udp = true, cut = false, overdue } = line
  const late = overdue?.(rung)
  const asked = rungs[rung].needs
  const short = asked > 0 ? Math.max(0, 1 - carries / asked) : 0
  const up = !cut && udp && opened !== undefined && second - opened >= 1
  const lost = Math.min(1, loss + short)
  return {
    at: second * 1000,
    heardAgo: silent + 300 + (late ?? 0),
    overdue: late,
    rtt: silent >= 3000 ? undefined : rtt + short * 3000,
    ...(opened !== undefined && {
      webrtc: {
        state: up ? 'connected' : second - opened >= 1 && !udp ? 'connecting' : cut ? 'connected' : 'connecting',
        ...{ heard: up, loss: up ? lost : 0, frozen: up && rung >= 4 ? Math.min(1, 2 * short) : cut ? 1 : 0 },
        available: knows && up ? carries * 0.9 : undefined,
      },
    }),
    ...(rung === 3 && { sound: { underruns: cut || short > 0.05 || (late ?? 0) > 1_000 ? 1 : 0 } }),
    ...(rung === 2 && { hls: { stalls: cut || short > 0.05 ? 1 : 0, bandwidth: carries } }),
  }
}
