import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { id, openSmallCounty, type TestHub, tuesday } from '../../test/hubs/small-county.ts'
import { isRevoked, registerDevice, revokeDevice } from './devices.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

describe('taking a device back', () => {
  test('takes all names of its database, and no other device of its place', async () => {
    const panel = await hub.device('panel')
    const other = await hub.device('panel', 'panel-2')
    const { key } = await hub.db
      .selectFrom('device')
      .select('key')
      .where('device', '=', panel.id)
      .executeTakeFirstOrThrow()
    await registerDevice(hub.db, { device: id.device('panel-new'), place: 'panel', key, now: tuesday })
    expect((await revokeDevice(hub.db, panel.id, tuesday)).sort()).toEqual(['panel-1', 'panel-new'])
    expect(await isRevoked(hub.db, id.device('panel-new'))).toBe(true)
    expect(await isRevoked(hub.db, other.id)).toBe(false)
    expect(await revokeDevice(hub.db, panel.id, tuesday + 1)).toEqual([])
  })

  test('takes neither a device that is not known nor the hub itself', async () => {
    const run = await hub.db.selectFrom('device').select('device').where('place', '=', '').executeTakeFirstOrThrow()
    expect(await revokeDevice(hub.db, id.device(run.device), tuesday)).toEqual([])
    expect(await revokeDevice(hub.db, id.device('nobody'), tuesday)).toEqual([])
  })
})
