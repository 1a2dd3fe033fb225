import { setTimeout } from 'node:timers/promises'
import { type EvidencePart, evidenceOf, partsOf, rangesOf } from '../../core/reports/evidence.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { rowsIn } from '../facts/rows.ts'
import { insertRows, listFromJson } from '../store/bulk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'

/**
 * How long one slice is to hold the database, ms, since deliveries wait meanwhile. Each has a commit and its statements: who
 * waits for a report waits for fewer, longer ones.
 */
const sliceMs = { gentle: 40, waitedFor: 150 }
/** How many parts a slice may have; the first one tries as many as most machines count in 40 ms. */
const [fewest, first, most] = [5, 25, 400]

/** How much of what reports count is still to be counted, of all of it, in parts. */
export interface Left {
  left: number
  of: number
}

/**
 * Counts what has changed since it was counted, the latest days first, a slice after the other. What changes meanwhile is
 * counted the next time. Killed, it goes on where it was, and of several hubs each counts what the others have not.
 *
 * @param until ends it after a slice; without it nothing is left in the end
 * @param gentle leaves the database to others between two slices as long as a slice takes
 * @returns how many parts it has counted
 */
export async function countEvidence(
  db: HubDb,
  { until = () => false, gentle = false }: { until?: () => boolean; gentle?: boolean } = {},
): Promise<number> {
  const ms = gentle ? sliceMs.gentle : sliceMs.waitedFor
  let all = 0
  for (let parts = first; ; ) {
    const { counted, took } = await countSome(db, parts)
    all += counted
    if (counted === 0 || until()) return all
    parts = Math.min(most, Math.max(fewest, Math.round((parts * ms) / Math.max(took, 1))))
    if (gentle) await setTimeout(took)
  }
}

/** How much is left to count; `undefined` when nothing is. */
export async function leftToCount(db: HubDb): Promise<Left | undefined> {
  const counting = db.selectFrom('evidence').select((eb) => eb.fn.countAll<number>().as('n'))
  const { n: left } = await counting.whereRef('changes', '<>', 'counted').executeTakeFirstOrThrow()
  if (Number(left) === 0) return undefined
  const { n: of } = await counting.executeTakeFirstOrThrow()
  return { left: Number(left), of: Number(of) }
}

/** In the turn of what changes rows, so that nothing is counted twice, or over what came later. */
function countSome(db: HubDb, parts: number): Promise<{ counted: number; took: number }> {
  return inTurn(db, async (transaction) => {
    const began = performance.now()
    const changed = await transaction
      .selectFrom('evidence')
      .select(['part', 'changes'])
      .whereRef('changes', '<>', 'counted')
      .orderBy('day', 'desc')
      .orderBy('part', 'desc')
      .limit(parts)
      .execute()
    if (changed.length > 0) await writeCounted(transaction, changed)
    return { counted: changed.length, took: performance.now() - began }
  })
}

async function writeCounted(db: HubDb, changed: readonly { part: string; changes: number }[]): Promise<void> {
  const parts = changed.map(({ part }) => part as EvidencePart) // `noteChanges` wrote it
  const rows = await rowsOf(db, parts)
  const counted = changed.map(({ part, changes }) => {
    const of = part as EvidencePart // likewise
    const [sort = '', classId = '', monday = ''] = of.split('/')
    const evidence = evidenceOf(of, rows.get(of) ?? [])
    const numbers = [Number(changes), Number(changes)]
    if (!evidence) return [part, '', ...numbers, '', '', 0, 0, 0]
    const state = JSON.stringify(evidence)
    if (sort === 'week' || !('day' in evidence)) return [part, monday, ...numbers, state, '', 0, 0, 0]
    return [part, evidence.day, ...numbers, state, classId, evidence.handed, evidence.marked, evidence.returned]
  })
  const columns = ['day', 'changes', 'counted', 'state', 'work_of', 'handed', 'marked', 'returned'] as const
  await insertRows(db, 'evidence', ['part', ...columns], counted)
    .onConflict((conflict) =>
      conflict
        .column('part')
        .doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute()
  await db.deleteFrom('tally').where('part', 'in', listFromJson(db, parts)).execute()
}

async function rowsOf(
  db: HubDb,
  parts: readonly EvidencePart[],
): Promise<Map<string, { row: RowKey; state: unknown }[]>> {
  const rows = new Map<string, { row: RowKey; state: unknown }[]>()
  const found = await rowsIn(db, parts.flatMap(rangesOf))
  const told = partsOf(found.map(({ row }) => row))
  for (const [n, one] of found.entries()) {
    const part = told[n] ?? ''
    const of = rows.get(part)
    if (of) of.push(one)
    else rows.set(part, [one])
  }
  return rows
}
