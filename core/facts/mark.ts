import { nextMark } from '../sync/cursor.ts'
import { kindNamed } from './catalogue.ts'
import type { Fact } from './fact.ts'

/**
 * A hash of what a device has recorded under a number, by which two that say the same number can be told apart. Of a kind
 * of which something may be erased or blotted out only what stays goes in, so that it is the same before and after; nobody records two
 * things in one millisecond.
 */
export function factMark({ at, by, kind, body }: Pick<Fact, 'at' | 'by' | 'kind' | 'body'>): number {
  const { erase, words } = kindNamed(kind) ?? {}
  const stays = erase || words ? '' : JSON.stringify(body)
  return nextMark(0, `${at} ${by} ${kind} ${stays}`)
}
