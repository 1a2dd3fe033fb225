import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft, TimedFact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import type { Hub } from '../../hub/hub.ts'
import type { County } from './county.ts'

/** Brings in what the office wants said and the hub does not say, as an import of the county's files does. */
export async function bringIn(hub: Hub, county: County): Promise<void> {
  const rows = await hub.db.selectFrom('row').select(['row', 'state']).execute()
  const states = new Map(rows.map(({ row, state }) => [row, state]))
  await hub.recorder.record([...county.said.values()].filter((draft) => isNews(draft, states)))
  county.inForce(hub.now())
}

function isNews(draft: Draft, states: ReadonlyMap<string, string>): boolean {
  const reading = readBody(draft.kind, draft.body)
  if (!reading.ok) throw new Error(`the office says what it may not: ${draft.kind}`)
  const fact: TimedFact = { ...draft, device: 'office' as DeviceId, seq: 1, at: 0, eff: 0, by: '' }
  return reading.kind.rows(reading.body).some((row) => states.get(row) !== JSON.stringify(reduceRow(row, [fact])))
}
