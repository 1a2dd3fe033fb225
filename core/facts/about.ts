import type { Fact } from './fact.ts'

/**
 * Whether a fact names one of these people, as who acted or anywhere in its body. It does not ask the kind, so that none can be
 * forgotten, whatever it calls its people.
 */
export function isAbout({ by, body }: Pick<Fact, 'by' | 'body'>, people: ReadonlySet<string>): boolean {
  return people.has(by) || names(body, people)
}

function names(value: unknown, people: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return people.has(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, one]) => people.has(key) || names(one, people))
}
