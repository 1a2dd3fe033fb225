import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import * as v from 'valibot'
import { readBody } from '../../core/facts/catalogue.ts'
import { differing, isAsMade, madeNow } from '../../core/rows/made.ts'
import { type RowKey, rowRange } from '../../core/rows/row-key.ts'
import { addRows } from '../store/bulk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'
import { takeInNewlyKnown } from './newly-known.ts'
import { reduceRowsAnew } from './rows.ts'

/** How much is done in one transaction: deliveries wait meanwhile. */
const factsAtOnce = 200
const rowsAtOnce = 100

const Numbers = v.record(v.string(), v.number())
/** By which program the database's facts were read and its rows reduced, as `hub` keeps it under `made`. */
const Made = v.object({ kinds: Numbers, tables: Numbers })
type Made = v.InferOutput<typeof Made>

/** How far the catching up with one program has come. */
const Progress = v.object({
  towards: Made,
  /** What is being done: each thing begins where the one before has come to its end. */
  step: v.picklist(['name', 'unname', 'reduce']),
  /** Up to where: a fact, a fact of a row, a row. */
  after: v.array(v.union([v.string(), v.number()])),
})
type Progress = v.InferOutput<typeof Progress>

const now: Made = { kinds: { ...madeNow.kinds }, tables: { ...madeNow.tables } }

/**
 * Brings a database that an older program has written up to this one, a little at a time, so that deliveries get their
 * turn in between: facts of kinds that were not known are read, facts that are read otherwise are named to other rows, and
 * rows that are reduced otherwise are reduced anew. Meanwhile the old rows stand. Killed, it goes on where it was.
 *
 * @param grown told the scopes that have grown by it
 * @param stop ends it after the next little
 * @param clock the hub's, ms since 1970
 */
export async function catchUp(
  db: HubDb,
  grown: (scopes: ReadonlySet<string>) => Promise<void>,
  stop: AbortSignal,
  clock: () => number,
): Promise<void> {
  for (;;) {
    if (stop.aborted) return
    const scopes = await takeInNewlyKnown(db, factsAtOnce, clock())
    if (!scopes) break
    await grown(scopes)
    await setImmediate()
  }
  while (!stop.aborted && (await doSome(db))) await setImmediate()
}

/** @returns whether there is more to do */
async function doSome(db: HubDb): Promise<boolean> {
  return inTurn(db, async (transaction) => {
    const made = (await note(transaction, 'made', Made)) ?? ((await isEmpty(transaction)) ? now : undefined)
    // What was not known at all was parked, and has been read above.
    const kinds = differing(made?.kinds ?? {}, now.kinds).filter((name) => !made || name in made.kinds)
    const tables = differing(made?.tables ?? {}, now.tables)
    if (made && kinds.length + tables.length === 0) {
      await keepNote(transaction, 'made', now)
      return false
    }
    const noted = await note(transaction, 'catching-up', Progress)
    const first: Progress = { towards: now, step: kinds.length > 0 ? 'name' : 'reduce', after: [] }
    const progress = noted && isAsMade(noted.towards, now) ? noted : first
    const next = await steps[progress.step](transaction, progress, progress.step === 'reduce' ? tables : kinds)
    if (next) await keepNote(transaction, 'catching-up', next)
    else {
      await keepNote(transaction, 'made', now)
      await transaction.deleteFrom('hub').where('name', '=', 'catching-up').execute()
    }
    return next !== undefined
  })
}

type Step = (db: HubDb, progress: Progress, changed: readonly string[]) => Promise<Progress | undefined>

const steps: Record<Progress['step'], Step> = {
  /** Names facts of kinds that are read otherwise to the rows that they speak of now. */
  async name(db, progress, kinds) {
    const [device = '', seq = 0] = progress.after
    const facts = await db
      .selectFrom('fact')
      .select(['device', 'seq', 'kind', 'body', 'state'])
      .where(sql<boolean>`(device, seq) > (${device}, ${seq})`)
      .orderBy('device')
      .orderBy('seq')
      .limit(factsAtOnce)
      .execute()
    const last = facts[facts.length - 1]
    if (!last) return { ...progress, step: 'unname', after: [] }
    const named = facts
      .filter((fact) => fact.state === 'taken' && kinds.includes(fact.kind))
      .flatMap((fact) => rowsOf(fact).map((row): [RowKey, string, number] => [row, fact.device, Number(fact.seq)]))
    if (named.length > 0) {
      await addRows(db, 'fact_row', ['row', 'device', 'seq'], named, 'is passed over')
      await reduceRowsAnew(db, [...new Set(named.map(([row]) => row))])
    }
    return { ...progress, after: [last.device, Number(last.seq)] }
  },

  /** Takes from rows the facts that do not speak of them any more. */
  async unname(db, progress, kinds) {
    const [row = '', device = '', seq = 0] = progress.after
    const named = await db
      .selectFrom('fact_row')
      .innerJoin('fact', (join) =>
        join.onRef('fact.device', '=', 'fact_row.device').onRef('fact.seq', '=', 'fact_row.seq'),
      )
      .select(['fact_row.row', 'fact_row.device', 'fact_row.seq', 'fact.kind', 'fact.body'])
      .where(sql<boolean>`(fact_row.row, fact_row.device, fact_row.seq) > (${row}, ${device}, ${seq})`)
      .orderBy('fact_row.row')
      .orderBy('fact_row.device')
      .orderBy('fact_row.seq')
      .limit(factsAtOnce)
      .execute()
    const last = named[named.length - 1]
    if (!last) return { ...progress, step: 'reduce', after: [] }
    const wrong = named.filter((one) => kinds.includes(one.kind) && !rowsOf(one).includes(one.row as RowKey)) // only compared
    for (const one of wrong) {
      await db
        .deleteFrom('fact_row')
        .where('row', '=', one.row)
        .where('device', '=', one.device)
        .where('seq', '=', one.seq)
        .execute()
    }
    await reduceRowsAnew(db, [...new Set(wrong.map((one) => one.row as RowKey))]) // written from one
    return { ...progress, after: [last.row, last.device, Number(last.seq)] }
  },

  /** Reduces the rows of tables that are reduced otherwise. */
  async reduce(db, progress, tables) {
    const after = String(progress.after[0] ?? '')
    for (const { from, below } of tables.map((table) => rowRange(table))) {
      if (after >= below) continue
      const found = await db
        .selectFrom('fact_row')
        .select('row')
        .distinct()
        .where('row', '>=', from)
        .where('row', '>', after)
        .where('row', '<', below)
        .orderBy('row')
        .limit(rowsAtOnce)
        .execute()
      const rows = found.map((one) => one.row as RowKey) // written from one
      const last = rows[rows.length - 1]
      if (last === undefined) continue
      await reduceRowsAnew(db, rows)
      return { ...progress, after: [last] }
    }
    return undefined
  },
}

function rowsOf({ kind, body }: { kind: string; body: string }): RowKey[] {
  const reading = readBody(kind, JSON.parse(body))
  return reading.ok ? reading.kind.rows(reading.body) : []
}

async function note<S extends v.GenericSchema>(
  db: HubDb,
  name: string,
  schema: S,
): Promise<v.InferOutput<S> | undefined> {
  const row = await db.selectFrom('hub').select('value').where('name', '=', name).executeTakeFirst()
  return row && v.parse(schema, JSON.parse(row.value))
}

async function isEmpty(db: HubDb): Promise<boolean> {
  return (await db.selectFrom('fact').select('seq').limit(1).executeTakeFirst()) === undefined
}

async function keepNote(db: HubDb, name: string, value: unknown): Promise<void> {
  await db
    .insertInto('hub')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(value) }))
    .execute()
}
