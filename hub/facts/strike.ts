import type { Fact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { wordsStruck } from '../../core/facts/kinds/words-struck.ts'
import { type Blot, withoutWords } from '../../core/facts/striking.ts'
import { type RowKey, rowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { struckWords } from '../../core/rows/struck.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { note } from '../audit/log.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'
import type { Judged } from './judge.ts'
import { reduceRowsAnew } from './rows.ts'

/** What comes in again with letters that were blotted out meanwhile, without them: who delivers may not have heard of it yet. */
export async function withoutStruck(db: HubDb, facts: readonly Judged[]): Promise<readonly Judged[]> {
  const written = facts.filter(({ kindKnown }) => kindKnown?.words)
  if (written.length === 0) return facts
  const keys = written.map(({ device, seq }) => rowKey('struck', device, String(seq)))
  const rows = await db.selectFrom('row').select(['row', 'state']).where('row', 'in', listFromJson(db, keys)).execute()
  const known = new Map(rows.map(({ row, state }) => [row, blotsIn(state)]))
  return facts.map((fact) => {
    const rest = withoutWords(fact, known.get(rowKey('struck', fact.device, String(fact.seq))) ?? [])
    return rest ? { ...rest, read: rest.body, text: JSON.stringify(rest.body) } : fact
  })
}

/**
 * Blots out what these facts name, within the caller's transaction, in whatever state the fact is that has it, and notes who had it
 * done. @param now ms since 1970
 */
export async function strikeNamed(db: HubDb, taken: readonly Judged[], now: number): Promise<void> {
  for (const { kind, read, by, device } of taken) {
    if (kind !== wordsStruck.name) continue
    const { device: of, seq, ...blot } = read as Blot & { device: DeviceId; seq: number } // its kind's body
    await strike(db, of, seq, [blot])
    await note(db, { act: 'words.struck', by, device, about: { device: of, seq } }, now)
  }
}

/** As if all had just been blotted out: a hub that was put back from an old copy has the old words again. */
export async function strikeAgain(db: HubDb): Promise<void> {
  const { from, below } = rowRange('struck')
  const rows = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where('row', '>=', from)
    .where('row', '<', below)
    .execute()
  for (const { row, state } of rows) {
    const key = row as RowKey // written from one
    await strike(db, rowPart(key, 0), Number(rowPart(key, 1)), blotsIn(state))
  }
}

async function strike(db: HubDb, device: string, seq: number, blots: readonly Blot[]): Promise<void> {
  const known = await db
    .selectFrom('fact')
    .select(['kind', 'body'])
    .where('device', '=', device)
    .where('seq', '=', seq)
    .executeTakeFirst()
  // It may come yet.
  if (!known) return
  const kept: Pick<Fact, 'kind' | 'body'> = { kind: known.kind, body: JSON.parse(known.body) }
  const rest = withoutWords(kept, blots)
  if (!rest) return
  const body = JSON.stringify(rest.body)
  await db.updateTable('fact').set({ body }).where('device', '=', device).where('seq', '=', seq).execute()
  const rows = await db
    .selectFrom('fact_row')
    .select('row')
    .where('device', '=', device)
    .where('seq', '=', seq)
    .execute()
  await reduceRowsAnew(
    db,
    rows.map(({ row }) => row as RowKey), // likewise
  )
}

function blotsIn(state: string): readonly Blot[] {
  return (JSON.parse(state) as StateOf<typeof struckWords>).blots // its table's
}
