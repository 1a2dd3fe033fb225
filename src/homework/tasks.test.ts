import { expect, test } from 'vitest'
import type { Day } from '../../core/facts/ids.ts'
import type { Assignment } from '../../core/rows/assignment.ts'
import type { Work } from '../../core/rows/work.ts'
import { badgeOf, sharedWork, tasksOf, tasksTogether } from './tasks.ts'

const today = '2026-11-24' as Day

function set(name: string, due: string, more: Partial<Assignment> = {}): Assignment {
  const questions = ['q1', 'q2', 'q3']
  return { assignment: name, due, questions, withdrawn: false, ...more } as Assignment // the rest does not matter here
}

function piece(state: Work['state'], more: Partial<Work> = {}): Work {
  return { state, rounds: 0, answers: {}, redone: [], photos: [], touched: 0, standing: [], ...more }
}

function tasks(assignments: Assignment[], works: Record<string, Work>, day = today) {
  return tasksOf(assignments, (one) => works[one.assignment], day)
}

test('what is to be put right comes first, then what is to be done, the earliest due first', () => {
  const all = [set('late', '2026-11-23'), set('new', '2026-11-25'), set('back', '2026-11-20'), set('in', '2026-11-24')]
  const mark = { by: '' as const, at: 0, grade: 'pass' as const, wrong: ['q2'] as never[] }
  const found = tasks(all, { back: piece('correcting', { mark }), in: piece('handed') })
  expect(found.map((task) => [task.assignment.assignment, task.state, task.late])).toEqual([
    ['back', 'correct', false],
    ['late', 'open', true],
    ['new', 'open', false],
    ['in', 'waiting', false],
  ])
  expect(badgeOf(found)).toEqual({ open: 2, correct: 1 })
})

test('a mark that has not been given back is not seen by the pupil', () => {
  expect(tasks([set('a', today)], { a: piece('marked') })[0]?.state).toBe('waiting')
})

test('withdrawn homework is gone, and old work that came back is cleared away', () => {
  const all = [set('gone', today, { withdrawn: true }), set('old', '2026-11-01'), set('new', today)]
  expect(tasks(all, { old: piece('returned') }).map((task) => task.assignment.assignment)).toEqual(['new'])
})

test('a tablet that lives in 2037 or in 1970 shows the homework all the same', () => {
  const all = [set('a', '2026-11-24')]
  expect(tasks(all, {}, '2037-01-01' as Day)).toHaveLength(1)
  expect(tasks(all, {}, '1970-01-01' as Day)).toHaveLength(1)
  expect(tasks([], {})).toEqual([])
})

test('pupils at one tablet do together what none of them has handed in', () => {
  const all = [set('a', today), set('b', today)]
  const together = tasksTogether([tasks(all, {}), tasks(all, { a: piece('handed'), b: piece('doing') })])
  expect(together.map((task) => task.assignment.assignment)).toEqual(['b'])
})

test('together they see only the answers that all of them gave', () => {
  const shared = sharedWork([
    piece('doing', { answers: { q1: 2, q2: [0, 1], q3: 'x' } }),
    piece('doing', { answers: { q1: 2, q2: [0], q3: 'x' } }),
  ])
  expect(shared?.answers).toEqual({ q1: 2, q3: 'x' })
  expect(sharedWork([piece('doing'), undefined])?.answers).toEqual({})
})
