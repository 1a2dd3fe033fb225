import { expect, test } from 'vitest'
import { onCard, type Stand } from './on-card.ts'

const [first, second] = [{ question: '1' }, { question: '2' }]
const over = (one: typeof first) => ({ ...one, closed: 5 })
const shown = (questions: { question: string; closed?: number }[], stands: Record<string, Stand>) =>
  onCard(questions, new Map(Object.entries(stands))).map(({ question }) => question)

test('the open question stands there', () => {
  expect(shown([over(first), second], {})).toEqual(['2'])
})

test('one that is closed stays where it was seen, until it is put away or the next is asked', () => {
  expect(shown([over(first)], { 1: 'seen' })).toEqual(['1'])
  expect(shown([over(first)], { 1: 'away' })).toEqual([])
  expect(shown([over(first), second], { 1: 'seen' })).toEqual(['2'])
})

test('what was begun and not sent stays beside the next question', () => {
  expect(shown([over(first), second], { 1: 'begun', 2: 'seen' })).toEqual(['1', '2'])
  expect(shown([over(first), over(second)], { 1: 'begun', 2: 'seen' })).toEqual(['1', '2'])
})

test('what was closed before this page was opened is not brought back', () => {
  expect(shown([over(first)], {})).toEqual([])
})
