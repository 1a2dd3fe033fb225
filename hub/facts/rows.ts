import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { Day, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { type Standing, standing as standingOf } from '../../core/rows/holding.ts'
import { factsFor, linkedRows } from '../../core/rows/linked.ts'
import type { RowKey, RowRange } from '../../core/rows/row-key.ts'
import { reduceRow, tableOf } from '../../core/rows/tables.ts'
import { noteChanges } from '../reports/changes.ts'
import { insertRows, listFromJson, rangesFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/** A fact that speaks of a row. */
export interface Named {
  row: RowKey
  fact: TimedFact
}

/**
 * Reduces the rows that new facts speak of, from these and the earlier ones that do: a row may have none yet, but facts
 * that came too early to make one. The new ones must not be in `fact_row` yet, so that they need not be read back.
 *
 * @returns how each of them that exists, or did, stood before, and stands now
 */
export async function reduceRows(db: HubDb, named: readonly Named[]): Promise<RowChange[]> {
  const facts = await factsWithLinked(db, [...new Set(named.map(({ row }) => row))], named)
  const rows = [...facts.keys()]
  const before = await standings(db, rows)
  const written = await writeRows(db, facts)
  const gone = rows.filter((row) => before.has(row) && !written.has(row))
  await deleteRows(db, gone)
  for (const row of gone) written.set(row, standingOf(row, undefined))
  await noteChanges(db, rows)
  return [...written].map(([row, now]) => ({ row, before: before.get(row), now }))
}

export interface RowChange {
  row: RowKey
  /** `undefined`: it did not exist. */
  before: Standing | undefined
  now: Standing
}

/** How rows stand for those who hold their facts, as far as they exist. */
export async function standings(db: HubDb, rows: readonly RowKey[]): Promise<Map<RowKey, Standing>> {
  const found = await db
    .selectFrom('row')
    .select(['row', 'needed_until', 'open'])
    .where('row', 'in', listFromJson(db, rows))
    .execute()
  // Keys are those that were asked for; a day is what a table gave.
  return new Map(
    found.map((one) => [
      one.row as RowKey,
      { neededUntil: one.needed_until as Standing['neededUntil'], open: Number(one.open) > 0 },
    ]),
  )
}

/** All taken facts that name each of these rows. */
export async function factsOf(db: HubDb, rows: readonly RowKey[]): Promise<Map<RowKey, TimedFact[]>> {
  const found = await db
    .selectFrom('fact_row')
    .innerJoin('fact', (join) =>
      join.onRef('fact.device', '=', 'fact_row.device').onRef('fact.seq', '=', 'fact_row.seq'),
    )
    .select(['fact_row.row', 'fact.device', 'fact.seq', 'fact.at', 'fact.eff', 'fact.by', 'fact.kind', 'fact.body'])
    .where('fact_row.row', 'in', listFromJson(db, rows))
    .where('fact.state', '=', 'taken')
    .execute()
  const byRow = new Map<RowKey, TimedFact[]>()
  for (const { row, ...fact } of found) {
    const key = row as RowKey // written from one
    const list = byRow.get(key) ?? []
    if (list.length === 0) byRow.set(key, list)
    list.push({
      device: fact.device as DeviceId, // parsed at intake, as are the two below
      by: fact.by as PersonId | '',
      body: JSON.parse(fact.body),
      kind: fact.kind,
      seq: Number(fact.seq),
      at: Number(fact.at),
      eff: Number(fact.eff),
    })
  }
  return byRow
}

/** How many ranges are looked up at a time: SQLite answers while everything else waits. */
const rangesAtOnce = 100

/**
 * The rows whose keys lie in any of these ranges, some hundred ranges a statement; others get their turn in between.
 *
 * @param neededOn leaves out rows that no classroom needs any more on this day
 */
export async function rowsIn(
  db: HubDb,
  ranges: readonly RowRange[],
  neededOn?: Day,
): Promise<{ row: RowKey; state: unknown }[]> {
  const found: { row: RowKey; state: unknown }[] = []
  for (let n = 0; n < ranges.length; n += rangesAtOnce) {
    // A cross join, since SQLite keeps its order: each range is looked up, and the table is never walked.
    const { rows } = await sql<{ row: RowKey; state: string }>`
      select "row"."row", "row"."state"
      from (${rangesFromJson(db, ranges.slice(n, n + rangesAtOnce))}) as range cross join "row"
      where "row"."row" >= range.start and "row"."row" < range.below
        and (${neededOn ?? ''} = '' or "row"."needed_until" = '' or "row"."needed_until" >= ${neededOn ?? ''})
    `.execute(db)
    for (const { row, state } of rows) found.push({ row, state: JSON.parse(state) })
    if (n + rangesAtOnce < ranges.length) await setImmediate()
  }
  return found
}

/**
 * Reduces rows once more, and takes away those that are none any more: the program may do so otherwise than it did.
 *
 * @param facts where they were read before (`factsWithLinked`)
 */
export async function reduceRowsAnew(
  db: HubDb,
  rows: readonly RowKey[],
  facts?: ReadonlyMap<RowKey, TimedFact[]>,
): Promise<void> {
  facts ??= await factsWithLinked(db, rows)
  const written = await writeRows(db, facts)
  await deleteRows(
    db,
    [...facts.keys()].filter((row) => !written.has(row)),
  )
  await noteChanges(db, rows)
}

/** The facts of these rows and of all that hang together with them, each row with a list. */
export async function factsWithLinked(
  db: HubDb,
  rows: readonly RowKey[],
  named: readonly Named[] = [],
): Promise<Map<RowKey, TimedFact[]>> {
  const facts = new Map<RowKey, TimedFact[]>()
  for (let wanted = rows; wanted.length > 0; ) {
    const found = await factsOf(db, wanted)
    for (const row of wanted) facts.set(row, found.get(row) ?? [])
    const isWanted = new Set(wanted)
    for (const { row, fact } of named) if (isWanted.has(row)) facts.get(row)?.push(fact)
    wanted = [...new Set(wanted.flatMap((row) => linkedRows(row, facts.get(row) ?? [])))].filter(
      (row) => !facts.has(row),
    )
  }
  return facts
}

async function deleteRows(db: HubDb, gone: readonly RowKey[]): Promise<void> {
  if (gone.length > 0) await db.deleteFrom('row').where('row', 'in', listFromJson(db, gone)).execute()
}

async function writeRows(db: HubDb, facts: ReadonlyMap<RowKey, TimedFact[]>): Promise<Map<RowKey, Standing>> {
  const standing = new Map<RowKey, Standing>()
  const written: [RowKey, string, number, string, number][] = []
  for (const row of facts.keys()) {
    const all = factsFor(row, (one) => facts.get(one) ?? [])
    const table = tableOf(row)
    const state = reduceRow(row, all)
    if (!table || state === undefined) continue
    const now = standingOf(row, state)
    standing.set(row, now)
    written.push([row, JSON.stringify(state), table.version, now.neededUntil, now.open ? 1 : 0])
  }
  if (written.length === 0) return standing
  await insertRows(db, 'row', ['row', 'state', 'version', 'needed_until', 'open'], written)
    .onConflict((conflict) =>
      conflict.column('row').doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        version: eb.ref('excluded.version'),
        needed_until: eb.ref('excluded.needed_until'),
        open: eb.ref('excluded.open'),
      })),
    )
    .execute()
  return standing
}
