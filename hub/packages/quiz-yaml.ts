import * as v from 'valibot'
import { Quiz } from '../../core/resources/kinds/quiz/quiz.ts'
import { Picture } from '../../core/resources/picture.ts'
import { readInline } from './inline-markdown.ts'
import type { Say } from './problem.ts'
import { readYaml, shaped, type YamlFile } from './yaml-file.ts'

/**
 * `quiz.yaml`: a list of questions as a teacher types them, text with the marks of `pages.md`, options called by letter.
 * docs/formats/package.md describes it for authors.
 */

/** The questions in a text; undefined when something had to be said. */
export function readQuiz(text: string, say: Say): Quiz | undefined {
  const file = readYaml(text, say)
  const typed = file && shaped(TypedQuiz, file, say)
  if (!file || !typed) return undefined
  let faults = 0
  const noted: Say = (line, message) => {
    faults += 1
    say(line, message)
  }
  const questions = typed.map((question, index) => readQuestion(question, index, file, noted))
  if (faults > 0) return undefined
  // The same questions stand at the same places, so that what the format refuses has its line in the file.
  return shaped(QuizOfList, { value: questions, lineOf: file.lineOf }, say)
}

const QuizOfList = v.pipe(
  v.array(v.unknown()),
  v.rawTransform(({ dataset, addIssue, NEVER }): Quiz => {
    const parsed = v.safeParse(Quiz, { questions: dataset.value })
    if (parsed.success) return parsed.output
    for (const issue of parsed.issues) {
      const path = issue.path?.slice(1)
      addIssue({ message: issue.message, ...(path?.[0] ? { path: [path[0], ...path.slice(1)] } : {}) })
    }
    return NEVER
  }),
)

const Plain = v.union([v.string(), v.pipe(v.number(), v.transform(String))])
const TypedOption = v.union([
  v.pipe(
    Plain,
    v.transform((text) => ({ text, picture: undefined })),
  ),
  v.strictObject({ text: Plain, picture: v.optional(Picture) }),
])
type TypedOption = v.InferOutput<typeof TypedOption>

const TypedQuestion = v.strictObject({
  id: v.string(),
  type: v.string(),
  stem: Plain,
  picture: v.optional(Picture),
  options: v.optional(v.array(TypedOption)),
  right: v.optional(v.array(TypedOption)),
  answer: v.optional(v.union([Plain, v.boolean(), v.array(Plain)])),
  answers: v.optional(v.array(Plain)),
  unit: v.optional(v.string()),
  hint: v.optional(Plain),
  solution: v.optional(Plain),
  points: v.optional(v.array(v.string()), []),
  minutes: v.number(),
})
type TypedQuestion = v.InferOutput<typeof TypedQuestion>

const TypedQuiz = v.array(TypedQuestion)

function readQuestion(typed: TypedQuestion, index: number, file: YamlFile, say: Say): object {
  const runs = (text: string | undefined, ...path: (string | number)[]) =>
    text === undefined ? undefined : readInline(text, file.lineOf([index, ...path]), say)
  const options = (list: TypedOption[] | undefined, name: string) =>
    list?.map(({ text, picture }, place) => withoutGaps({ runs: runs(text, name, place), picture }))
  const answer = readAnswer(typed)
  if (answer === WRONG)
    say(file.lineOf([index, 'answer']), `the answer of a ${typed.type} is written ${answerForms[typed.type]}`)
  return withoutGaps({
    id: typed.id,
    type: typed.type,
    stem: runs(typed.stem, 'stem'),
    picture: typed.picture,
    options: options(typed.options, 'options'),
    right: options(typed.right, 'right'),
    answer: answer === WRONG ? undefined : answer,
    answers: typed.type === 'text' ? (typed.answers ?? []) : typed.answers,
    unit: typed.unit,
    hint: runs(typed.hint, 'hint'),
    solution: runs(typed.solution, 'solution'),
    points: typed.points,
    minutes: typed.minutes,
  })
}

const WRONG = Symbol('an answer in a form that its type does not have')

const answerForms: Record<string, string> = {
  choice: 'as the letter of an option, as B',
  several: 'as letters of options, as [A, C]',
  order: 'as all the letters in the right order, as [C, A, B]',
  match: 'as a letter of the right side for each on the left, as [B, A, C]',
  truefalse: 'true or false',
  number: 'as a number, as 12, 0.5 or 1/2',
}

function readAnswer({ type, answer }: TypedQuestion): unknown {
  switch (type) {
    case 'choice':
      return typeof answer === 'string' ? letter(answer) : WRONG
    case 'several': {
      const letters = readLetters(answer)
      return Array.isArray(letters) ? [...letters].sort((a, b) => a - b) : letters
    }
    case 'order':
    case 'match':
      return readLetters(answer)
    case 'truefalse':
      return typeof answer === 'boolean' ? answer : WRONG
    case 'number':
      return typeof answer === 'string' ? answer : WRONG
    default:
      return answer
  }
}

function readLetters(answer: unknown): number[] | typeof WRONG {
  if (!Array.isArray(answer)) return WRONG
  const numbers = answer.map((one: unknown) => letter(String(one)))
  return numbers.every((one) => one !== WRONG) ? numbers : WRONG
}

/** A is 0. */
function letter(text: string): number | typeof WRONG {
  return /^[A-L]$/.test(text) ? text.charCodeAt(0) - 'A'.charCodeAt(0) : WRONG
}

/** Without the members that are undefined: JSON has none, and equal questions shall be equal bytes. */
function withoutGaps(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
