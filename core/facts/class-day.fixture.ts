import type { Fact } from './fact.ts'

/**
 * What a class of 40 does on one day on one tablet: a register, ten homework questions each, eleven practised ones each,
 * as far apart in time as children are. 880 facts; always the same ones.
 */
export function aClassesDay(): Fact[] {
  const random = seeded(7)
  const below = (n: number) => Math.floor(random() * n)
  const word = (length: number) => Array.from({ length }, () => alphabet[below(64)]).join('')
  const device = `qingshan-3-tablet-${word(22)}`
  const pupils = Array.from({ length: 40 }, () => word(12))
  const assistant = word(12)
  const assignment = word(16)
  const facts: Fact[] = []
  let at = Date.parse('2026-11-24T08:30:00+08:00')
  const record = (by: string, kind: string, body: object, gap: number) => {
    at += gap
    facts.push({ device, seq: 4_001 + facts.length, at, by, kind, body } as Fact) // ids made of the right letters
  }
  for (const pupil of pupils) {
    const status = ['present', 'present', 'present', 'present', 'late', 'leave', 'absent'][below(7)]
    record(assistant, 'attendance.marked', { lesson: 'qingshan-3.20261124.3', pupil, status }, 300 + below(3_000))
  }
  for (const pupil of pupils) {
    for (let question = 1; question <= 10; question++) {
      const body = { class: 'qingshan-3', assignment, pupils: [pupil], question: `q${question}`, answer: below(4) }
      record(pupil, 'homework.answered', body, 2_000 + below(60_000))
    }
  }
  for (const pupil of pupils) {
    for (let n = 0; n < 11; n++) {
      const about = { class: 'qingshan-3', pupil, package: 'chars-3a-1', question: `c${below(30)}` }
      record(pupil, 'practice.answered', { ...about, answer: below(4), right: below(5) > 0 }, 1_000 + below(40_000))
    }
  }
  return facts
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Mulberry32 by Tommy Ettinger, public domain. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
