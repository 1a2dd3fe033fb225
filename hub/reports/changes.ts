import { type EvidencePart, partsOf } from '../../core/reports/evidence.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { insertRows } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/**
 * Notes that what these rows tell has to be counted anew, in the transaction that changes them: nothing that was counted
 * before passes for up to date afterwards.
 */
export async function noteChanges(db: HubDb, rows: readonly RowKey[]): Promise<void> {
  const parts = new Set(partsOf(rows).flatMap((part) => part ?? []))
  if (parts.size > 0) await noteParts(db, [...parts])
}

/** The same for parts by their names. */
export async function noteParts(db: HubDb, parts: readonly EvidencePart[]): Promise<void> {
  const fresh = parts.map((part) => [part, part.startsWith('week/') ? (part.split('/')[2] ?? '') : '', 1, 0, ''])
  await insertRows(db, 'evidence', ['part', 'day', 'changes', 'counted', 'state'], fresh)
    .onConflict((conflict) =>
      conflict.column('part').doUpdateSet((eb) => ({ changes: eb('evidence.changes', '+', 1) })),
    )
    .execute()
}
