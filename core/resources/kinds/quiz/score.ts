import * as v from 'valibot'
import { readNumber, sameNumber } from './number.ts'
import type { Question } from './quiz.ts'
import { normalText } from './text.ts'

/** What an answer is worth. `score` is the share of the question that is right, from 0 to 1. */
export type Score =
  | { right: boolean; score: number }
  /** A person must look: the question is of that kind, or what came does not fit it, as from another version of it. */
  | { right: null; score: null; why: 'person' | 'unreadable' }

/**
 * Scores an answer as a fact carries it: `choice` an option's number, `several` and `order` numbers, `truefalse` a
 * boolean, `number` and `text` what was typed, `match` for each on the left the number on the right (-1: not joined yet).
 * Never throws. In `several` a wrong option makes it 0, and one that is missing costs its share (漏选得部分分).
 */
export function scoreAnswer(question: Question, answer: unknown): Score {
  switch (question.type) {
    case 'choice':
      return v.is(Index, answer) && answer < question.options.length ? whole(answer === question.answer) : UNREADABLE
    case 'truefalse':
      return v.is(v.boolean(), answer) ? whole(answer === question.answer) : UNREADABLE
    case 'number':
      return typeof answer === 'string' ? whole(isSameNumber(question, answer)) : UNREADABLE
    case 'text':
      if (question.answers.length === 0) return PERSON
      return typeof answer === 'string' ? whole(isAccepted(question.answers, answer)) : UNREADABLE
    case 'several':
      return isDistinct(answer, question.options.length) ? severalScore(question.answer, answer) : UNREADABLE
    case 'order':
      return isDistinct(answer, question.options.length) ? share(question.answer, answer) : UNREADABLE
    case 'match':
      return v.is(Joined, answer) && answer.length <= question.options.length
        ? share(question.answer, answer)
        : UNREADABLE
    case 'photo':
      return PERSON
  }
}

const PERSON: Score = { right: null, score: null, why: 'person' }
const UNREADABLE: Score = { right: null, score: null, why: 'unreadable' }

const Index = v.pipe(v.number(), v.integer(), v.minValue(0))
const Indices = v.pipe(v.array(Index), v.maxLength(40))
const Joined = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(-1))), v.maxLength(40))

function whole(right: boolean): Score {
  return { right, score: right ? 1 : 0 }
}

function isDistinct(answer: unknown, count: number): answer is number[] {
  return v.is(Indices, answer) && new Set(answer).size === answer.length && answer.every((one) => one < count)
}

function severalScore(expected: readonly number[], answer: readonly number[]): Score {
  if (answer.some((one) => !expected.includes(one))) return whole(false)
  return { right: answer.length === expected.length, score: answer.length / expected.length }
}

/** What stands in its place, as a share of all places. */
function share(expected: readonly number[], answer: readonly number[]): Score {
  const right = expected.filter((one, place) => one === answer[place]).length
  return { right: right === expected.length, score: right / expected.length }
}

/** A pupil may write the unit behind the number. */
function isSameNumber(question: { answer: string; unit?: string | undefined }, typed: string): boolean {
  const expected = readNumber(question.answer)
  const text = typed.trim()
  const unit = question.unit ?? ''
  const given = readNumber(unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text)
  return expected !== undefined && given !== undefined && sameNumber(expected, given)
}

function isAccepted(accepted: readonly string[], typed: string): boolean {
  const text = normalText(typed)
  return text !== '' && accepted.some((one) => normalText(one) === text)
}
