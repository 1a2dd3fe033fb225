import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Answer } from '../../../facts/kinds/homework-answered.ts'
import { Question } from './quiz.ts'
import { scoreAnswer } from './score.ts'

const common = { id: 'q1', stem: ['？'], points: [], minutes: 1 }
const option = (text: string) => ({ runs: [text] })
const question = (rest: object) => v.parse(Question, { ...common, ...rest })
const options = ['冰', '水', '水蒸气', '云'].map(option)

const choice = question({ type: 'choice', options, answer: 1 })
const several = question({ type: 'several', options, answer: [0, 2] })
const trueFalse = question({ type: 'truefalse', answer: false })
const number = question({ type: 'number', answer: '1/2', unit: '米' })
const text = question({ type: 'text', answers: ['blue', '蓝色'] })
const open = question({ type: 'text', answers: [] })
const order = question({ type: 'order', options, answer: [2, 0, 1, 3] })
const match = question({ type: 'match', options, right: options, answer: [3, 2, 1, 0] })
const photo = question({ type: 'photo' })
const all = [choice, several, trueFalse, number, text, open, order, match, photo]

const right = { right: true, score: 1 }
const wrong = { right: false, score: 0 }

describe('an answer', () => {
  test.each([
    ['the option', choice, 1, right],
    ['another option', choice, 0, wrong],
    ['what holds', trueFalse, false, right],
    ['what does not hold', trueFalse, true, wrong],
    ['the same number in another form', number, '0.50', right],
    ['a number with its unit', number, ' ０．５ 米 ', right],
    ['a number with another unit', number, '0.5 厘米', wrong],
    ['no number', number, '一半', wrong],
    ['an accepted word, loosely written', text, ' Blue! ', right],
    ['another accepted word', text, '蓝色。', right],
    ['another word', text, 'blu', wrong],
    ['nothing but signs', text, '……', wrong],
    ['all options that hold, in any order', several, [2, 0], right],
    ['one option too many', several, [0, 2, 3], wrong],
    ['one option too few', several, [2], { right: false, score: 0.5 }],
    ['no option', several, [], wrong],
    ['the order', order, [2, 0, 1, 3], right],
    ['an order with two in their place', order, [2, 0, 3, 1], { right: false, score: 0.5 }],
    ['an order not finished', order, [2], { right: false, score: 0.25 }],
    ['all pairs', match, [3, 2, 1, 0], right],
    ['pairs not all joined', match, [3, -1, 1], { right: false, score: 0.5 }],
  ])('that is %s', (_, asked, answer, score) => {
    expect(scoreAnswer(asked, answer)).toEqual(score)
  })

  test('that only a person can judge has no score', () => {
    expect(scoreAnswer(photo, 'any')).toEqual({ right: null, score: null, why: 'person' })
    expect(scoreAnswer(open, '因为冰受热了')).toEqual({ right: null, score: null, why: 'person' })
  })

  test.each([
    ['no such option', choice, 9],
    ['half an option', choice, 0.5],
    ['text for an option', choice, '1'],
    ['an option twice', several, [0, 0]],
    ['more pairs than there are', match, [0, 0, 0, 0, 0]],
    ['a list for a number', number, [1]],
  ])('that does not fit its question (%s) is for a person to look at', (_, asked, answer) => {
    expect(scoreAnswer(asked, answer)).toEqual({ right: null, score: null, why: 'unreadable' })
  })

  test('of any shape gets a score from 0 to 1 or none, 1 exactly when it is right, and never an exception', () => {
    const answers = fc.oneof(fc.anything(), fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 6 }), fc.nat(5))
    fc.assert(
      fc.property(fc.constantFrom(...all), answers, (asked, answer) => {
        const { right: isRight, score } = scoreAnswer(asked, answer)
        if (score === null) expect(isRight).toBeNull()
        else {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
          expect(isRight).toBe(score === 1)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('that the question itself gives is right, and travels in a fact as it is', () => {
    for (const asked of all) {
      const answer = 'answer' in asked ? asked.answer : 'answers' in asked ? asked.answers[0] : undefined
      if (answer === undefined) continue
      expect(scoreAnswer(asked, answer), asked.type).toEqual(right)
      expect(v.is(Answer, answer), asked.type).toBe(true)
    }
  })
})
