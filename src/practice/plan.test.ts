import { expect, test } from 'vitest'
import type { BlobHash, Day, PackageId } from '../../core/facts/ids.ts'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import type { Practised } from '../../core/rows/practice.ts'
import { momentOf } from '../../core/school/day.ts'
import { type Candidate, dailyQuestions, planOf } from './plan.ts'

const today = '2026-11-24' as Day
const on = (day: string) => momentOf(day as Day, '10:00')

function candidate(id: string, taught = on('2026-11-20'), type: Question['type'] = 'truefalse'): Candidate {
  const question = { id, type, stem: ['?'], points: [], minutes: 1, answer: true, answers: [] } as unknown as Question // enough
  return { package: 'p' as PackageId, manifest: 'h' as BlobHash, question, taught }
}

function answered(day: string, lastRight: boolean): Practised {
  return { right: lastRight ? 1 : 0, wrong: lastRight ? 0 : 1, lastRight, last: on(day) }
}

const plan = (all: Candidate[], history: Record<string, Practised> = {}, wrong: Record<string, number> = {}) =>
  planOf(all, new Map(Object.entries(history)), new Map(Object.entries(wrong)), today).map(({ question, reason }) => [
    question.id,
    reason,
  ])

test('what was wrong before comes first, then what was taught last, then what was right some days ago', () => {
  const all = [candidate('old'), candidate('fresh', on('2026-11-24')), candidate('slip'), candidate('known')]
  const history = { 'p/slip': answered('2026-11-23', false), 'p/known': answered('2026-11-20', true) }
  expect(plan(all, history)).toEqual([
    ['slip', 'wrong'],
    ['fresh', 'new'],
    ['old', 'new'],
    ['known', 'again'],
  ])
})

test('what was right yesterday is left in peace, and what was answered today is done', () => {
  const history = { 'p/a': answered('2026-11-23', true), 'p/b': answered('2026-11-24', false) }
  expect(plan([candidate('a'), candidate('b')], history)).toEqual([])
})

test('what a teacher called wrong is practised, until it was right since', () => {
  expect(plan([candidate('a')], {}, { 'p/a': on('2026-11-22') })).toEqual([['a', 'wrong']])
  expect(plan([candidate('a')], { 'p/a': answered('2026-11-23', true) }, { 'p/a': on('2026-11-22') })).toEqual([])
})

test('a day has no more than its questions, however often the tablet changes hands', () => {
  const all = Array.from({ length: 30 }, (_, n) => candidate(`q${n}`))
  expect(plan(all)).toHaveLength(dailyQuestions)
  const three = Object.fromEntries([0, 1, 2].map((n) => [`p/q${n}`, answered('2026-11-24', true)]))
  expect(plan(all, three)).toHaveLength(dailyQuestions - 3)
})

test('what only a person can judge is no practice', () => {
  expect(plan([candidate('a', 0, 'photo'), candidate('b', 0, 'text')])).toEqual([])
})
