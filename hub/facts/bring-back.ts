import { type Selectable, sql } from 'kysely'
import { readBody } from '../../core/facts/catalogue.ts'
import type { Day, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { dependantsOf, isPast } from '../../core/rows/holding.ts'
import type { RowRange } from '../../core/rows/row-key.ts'
import { rangesFromJson } from '../store/bulk.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import type { RowChange } from './rows.ts'
import { appendToScopes, type Entry } from './scope-log.ts'

/**
 * Puts the facts of rows that are wanted again at the end of their scopes' logs once more: of those that opened for
 * shared tablets, which had no business with them, and of those that are needed again for everybody. Cursors may have
 * passed them, and devices may have let them go.
 *
 * @returns the scopes that have grown
 */
export async function bringBack(db: HubDb, changes: readonly RowChange[], today: Day): Promise<string[]> {
  const needed = changes.filter(({ before, now }) => before && isPast(before, today) && !isPast(now, today))
  // Homework whose setting came late: pieces of it may have come before, and be over.
  const created = changes.filter(({ before, now }) => !before && !isPast(now, today))
  const opened = changes.filter(({ before, now }) => before?.open === false && now.open)
  const ranges = [
    ...needed.flatMap(({ row }) => [onlyRow(row), ...dependantsOf(row)]),
    ...created.flatMap(({ row }) => dependantsOf(row)),
  ]
  if (ranges.length === 0 && opened.length === 0) return []
  const forAll = await entriesOf(db, ranges)
  const told = new Set(forAll.map(nameOf))
  const contents = await entriesOf(
    db,
    opened.map(({ row }) => onlyRow(row)),
  )
  const forShared = contents.filter((fact) => fact.kindKnown?.part === 'content' && !told.has(nameOf(fact)))
  return [...(await appendToScopes(db, forAll, 'all')), ...(await appendToScopes(db, forShared, 'shared'))]
}

function onlyRow(row: string): RowRange {
  return { from: row, below: `${row}\u0001` }
}

function nameOf({ device, seq }: Entry): string {
  return `${device}:${seq}`
}

type FactRow = Omit<Selectable<HubTables['fact']>, 'state' | 'why'>

async function entriesOf(db: HubDb, ranges: readonly RowRange[]): Promise<Entry[]> {
  if (ranges.length === 0) return []
  const { rows } = await sql<FactRow>`
    select distinct fact.device, fact.seq, fact.at, fact.eff, fact.by, fact.kind, fact.body
    from (${rangesFromJson(db, ranges)}) as range
      cross join fact_row
      join fact on fact.device = fact_row.device and fact.seq = fact_row.seq
    where fact_row.row >= range.start and fact_row.row < range.below and fact.state = 'taken'
    order by fact.eff, fact.device, fact.seq
  `.execute(db)
  return rows.map(entryOf)
}

function entryOf({ body: text, device, seq, at, eff, by, kind }: FactRow): Entry {
  const body: unknown = JSON.parse(text)
  const reading = readBody(kind, body)
  return {
    device: device as DeviceId, // parsed at intake, as is `by`
    by: by as PersonId | '',
    seq: Number(seq),
    at: Number(at),
    eff: Number(eff),
    kind,
    body,
    text,
    ...(reading.ok && { kindKnown: reading.kind, read: reading.body }),
  }
}
