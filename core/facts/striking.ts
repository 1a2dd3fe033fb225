import { kindNamed } from './catalogue.ts'
import type { Fact } from './fact.ts'

/** Letters of a field of a fact's body: from one to before another, UTF-16 code units. */
export interface Blot {
  field: string
  from: number
  below: number
}

/** What stands for each letter that was blotted out. */
export const blotted = '○'

/**
 * A fact with these letters blotted out of the fields in which people write as they like (`FactKind.words`); all else stays, and
 * `struck` marks it. @returns `undefined` if there is nothing to blot out
 */
export function withoutWords<F extends Pick<Fact, 'kind' | 'body'>>(fact: F, blots: readonly Blot[]): F | undefined {
  const fields = kindNamed(fact.kind)?.words ?? []
  const before = fact.body as Readonly<Record<string, unknown>> // any body is an object
  const after: Record<string, unknown> = { ...before }
  for (const { field, from, below } of blots) {
    const text = after[field]
    if (!fields.includes(field) || typeof text !== 'string') continue
    const end = Math.min(below, text.length)
    if (from < end) after[field] = text.slice(0, from) + blotted.repeat(end - from) + text.slice(end)
  }
  if (fields.every((field) => after[field] === before[field])) return undefined
  return { ...fact, body: { ...after, struck: true } }
}

/** Whether letters were blotted out of it. */
export function isStruck({ body }: Pick<Fact, 'body'>): boolean {
  return (body as { struck?: unknown }).struck !== undefined // likewise
}

/** Where a name stands in the words of a fact. */
export function blotsOf({ kind, body }: Pick<Fact, 'kind' | 'body'>, name: string): Blot[] {
  if (name === '') return []
  const said = body as Readonly<Record<string, unknown>> // likewise
  return (kindNamed(kind)?.words ?? []).flatMap((field) => {
    const text = said[field]
    const found: Blot[] = []
    if (typeof text !== 'string') return found
    for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length))
      found.push({ field, from, below: from + name.length })
    return found
  })
}
