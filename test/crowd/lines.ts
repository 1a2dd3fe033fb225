import type { LineProperties } from '../network/line.ts'
import { cutEvery } from '../network/line.ts'

/**
 * The lines of a crowd, in turn. TCP goes through a relay; of a lost packet TCP makes a moment of silence, so a line that loses falls
 * silent for a moment again and again. UDP does not pass but on the good line: pictures come by it alone.
 */
export const lines = {
  good: {},
  'no UDP': {},
  thin: { up: 64_000, down: 64_000, delay: 150, whenDead: 'silent' },
  lossy: { up: 1_000_000, down: 1_000_000, delay: 100, cuts: cutEvery(3_000, 500), whenDead: 'silent' },
  cut: { up: 2_000_000, down: 2_000_000, delay: 30, whenDead: 'reset' },
} as const satisfies Record<string, LineProperties>

export type LineName = keyof typeof lines

/** Chromium lets no UDP out that goes by no proxy, and there is none. Chromium 88 and 109 know the switch by its longer name, later ones by the other. */
export const withoutUdp = ['webrtc', 'force-webrtc'].map(
  (name) => `--${name}-ip-handling-policy=disable_non_proxied_udp`,
)

export function lineOf(n: number): LineName {
  const names = Object.keys(lines) as LineName[] // the keys of this very object
  return names[n % names.length] ?? 'good'
}
