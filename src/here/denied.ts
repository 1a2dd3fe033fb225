import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft } from '../../core/facts/fact.ts'
import { type Denial, denial } from '../../core/people/permissions.ts'
import { membersAsked } from '../store/members-asked.ts'
import { schoolNow } from '../store/school-now.ts'
import type { Who } from '../who/who.ts'
import { here } from './here.ts'

/**
 * Why this person may not record that here and now; undefined when they may. A screen asks before it offers an action;
 * in a live query it answers again when the roster comes.
 *
 * @param by '' for the device itself
 */
export async function denied(draft: Draft, by: Who['person']): Promise<Denial | 'malformed' | undefined> {
  const { store, place } = here()
  const read = readBody(draft.kind, draft.body)
  if (!read.ok) return 'malformed'
  const fact = { by, body: read.body, eff: await schoolNow(store) }
  return denial(read.kind, fact, place, await membersAsked(store, read.kind, fact))
}
