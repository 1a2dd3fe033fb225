import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft } from '../../core/facts/fact.ts'
import type { ClassId } from '../../core/facts/ids.ts'
import { countyOffice, type Denial, denial } from '../../core/people/permissions.ts'
import { members } from '../../core/rows/member.ts'
import { row } from '../store/rows.ts'
import { selfOf } from '../store/store.ts'
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
  const scope = read.kind.scope(read.body)
  // The scope was built from the body's own class.
  const classId = scope.startsWith('class:') ? (scope.slice('class:'.length) as ClassId) : countyOffice
  const member = by === '' ? undefined : await row(store, members, classId, by)
  const self = await selfOf(store)
  const eff = store.now() + (self?.offset ?? 0)
  return denial(read.kind, { by, body: read.body, eff }, place, () => member)
}
