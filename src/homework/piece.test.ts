import { expect, test } from 'vitest'
import type { Day, QuestionId } from '../../core/facts/ids.ts'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import type { Work } from '../../core/rows/work.ts'
import { momentOf } from '../../core/school/day.ts'
import { isDone, isWhole, pieceState, questionsToDo } from './piece.ts'

const day = (text: string) => text as Day
const id = (text: string) => text as QuestionId
const monday = day('2026-11-23')
const tuesday = day('2026-11-24')
const wednesday = day('2026-11-25')

const begun: Work = { state: 'doing', rounds: 0, answers: {}, redone: [], photos: [], touched: 0, standing: [] }
const common = { stem: ['?'], points: [], minutes: 1 }
const choice: Question = { ...common, id: id('q1'), type: 'choice', options: [], answer: 0 } as Question // options do not matter
const photo: Question = { ...common, id: id('q2'), type: 'photo' }
const option = { runs: ['a'] }
const match: Question = {
  ...common,
  id: id('q3'),
  type: 'match',
  options: [option, option],
  right: [option, option],
  answer: [0, 1],
}

test('before its day is over, work that is not here is only not here yet', () => {
  expect(pieceState(undefined, tuesday, monday, undefined)).toBe('to-come')
  expect(pieceState(undefined, tuesday, tuesday, undefined)).toBe('to-come')
})

test('nobody is called lazy whose classroom has not been heard since the day', () => {
  expect(pieceState(undefined, tuesday, wednesday, undefined)).toBe('not-heard')
  expect(pieceState(undefined, tuesday, wednesday, momentOf(tuesday, '23:59'))).toBe('not-heard')
})

test('work is called not done once what the classroom recorded after the day is here', () => {
  expect(pieceState(undefined, tuesday, wednesday, momentOf(wednesday, '08:00'))).toBe('not-done')
})

test('work that is here is in its own state, whatever the day', () => {
  expect(pieceState({ ...begun, state: 'handed' }, monday, wednesday, undefined)).toBe('handed')
  expect(pieceState(begun, monday, wednesday, undefined)).toBe('doing')
})

test('订正 asks for the wrong ones only, in their order; for all when the teacher said 再做 without naming any', () => {
  const assignment = { questions: ['q1', 'q2', 'q3'].map(id) }
  const mark = { by: '' as const, at: 0, grade: 'pass' as const, wrong: [id('q3'), id('q1')] }
  expect(questionsToDo(assignment, begun)).toEqual(['q1', 'q2', 'q3'])
  expect(questionsToDo(assignment, { ...begun, state: 'correcting', mark })).toEqual(['q1', 'q3'])
  expect(questionsToDo(assignment, { ...begun, state: 'correcting', mark: { ...mark, wrong: [] } })).toHaveLength(3)
})

test('a question is done when it is answered in full, or photographed', () => {
  const taken = {
    photo: 'p',
    thumbnail: 't',
    bytes: 1,
    device: 'd',
    question: 'q2',
    round: 0,
  } as Work['photos'][number]
  expect(isDone(choice, undefined)).toBe(false)
  expect(isDone(choice, { ...begun, answers: { q1: 0 } })).toBe(true)
  expect(isDone(photo, { ...begun, answers: { q2: 'words' } })).toBe(false)
  expect(isDone(photo, { ...begun, photos: [taken] })).toBe(true)
  expect(isWhole(match, [0, -1])).toBe(false)
  expect(isWhole(match, [0, 1])).toBe(true)
})

test('on 订正 the old answer and the old photo do not count', () => {
  const old = { photo: 'p', thumbnail: 't', bytes: 1, device: 'd', question: 'q2', round: 0 } as Work['photos'][number]
  const back: Work = { ...begun, state: 'correcting', rounds: 1, answers: { q1: 0 }, photos: [old] }
  expect(isDone(choice, back)).toBe(false)
  expect(isDone(choice, { ...back, redone: [id('q1')] })).toBe(true)
  expect(isDone(photo, { ...back, redone: [id('q2')], photos: [{ ...old, round: 1 }] })).toBe(true)
})
