import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { noteToSpread } from '../newcomers/spread-notes.ts'
import { addRows } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import { bringBack } from './bring-back.ts'
import { eraseNamed } from './erase.ts'
import type { Judged } from './judge.ts'
import { nameBlobs } from './named-blobs.ts'
import { releaseWaiting } from './parked.ts'
import { reduceRows } from './rows.ts'
import { appendToScopes } from './scope-log.ts'
import { strikeNamed } from './strike.ts'

/** Brings taken facts into their rows and scopes, and then what had waited for the rows that came to be. */
export async function admit(db: HubDb, facts: readonly Judged[], now: number): Promise<Set<string>> {
  const grown = new Set<string>()
  let taken = facts.filter((fact) => fact.state === 'taken')
  let released: Judged[] = []
  while (taken.length > 0) {
    const named = taken.flatMap((fact) => [...new Set(fact.kindKnown?.rows(fact.read))].map((row) => ({ row, fact })))
    const changes = await reduceRows(db, named)
    const names = named.map(({ row, fact }) => [row, fact.device, fact.seq])
    // While the database writes the one, the other is made ready.
    const [scopes] = await Promise.all([
      appendToScopes(db, taken),
      addRows(db, 'fact_row', ['row', 'device', 'seq'], names, 'is passed over'),
    ])
    for (const scope of scopes) grown.add(scope)
    await nameBlobs(db, taken)
    await eraseNamed(db, taken, now)
    await strikeNamed(db, taken, now)
    const matched = new Set(taken.flatMap((fact) => fact.matched ?? []))
    for (const row of matched) await noteToSpread(db, rowPart(row, 0) as ClassId, rowPart(row, 1) as PersonId) // a member's
    for (const scope of await bringBack(db, changes, dayOf(now))) grown.add(scope)
    const created = changes.flatMap(({ row, before }) => (before ? [] : [row]))
    // Whoever recorded it may have let it go while it waited.
    for (const scope of await appendToScopes(db, released, 'all')) grown.add(scope)
    released = await releaseWaiting(db, created)
    taken = released
  }
  return grown
}
