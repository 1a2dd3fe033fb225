import type { QuestionId } from '../../core/facts/ids.ts'
import { type Question, quiz } from '../../core/resources/kinds/quiz/quiz.ts'
import type { Contents } from '../library/open/index.ts'

/** These questions of a package, in this order. What its quizzes do not have is left out. */
export function questionsNamed(contents: Contents | undefined, ids: readonly QuestionId[]): Question[] {
  const all = allQuestions(contents)
  return ids.flatMap((id) => all.find((question) => question.id === id) ?? [])
}

/** Every question of a package. Facts name a question by its id alone: of two quizzes that share one, the first has it. */
export function allQuestions(contents: Contents | undefined): Question[] {
  const byId = new Map<QuestionId, Question>()
  for (const question of contents?.questions.values() ?? []) if (!byId.has(question.id)) byId.set(question.id, question)
  return [...byId.values()]
}

/** Paths of the pictures that these questions show. */
export function picturesOf(questions: readonly Question[]): string[] {
  return quiz.needs({ questions: [...questions] }).files
}

/** Whether the file that holds a package's questions is still to come. */
export function awaitsQuestions(contents: Contents | undefined): boolean {
  if (!contents) return true
  const quizzes = contents.manifest.entries.filter((entry) => entry.kind === quiz.name).map((entry) => entry.file)
  return contents.missing.some((file) => quizzes.includes(file.path))
}
