import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { seatIn } from '../../core/people/seat.ts'
import type { Member } from '../../core/rows/member.ts'
import { lastOf } from '../../core/rows/reading.ts'
import { type RowKey, rowRange } from '../../core/rows/row-key.ts'
import { byEffect } from '../../core/rows/table.ts'
import { cursors } from './absorb.ts'
import type { KeptFact } from './place-db.ts'
import type { Store } from './store.ts'
import { strictly } from './strictly.ts'

/**
 * Calls `strikeNames` when asked, if anything was received since it last did.
 *
 * @returns what to ask; it answers whether it looked
 */
export function strikingNames(store: Store): () => Promise<boolean> {
  let received = ''
  return async () => {
    const now = JSON.stringify(await cursors(store))
    if (now === received) return false
    await strikeNames(store)
    received = now
    return true
  }
}

/**
 * Takes out of older enrolments the names that guardians have withdrawn since: the number stands in their place, as in the
 * one that counts. Rows stay as they are; a hub that was put back to before tells all of it anew. Meant for moments in
 * which nobody waits for the store.
 */
export async function strikeNames(store: Store): Promise<void> {
  const { from, below } = rowRange('member')
  const members = await store.db.rows.where('key').between(from, below).toArray()
  const seated = members.filter(({ state }) => seatIn((state as Member).name) !== undefined) // its table's
  for (const { key } of seated) {
    // Looked at without a transaction, so that nobody waits; then again in one, if there is anything to do.
    if (struck(await store.db.facts.where('rows').equals(key).toArray()).length === 0) continue
    await strictly(store.db, ['facts'], async (transaction) => {
      const facts = await transaction.all<KeptFact>('facts', key as RowKey, 'rows')
      for (const fact of struck(facts)) transaction.put('facts', fact)
    })
  }
}

/** Of a member's facts those that have another name than the number that counts, with that number. */
function struck(facts: readonly KeptFact[]): KeptFact[] {
  const inOrder = [...facts].sort(byEffect)
  const name = lastOf(memberEnrolled, inOrder)?.body.name ?? ''
  if (seatIn(name) === undefined) return []
  return inOrder.flatMap((fact) => {
    const body = fact.body as { name: string } // an enrolment's
    const isNamed = fact.kind === memberEnrolled.name && seatIn(body.name) === undefined
    return isNamed ? [{ ...fact, body: { ...body, name } }] : []
  })
}
