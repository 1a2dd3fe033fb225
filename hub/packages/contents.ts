import { readContent } from '../../core/resources/kinds/kind.ts'
import { kindNamed, type kinds } from '../../core/resources/kinds/kinds.ts'
import type { Step } from '../../core/resources/manifest.ts'
import { readPages } from './pages-markdown.ts'
import { type Problem, problemsOf } from './problem.ts'
import { readQuiz } from './quiz-yaml.ts'
import { type Sources, textOf } from './sources.ts'

/** What viewers open: the JSON of each kind, by its path in the package. */
export type Contents = Map<string, { kind: string; bytes: Uint8Array<ArrayBuffer> }>

/** Reads the pages and the quiz of a folder, as far as it has them. */
export function readContents(
  sources: Sources,
  problems: Problem[],
  warnings: Problem[],
): { contents: Contents; steps: Step[] } {
  const contents: Contents = new Map()
  const pagesText = textOf(sources, sourceFiles.pages, problems)
  const quizText = textOf(sources, sourceFiles.quiz, problems)
  const lesson =
    pagesText === undefined
      ? undefined
      : readPages(pagesText, 'quiz.json', problemsOf('pages.md', problems), problemsOf('pages.md', warnings))
  if (lesson) contents.set('pages.json', { kind: 'pages', bytes: jsonBytes({ pages: lesson.pages }) })
  const quiz = quizText === undefined ? undefined : readQuiz(quizText, problemsOf('quiz.yaml', problems))
  if (quiz) contents.set('quiz.json', { kind: 'quiz', bytes: jsonBytes(quiz) })
  if (!Object.values(sourceFiles).some((file) => sources.has(file))) {
    problems.push({ file: 'pages.md', message: 'is missing, and so is quiz.yaml: there is nothing to show' })
  }
  return { contents, steps: lesson?.steps ?? [] }
}

/** That each content reads as its kind's, and that every picture and question it names is there. */
export function checkNeeds(contents: Contents, paths: ReadonlySet<string>, problems: Problem[]): void {
  const asked: { file: string; quiz: string; question: string }[] = []
  const ids = new Set<string>()
  for (const [file, { kind: name, bytes }] of contents) {
    const kind = kindNamed(name)
    if (!kind) throw new Error(`no kind is named ${name}`)
    const read = readContent(kind, bytes)
    if (!read.ok) {
      problems.push({ file: sourceOf(file), message: `${read.at} is empty, or more than a package takes` })
      continue
    }
    const needs = kind.needs(read.content)
    for (const path of needs.files.filter((one) => !paths.has(one))) {
      problems.push({ file: sourceOf(file), message: `names ${path}, which is not in the folder` })
    }
    asked.push(...needs.questions.map((question) => ({ file, ...question })))
    for (const id of kind.offers(read.content)) ids.add(`${file}#${id}`)
  }
  for (const { file, quiz, question } of asked.filter((one) => !ids.has(`${one.quiz}#${one.question}`))) {
    problems.push({ file: sourceOf(file), message: `asks question ${question}, which is not in ${sourceOf(quiz)}` })
  }
}

/** From what file of a publisher's folder each kind's content is read. */
const sourceFiles: Record<keyof typeof kinds, string> = { pages: 'pages.md', quiz: 'quiz.yaml' }

function sourceOf(path: string): string {
  return new Map(Object.entries(sourceFiles)).get(path.replace(/\.json$/, '')) ?? path
}

function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value))
}
