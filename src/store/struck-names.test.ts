import { expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { seatName } from '../../core/people/seat.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, three } from '../../test/hubs/small-county.ts'
import { backUp, openPlace } from '../../test/stores/place-store.ts'
import { strikeNames, strikingNames } from './struck-names.ts'

test('a name that was withdrawn goes from what a device has had for long, and comes back with a hub that knows nothing of it', async () => {
  const hub = await openSmallCounty()
  const name = '李小溪'
  const called = (now: string) => {
    const ann = { class: three, person: people.ann, picture: 'sun', role: 'pupil', number: 1 } as const
    return hub.recorder.record([memberEnrolled({ ...ann, name: now, from: id.day('2026-08-31') })])
  }
  await called(name)
  const tablet = await openPlace(hub, 'tablet')
  const row = () => tablet.store.db.rows.get(rowKey('member', three, people.ann))
  const facts = async () => JSON.stringify(await tablet.store.db.facts.toArray())
  const putBack = await backUp(hub)

  await called(seatName(1))
  await tablet.receives()
  expect(await facts()).toContain(name)
  const before = await row()
  await strikeNames(tablet.store)
  expect(await facts()).not.toContain(name)
  expect(await row()).toEqual(before)
  expect((await row())?.state).toEqual(await hub.row(rowKey('member', three, people.ann)))

  await putBack()
  await tablet.receives()
  await strikeNames(tablet.store)
  expect((await row())?.state).toMatchObject({ name })
  await hub.close()
})

test('names are looked for only when something was received', async () => {
  const hub = await openSmallCounty()
  const tablet = await openPlace(hub, 'tablet')
  await tablet.receives()
  const strikes = strikingNames(tablet.store)
  expect([await strikes(), await strikes()]).toEqual([true, false])
  const ann = { class: three, person: people.ann, picture: 'sun', role: 'pupil', number: 1 } as const
  await hub.recorder.record([memberEnrolled({ ...ann, name: seatName(1), from: id.day('2026-08-31') })])
  await tablet.receives()
  expect([await strikes(), await strikes()]).toEqual([true, false])
  await hub.close()
})
