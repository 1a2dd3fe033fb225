import { expect, test } from 'vitest'
import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Work } from '../../../core/rows/work.ts'
import { firstMarking, machineSays, mustCorrect, restRight, suggestedGrade, undecided, wrongOnes } from './marking.ts'

const id = (text: string) => text as QuestionId
const common = { stem: ['?'], points: [], minutes: 1 }
const sum: Question = { ...common, id: id('sum'), type: 'number', answer: '633' }
const story: Question = { ...common, id: id('story'), type: 'text', answers: [] }
const sheet: Question = { ...common, id: id('sheet'), type: 'photo' }
const questions = [sum, story, sheet]

const handed: Work = { state: 'handed', rounds: 1, answers: {}, redone: [], photos: [], touched: 0, standing: [] }
const photo = (question: string) =>
  ({ photo: 'p', thumbnail: 't', bytes: 1, device: 'd', question, round: 0 }) as Work['photos'][number]

test('a machine’s score helps where there is one, and leaves to a person what only a person can judge', () => {
  const work = { ...handed, answers: { sum: '633', story: '从前…' }, photos: [photo('sheet')] }
  const marking = firstMarking(questions, work)
  expect(marking.verdicts).toEqual({ sum: 'right' })
  expect(undecided(questions, marking)).toEqual([story, sheet])
})

test('what was not answered at all is wrong; what was typed wrong but also photographed is a person’s to see', () => {
  expect(machineSays(sum, handed)).toBe('unanswered')
  expect(firstMarking([sum], handed).verdicts).toEqual({ sum: 'wrong' })
  expect(machineSays(sum, { ...handed, answers: { sum: '623' }, photos: [photo('sum')] })).toBe('person')
})

test('a sheet photographed as a whole is a person’s to judge, and what is left of it can be called right at once', () => {
  const { question: _, ...whole } = photo('sum')
  const work = { ...handed, photos: [whole] }
  const marking = firstMarking(questions, work)
  expect(undecided(questions, marking)).toEqual(questions)
  const judged = { ...marking, verdicts: { story: 'wrong' as const } }
  expect(restRight(questions, judged)).toEqual({ sum: 'right', story: 'wrong', sheet: 'right' })
})

test('on a second look the teacher’s own word stands, and only what was put right is judged anew', () => {
  const mark = { by: '' as const, at: 0, grade: 'pass' as const, words: '再看看进位', wrong: [id('sum'), id('story')] }
  const back: Work = { ...handed, rounds: 2, mark, answers: { sum: '633', story: '从前…' }, redone: [id('sum')] }
  const marking = firstMarking(questions, back)
  expect(marking.verdicts).toEqual({ sum: 'right', story: 'wrong', sheet: 'right' })
  expect(marking.words).toBe('')
  expect(marking.grade).toBeUndefined()
})

test('a mark that is looked at once more begins as it was given', () => {
  const mark = { by: '' as const, at: 0, grade: 'good' as const, words: '真工整', wrong: [id('sum')] }
  expect(firstMarking([sum, story], { ...handed, state: 'returned', mark })).toEqual({
    verdicts: { sum: 'wrong', story: 'right' },
    grade: 'good',
    words: '真工整',
  })
})

test('the suggested grade follows from what is wrong, and what is wrong comes back to be put right', () => {
  expect([0, 1, 2, 3, 6].map((wrong) => suggestedGrade(wrong, 6))).toEqual([
    'excellent',
    'good',
    'pass',
    'pass',
    'again',
  ])
  const wrong = wrongOnes(questions, { verdicts: { sum: 'wrong', story: 'right' }, words: '' })
  expect(wrong).toEqual(['sum'])
  expect(mustCorrect(wrong, 'good')).toBe(true)
  expect(mustCorrect([], 'good')).toBe(false)
  expect(mustCorrect([], 'again')).toBe(true)
})
