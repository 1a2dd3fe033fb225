import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft, TimedFact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { placeScope } from '../../core/facts/scope.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import { moveDevice } from '../../hub/devices/move.ts'
import type { Hub } from '../../hub/hub.ts'
import { revokeDevice } from '../../hub/people/devices.ts'
import type { County } from './county.ts'

/**
 * Brings in what the office wants and the hub does not say: its files as an import does, and at its desk who is erased, and
 * which devices stand elsewhere or were taken back. A hub that was put back has forgotten some of it.
 */
export async function bringIn(hub: Hub, county: County): Promise<void> {
  const rows = await hub.db.selectFrom('row').select(['row', 'state']).execute()
  const states = new Map(rows.map(({ row, state }) => [row, state]))
  await hub.recorder.record([...county.said.values()].filter((draft) => isNews(draft, states)))
  for (const key of county.revoked) {
    const device = await deviceWith(hub, key)
    if (device) await revokeDevice(hub.db, device.device, hub.now())
  }
  await erase(hub, county)
  for (const [key, place] of county.moved) {
    const device = await deviceWith(hub, key)
    if (!device || device.place === place) continue
    const from = await moveDevice(hub.db, device.device, place, hub.now())
    if (typeof from === 'string') throw new Error(`${device.device} is not moved to ${place}: ${from}`)
    await hub.desk.announce(new Set([placeScope(from.from)]))
  }
  county.inForce(hub.now())
}

function isNews(draft: Draft, states: ReadonlyMap<string, string>): boolean {
  const reading = readBody(draft.kind, draft.body)
  if (!reading.ok) throw new Error(`the office says what it may not: ${draft.kind}`)
  const fact: TimedFact = { ...draft, device: 'office' as DeviceId, seq: 1, at: 0, eff: 0, by: '' }
  return reading.kind.rows(reading.body).some((row) => states.get(row) !== JSON.stringify(reduceRow(row, [fact])))
}

/** What the desk's device has recorded, and the hub does not have. */
async function erase({ db, desk, now }: Hub, { erasures }: County): Promise<void> {
  const [first] = erasures
  if (!first) return
  const known = await db.selectFrom('device').select('up_to').where('device', '=', first.device).executeTakeFirst()
  const facts = erasures.filter(({ seq }) => seq > Number(known?.up_to))
  if (facts.length === 0) return
  const { refused, parked } = await desk.deliver({ device: first.device, facts, heard: now() })
  if (refused.length + parked.length > 0) throw new Error('the office may not erase')
}

async function deviceWith(hub: Hub, key: string): Promise<{ device: DeviceId; place: string } | undefined> {
  const found = await hub.db
    .selectFrom('device')
    .select(['device', 'place'])
    .where('key', '=', key)
    .where('revoked', '=', 0)
    .executeTakeFirst()
  return found && { ...found, device: found.device as DeviceId } // it was registered as one
}
