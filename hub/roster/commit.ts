import { insertRows } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import type { KnownPerson } from './known.ts'

/** Keeps whom numbers mean, within the caller's transaction. */
export async function keepNumbers(db: HubDb, numbers: readonly KnownPerson[]): Promise<void> {
  if (numbers.length === 0) return
  const rows = numbers.map((one) => [one.sourcedId, one.person, one.studentHash, one.since, one.name])
  await insertRows(db, 'person', ['sourced_id', 'person', 'student_hash', 'since', 'name'], rows)
    .onConflict((conflict) =>
      conflict.column('sourced_id').doUpdateSet((eb) => ({
        person: eb.ref('excluded.person'),
        student_hash: eb.ref('excluded.student_hash'),
        name: eb.ref('excluded.name'),
      })),
    )
    .execute()
}
