import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft, TimedFact } from '../../core/facts/fact.ts'
import type { ClassId, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import { placeScope } from '../../core/facts/scope.ts'
import type { Member } from '../../core/rows/member.ts'
import { type RowKey, rowPart } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import { moveDevice } from '../../hub/devices/move.ts'
import { judgeAfterMove } from '../../hub/facts/after-move.ts'
import type { Hub } from '../../hub/hub.ts'
import { spreadAll } from '../../hub/newcomers/spread.ts'
import { noteToSpread } from '../../hub/newcomers/spread-notes.ts'
import { revokeDevice } from '../../hub/people/devices.ts'
import { inTurn } from '../../hub/store/in-turn.ts'
import type { County, Match } from './county.ts'

/**
 * Brings in what the office wants and the hub does not say: its files as an import does, and at its desk who is erased, who a
 * child is, and which devices stand elsewhere or were taken back. A hub that was put back has forgotten some of it.
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
    const grown = await inTurn(hub.db, async (db) => {
      const from = await moveDevice(db, device.device, place, hub.now())
      if (typeof from === 'string') throw new Error(`${device.device} is not moved to ${place}: ${from}`)
      return (await judgeAfterMove(db, device.device, hub.now())).add(placeScope(from.from))
    })
    await hub.desk.announce(grown)
  }
  await match(hub, county)
  county.inForce(hub.now())
}

/** As the desk's route does it: of a child whom some room has added. */
async function match(hub: Hub, { matched }: County): Promise<void> {
  if (matched.size === 0) return
  const children = await newcomersAt(hub)
  for (const { class: room, added, person } of matched.values()) {
    const child = children.find((one) => one.class === room && one.added === added)
    if (!child || child.person === person) continue
    const word = pupilMatched({ class: room, added, ...(person && { person }) })
    await hub.recorder.record([word], (db) => noteToSpread(db, room, added))
  }
  await spreadAll(hub)
}

/** The children whom the desk's list shows, with what was said of them, and the pupils of their class. */
export async function newcomersAt({ db }: Hub): Promise<(Match & { pupils: PersonId[] })[]> {
  const rows = await db.selectFrom('row').select(['row', 'state']).where('row', 'like', 'member/%').execute()
  const members = rows.map(({ row, state }) => ({
    ...(JSON.parse(state) as Member), // its table's
    class: rowPart(row as RowKey, 0) as ClassId, // a member's key has one, and a person
    child: rowPart(row as RowKey, 1) as PersonId,
  }))
  const isNew = (one: Member) => one.added !== undefined || one.is !== undefined
  return members.filter(isNew).map(({ class: room, child, is }) => {
    const others = members.filter((one) => one.class === room && one.role === 'pupil' && !isNew(one))
    return { class: room, added: child, person: is, pupils: others.map((one) => one.child) }
  })
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
