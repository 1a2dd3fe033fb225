import * as v from 'valibot'
import { QuestionId } from '../../../facts/ids.ts'
import { Picture } from '../../picture.ts'
import { PointId } from '../../points.ts'
import { Runs } from '../../runs.ts'
import type { Kind } from '../kind.ts'
import { isNumberText } from './number.ts'

/**
 * Questions: asked in class, set as homework, practised, printed. Options stand in the order in which they are shown, and
 * answers name them by their number from 0; whoever shuffles them for display maps the answer back.
 */

/** Options of one question: as many as there are letters to call out, and hands to count. */
const OPTIONS = 12

const Option = v.object({ runs: Runs, picture: v.optional(Picture) })
export type Option = v.InferOutput<typeof Option>

const Options = v.pipe(v.array(Option), v.minLength(2), v.maxLength(OPTIONS))
const Index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(OPTIONS - 1))
const Indices = v.pipe(v.array(Index), v.minLength(1), v.maxLength(OPTIONS))
const Typed = v.pipe(v.string(), v.minLength(1), v.maxLength(100))

const common = {
  id: QuestionId,
  stem: Runs,
  picture: v.optional(Picture),
  /** Shown when asked for, or after a wrong answer. */
  hint: v.optional(Runs),
  /** Shown when the work comes back. */
  solution: v.optional(Runs),
  points: v.pipe(v.array(PointId), v.maxLength(10)),
  /** What a pupil of the grade needs, in minutes; the homework rules count it. */
  minutes: v.pipe(v.number(), v.minValue(0.5), v.maxValue(30), v.multipleOf(0.5)),
}

/** One of the options. */
export const Choice = v.pipe(
  v.object({ ...common, type: v.literal('choice'), options: Options, answer: Index }),
  v.check((question) => question.answer < question.options.length, 'the answer is none of the options'),
)

/** All the options that hold, in rising order. */
export const Several = v.pipe(
  v.object({ ...common, type: v.literal('several'), options: Options, answer: Indices }),
  v.check((question) => isSubset(question.answer, question.options.length), 'the answers are not options in order'),
)

export const TrueFalse = v.object({ ...common, type: v.literal('truefalse'), answer: v.boolean() })

/** A number, compared as a number: `0.5`, `1/2` and `５０％` are one. */
export const NumberQuestion = v.object({
  ...common,
  type: v.literal('number'),
  answer: v.pipe(Typed, v.check(isNumberText, 'the answer is not a number')),
  /** Stands behind the box; a pupil may repeat it. */
  unit: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(12))),
})

/** A word or short sentence. `answers` are all that count as right; without any, a person marks it. */
export const TextQuestion = v.object({
  ...common,
  type: v.literal('text'),
  answers: v.pipe(v.array(Typed), v.maxLength(20)),
})

/** The options put in order: the answer is their numbers from first to last. */
export const Order = v.pipe(
  v.object({ ...common, type: v.literal('order'), options: Options, answer: Indices }),
  v.check((question) => isPermutation(question.answer, question.options.length), 'the answer leaves an option out'),
)

/** Each on the left joined to one on the right: the answer has, for each on the left, the number on the right. */
export const Match = v.pipe(
  v.object({ ...common, type: v.literal('match'), options: Options, right: Options, answer: Indices }),
  v.check(
    ({ answer, options, right }) => answer.length === options.length && answer.every((one) => one < right.length),
    'the answer does not join every option to one on the right',
  ),
)

/** Work on paper, photographed. A person marks it. */
export const Photo = v.object({ ...common, type: v.literal('photo') })

export const Question = v.variant('type', [
  Choice,
  Several,
  TrueFalse,
  NumberQuestion,
  TextQuestion,
  Order,
  Match,
  Photo,
])
export type Question = v.InferOutput<typeof Question>

export const Quiz = v.object({
  questions: v.pipe(
    v.array(Question),
    v.minLength(1),
    v.maxLength(100),
    v.check((questions) => new Set(questions.map((one) => one.id)).size === questions.length, 'an id is used twice'),
  ),
})
export type Quiz = v.InferOutput<typeof Quiz>

export const quiz: Kind<Quiz> = {
  name: 'quiz',
  content: Quiz,
  needs: ({ questions }) => ({ files: questions.flatMap(pictures).map((picture) => picture.file), questions: [] }),
  offers: ({ questions }) => questions.map((question) => question.id),
}

/** Minutes that questions take together, rounded up to a whole one: what 作业总量 counts. */
export function sumMinutes(questions: readonly { minutes: number }[]): number {
  return Math.ceil(questions.reduce((sum, question) => sum + question.minutes, 0))
}

function pictures(question: Question): Picture[] {
  const options = 'options' in question ? question.options : []
  const right = 'right' in question ? question.right : []
  return [question, ...options, ...right].flatMap(({ picture }) => (picture ? [picture] : []))
}

function isSubset(indices: readonly number[], count: number): boolean {
  return indices.every((one, place) => one < count && one > (indices[place - 1] ?? -1))
}

function isPermutation(indices: readonly number[], count: number): boolean {
  return (
    indices.length === count &&
    isSubset(
      [...indices].sort((a, b) => a - b),
      count,
    )
  )
}
