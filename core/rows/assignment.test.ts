import { expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import { type Assignment, assignments } from './assignment.ts'
import type { Practice } from './practice.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

const row = 'assignment/three/a1' as RowKey
const setting = {
  assignment: 'a1',
  class: 'three',
  subject: '音乐',
  title: '唱一唱',
  package: 'songs',
  manifest: 'a'.repeat(64),
  questions: ['q1'],
  minutes: 10,
  written: true,
  day: '2026-09-08',
  due: '2026-09-09',
}

function fact(seq: number, kind: string, body: object): TimedFact {
  return { device: 'own', seq, at: seq, eff: seq, by: 'teacher', kind, body } as TimedFact // ids are in order
}

function reduced(...facts: TimedFact[]): Assignment | undefined {
  return reduceRow(row, facts) as Assignment | undefined // the key names the table
}

test('homework is as it was last set, and needed four weeks beyond its day', () => {
  const state = reduced(fact(1, 'homework.set', setting), fact(2, 'homework.set', { ...setting, minutes: 15 }))
  expect(state).toMatchObject({ minutes: 15, setBy: 'teacher', setAt: 2, withdrawn: false })
  expect(state && assignments.neededUntil?.(state, row)).toBe('2026-10-07')
})

test('homework that was withdrawn stays, marked as such', () => {
  const withdrawn = fact(2, 'homework.withdrawn', { class: 'three', assignment: 'a1' })
  expect(reduced(fact(1, 'homework.set', setting), withdrawn)).toMatchObject({ title: '唱一唱', withdrawn: true })
  expect(reduced(withdrawn)).toBeUndefined()
})

test('practice counts what was right and wrong, question by question', () => {
  const answered = (seq: number, question: string, right: boolean) =>
    fact(seq, 'practice.answered', { class: 'three', pupil: 'ann', package: 'songs', question, answer: 1, right })
  const facts = [answered(1, 'q1', false), answered(2, 'q2', true), answered(3, 'q1', true), answered(4, 'q2', false)]
  const state = reduceRow('practice/three/ann/songs' as RowKey, facts) as Practice // as above
  expect(state).toMatchObject({
    latest: 4,
    questions: { q1: { right: 1, wrong: 1, lastRight: true }, q2: { right: 1, wrong: 1, lastRight: false } },
  })
})
