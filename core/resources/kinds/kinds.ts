import type { Kind } from './kind.ts'
import { pages } from './pages/pages.ts'
import { quiz } from './quiz/quiz.ts'

/** Every kind of resource there is. A new one is a folder beside this file and a line here. */
export const kinds = { pages, quiz } as const

const byName: ReadonlyMap<string, Kind<unknown>> = new Map(Object.entries(kinds))

/** The kind of that name; undefined for one that this version does not know, which is passed over. */
export function kindNamed(name: string): Kind<unknown> | undefined {
  return byName.get(name)
}
