import { type SoundMode, soundRates } from './mode.ts'

/**
 * At which rate sound goes out to a room: music at its own, until some classroom's line does not carry it, and then for all at a voice's, so that
 * nobody is left without sound. It is tried again with patience, which grows with each try that failed. Pure.
 */
export interface LiveRate {
  /** bit/s */
  readonly rate: number
  /** Since when it is so, or since when all have had sound at the thin one; ms. */
  readonly since: number
  /** How long all have to have had sound until more is tried, ms. */
  readonly patience: number
}

const [firstPatience, mostPatience] = [30_000, 480_000]
/** A rate that held so long has proved itself, ms. */
const proves = 60_000

/** @param now ms of a clock that only goes on, as below */
export function firstRate(mode: SoundMode, now: number): LiveRate {
  return { rate: soundRates[mode], since: now, patience: firstPatience }
}

/** @param isLost whether a line does not carry the sound now: a classroom's (`losesSound`), or the speaker's own */
export function rateNow(before: LiveRate, mode: SoundMode, isLost: boolean, now: number): LiveRate {
  const { rate, since, patience } = before
  if (mode === 'voice') return before
  if (rate === soundRates.music) {
    if (!isLost) return before
    const next = now - since < proves ? Math.min(mostPatience, 2 * patience) : firstPatience
    return { rate: soundRates.voice, since: now, patience: next }
  }
  if (isLost) return { ...before, since: now }
  return now - since < patience ? before : { rate: soundRates.music, since: now, patience }
}

/** Whether a classroom has come down to the board alone because its sound broke: the ladder leaves rung 3 for nothing else. */
export function losesSound(standing: { rung: number; held?: boolean | undefined } | undefined): boolean {
  return standing?.rung === 1 && standing.held !== true
}
