import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readContent } from '../kind.ts'
import { Question, quiz, sumMinutes } from './quiz.ts'

const common = { id: 'q1', stem: ['哪一个？'], points: ['science-melt'], minutes: 1 }
const options = [{ runs: ['冰'] }, { runs: ['水'] }, { runs: ['水蒸气'] }]
const refused = (question: object) => !v.is(Question, { ...common, ...question })

describe('a question', () => {
  test('of each type is read', () => {
    const questions = [
      { type: 'choice', options, answer: 2 },
      { type: 'several', options, answer: [0, 2] },
      { type: 'truefalse', answer: false },
      { type: 'number', answer: '1/2', unit: '米' },
      { type: 'text', answers: ['冰'] },
      { type: 'text', answers: [] },
      { type: 'order', options, answer: [2, 0, 1] },
      { type: 'match', options, right: options, answer: [1, 1, 0] },
      { type: 'photo' },
    ]
    for (const question of questions) expect(refused(question), question.type).toBe(false)
  })

  test.each([
    ['an answer that is no option', { type: 'choice', options, answer: 3 }],
    ['an answer twice', { type: 'several', options, answer: [1, 1] }],
    ['answers out of order', { type: 'several', options, answer: [2, 0] }],
    ['no answer', { type: 'several', options, answer: [] }],
    ['a number that is none', { type: 'number', answer: 'viel' }],
    ['an order that leaves one out', { type: 'order', options, answer: [0, 1] }],
    ['an order with one twice', { type: 'order', options, answer: [0, 1, 1] }],
    ['a pair too few', { type: 'match', options, right: options, answer: [0, 1] }],
    ['a pair that leads nowhere', { type: 'match', options, right: options, answer: [0, 1, 3] }],
    ['one option', { type: 'choice', options: options.slice(0, 1), answer: 0 }],
    ['a type nobody knows', { type: 'essay' }],
    ['no time', { type: 'photo', minutes: 0 }],
  ])('with %s is refused', (_, question) => {
    expect(refused(question)).toBe(true)
  })
})

describe('a quiz', () => {
  const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json))

  test('has no two questions of one id', () => {
    const photo = { ...common, type: 'photo' }
    expect(readContent(quiz, bytes({ questions: [photo, { ...photo, id: 'q2' }] }))).toMatchObject({ ok: true })
    expect(readContent(quiz, bytes({ questions: [photo, photo] }))).toEqual({
      ok: false,
      reason: 'malformed',
      at: 'questions',
    })
  })

  test('names every picture it shows and every question it has', () => {
    const picture = (file: string) => ({ file, alt: '图' })
    const shown = [{ runs: ['冰'], picture: picture('b.svg') }, { runs: ['水'] }]
    const question = { ...common, type: 'choice', options: shown, answer: 0, picture: picture('a.svg') }
    const read = readContent(quiz, bytes({ questions: [question] }))
    expect(read.ok && quiz.needs(read.content)).toEqual({ files: ['a.svg', 'b.svg'], questions: [] })
    expect(read.ok && quiz.offers(read.content)).toEqual(['q1'])
  })

  test('of any JSON is an answer and never an exception', () => {
    const question = fc.record(
      {
        type: fc.constantFrom('choice', 'order', 'match', 'text', 'photo'),
        options: fc.jsonValue(),
        answer: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    )
    const json = fc.oneof(fc.jsonValue(), fc.record({ questions: fc.array(question) }))
    fc.assert(fc.property(json, (any) => typeof readContent(quiz, bytes(any)).ok === 'boolean'))
  })
})

test('minutes of questions add up to whole ones, rounded up', () => {
  expect(sumMinutes([])).toBe(0)
  expect(sumMinutes([{ minutes: 0.5 }, { minutes: 1 }, { minutes: 0.5 }])).toBe(2)
  expect(sumMinutes([{ minutes: 0.5 }, { minutes: 2 }])).toBe(3)
})
