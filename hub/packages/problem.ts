/** What an author has to put right, or should look at, and where. `line` counts from 1. */
export interface Problem {
  file: string
  line?: number
  message: string
}

/** Notes a problem of the file that is being read. */
export type Say = (line: number | undefined, message: string) => void

/** One notebook for all that is said about one file. */
export function problemsOf(file: string, problems: Problem[]): Say {
  return (line, message) => {
    problems.push(line === undefined ? { file, message } : { file, line, message })
  }
}

/** `pages.md:12: …`, as editors and terminals make it clickable. */
export function showProblem({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`
}
