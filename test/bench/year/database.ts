import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { readBody } from '../../../core/facts/catalogue.ts'
import type { TimedFact } from '../../../core/facts/fact.ts'
import { standing } from '../../../core/rows/holding.ts'
import type { RowKey } from '../../../core/rows/row-key.ts'
import { reduceRow, tableOf } from '../../../core/rows/tables.ts'
import { momentOf } from '../../../core/school/day.ts'
import { openRecorder } from '../../../hub/county/recorder.ts'
import { openDesk } from '../../../hub/facts/desk.ts'
import { registerDevice } from '../../../hub/people/devices.ts'
import { noteChanges } from '../../../hub/reports/changes.ts'
import { insertRows } from '../../../hub/store/bulk.ts'
import { type Keeping, openDatabase } from '../../../hub/store/database.ts'
import { isPostgres } from '../../../hub/store/dialect.ts'
import type { HubDb } from '../../../hub/store/schema.ts'
import { startPostgres } from '../../databases/postgres.ts'
import { broughtIn, classes, deviceOf, placeOf, terms, yearOf, yearsEnd } from './county.ts'

/** Raised when what is built changes: an earlier one is then not used again. */
const version = 1
const folderOf = (on: string) => path.join(tmpdir(), `tongke-report-bench-${version}${on === 'sqlite' ? '' : `-${on}`}`)

export interface Year {
  db: HubDb
  close(): Promise<void>
}

/**
 * A hub's database with a county's year in it, built once and kept for the next run. The office's facts come in as ever;
 * those of the classes are read by their kinds, reduced by the program's own tables and written with the rows that follow,
 * without the judging of rights, the scopes' logs and the flush that each delivery has.
 */
export async function openYear(on: 'sqlite' | 'postgres'): Promise<Year> {
  const folder = folderOf(on)
  const ready = path.join(folder, 'ready')
  const isReady = existsSync(ready)
  if (!isReady) await rm(folder, { recursive: true, force: true })
  const server = on === 'postgres' ? await startPostgres(path.join(folder, 'server')) : undefined
  const keeping = { dataDir: folder, ...(server && { databaseUrl: server.url }) }
  if (!isReady) {
    await build(keeping)
    await writeFile(ready, '')
  }
  const db = await openDatabase(keeping)
  return {
    db,
    async close() {
      await db.destroy()
      await server?.stop()
    },
  }
}

async function build(keeping: Keeping): Promise<void> {
  const db = await openDatabase(keeping)
  if (!isPostgres(db)) await sql`pragma synchronous = off`.execute(db)
  let now = 0
  const recorder = openRecorder(db, openDesk(db), () => now)
  for (const starts of terms) {
    now = momentOf(starts, '06:00')
    await recorder.record(broughtIn(starts))
  }
  let done = 0
  for (const of of classes) {
    const enrolled = momentOf(terms[0], '07:00')
    await registerDevice(db, { device: deviceOf(of), place: placeOf(of), key: '', now: enrolled })
    const facts = [...yearOf(of)]
    await db.transaction().execute((transaction) => writeFacts(transaction, facts))
    await db
      .updateTable('device')
      .set({ heard: yearsEnd, up_to: facts.length, offered_to: facts.length })
      .where('device', '=', deviceOf(of))
      .execute()
    done += facts.length
    if (done % 500_000 < facts.length) console.error(`  ${done} facts`)
  }
  await sql`analyze`.execute(db)
  await db.destroy()
}

async function writeFacts(db: HubDb, facts: readonly TimedFact[]): Promise<void> {
  const rows = new Map<RowKey, TimedFact[]>()
  const names: (string | number)[][] = []
  for (const fact of facts) {
    const reading = readBody(fact.kind, fact.body)
    if (!reading.ok) throw new Error(`the bench's ${fact.kind} is none`)
    for (const row of reading.kind.rows(reading.body)) {
      const of = rows.get(row)
      if (of) of.push(fact)
      else rows.set(row, [fact])
      names.push([row, fact.device, fact.seq])
    }
  }
  const kept = facts.map((f) => [f.device, f.seq, f.at, f.eff, f.by, f.kind, JSON.stringify(f.body), 'taken', ''])
  await insertRows(db, 'fact', ['device', 'seq', 'at', 'eff', 'by', 'kind', 'body', 'state', 'why'], kept).execute()
  await insertRows(db, 'fact_row', ['row', 'device', 'seq'], names).execute()
  const states = [...rows].flatMap(([row, of]) => {
    const state = reduceRow(row, of)
    if (state === undefined) return []
    const { neededUntil, open } = standing(row, state)
    return [[row, JSON.stringify(state), tableOf(row)?.version ?? 0, neededUntil, open ? 1 : 0]]
  })
  await insertRows(db, 'row', ['row', 'state', 'version', 'needed_until', 'open'], states).execute()
  await noteChanges(db, [...rows.keys()])
}
