import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { DeviceId, PlaceId } from '../../core/facts/ids.ts'
import { placeScope } from '../../core/facts/scope.ts'
import { type CodeSheet, mostCodes, NewCodes, NewPlace } from '../../core/reports/office-devices.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { note } from '../audit/log.ts'
import { judgeAfterMove } from '../facts/after-move.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { codeLife, newCode } from '../people/codes.ts'
import { revokeDevice } from '../people/devices.ts'
import { inTurn } from '../store/in-turn.ts'
import { listDevices } from './list.ts'
import { moveDevice } from './move.ts'
import { makePlace } from './new-place.ts'

/** A request's most bytes: ids of two hundred places. */
const mostBytes = 16_384

/**
 * Devices and places as the office handles them, under `/api/office/devices`: GET / lists them, POST /codes makes codes for a
 * sheet, POST /places a place, POST /DEVICE/revoke takes a device back, POST /DEVICE/move
 * moves it to another place.
 *
 * @param version this program's, which devices are compared with
 */
export function officeDeviceRoutes(hub: Hub, version: string): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), atMost(mostBytes), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  const actor = (c: Context<WithActor>) => ({ by: c.get('by'), device: c.get('caller').device })

  routes.get('/', async (c) => c.json(await listDevices(hub.db, version, hub.now())))

  routes.post('/codes', async (c) => {
    const asked = v.safeParse(NewCodes, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const { each } = asked.output
    const places = [...new Set(asked.output.places)]
    if (places.length * each > mostCodes) return c.json({ why: 'too-many' }, 400)
    const keys = places.map((place) => rowKey('place', place))
    const known = await hub.db.selectFrom('row').select('row').where('row', 'in', keys).execute()
    if (known.length < places.length) return c.json({ why: 'no-such-place' }, 404)
    const now = hub.now()
    const sheet: CodeSheet = { codes: [] }
    await hub.db.transaction().execute(async (db) => {
      for (const place of places)
        for (let n = 0; n < each; n++)
          sheet.codes.push({ place, code: await newCode(db, place, now), expires: now + codeLife })
      const about = { places: places.length, codes: sheet.codes.length }
      await note(db, { ...actor(c), act: 'codes.made', about }, now)
    })
    return c.json(sheet, 201)
  })

  routes.post('/places', async (c) => {
    const asked = v.safeParse(NewPlace, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const place = await makePlace(hub, asked.output)
    if (typeof place === 'string') return c.json({ why: place }, 409)
    const about = { place: place.place, kind: place.kind, classes: place.classes.length }
    await note(hub.db, { ...actor(c), act: 'place.made', about }, hub.now())
    return c.json(place, 201)
  })

  routes.post('/:device/revoke', async (c) => {
    const device = v.safeParse(DeviceId, c.req.param('device'))
    if (!device.success) return c.json({ why: 'no-such-device' }, 404)
    if (device.output === c.get('caller').device) return c.json({ why: 'this-desk' }, 409)
    const taken = await hub.db.transaction().execute(async (db) => {
      const names = await revokeDevice(db, device.output, hub.now())
      const about = { device: device.output, names: names.length }
      if (names.length > 0) await note(db, { ...actor(c), act: 'device.revoked', about }, hub.now())
      return names
    })
    return taken.length > 0 ? c.json({ names: taken.length }) : c.json({ why: 'no-such-device' }, 404)
  })

  routes.post('/:device/move', async (c) => {
    const device = v.safeParse(DeviceId, c.req.param('device'))
    const asked = v.safeParse(Move, await c.req.json().catch(() => undefined))
    if (!device.success || !asked.success) return c.json({ why: 'malformed' }, 400)
    const { place: to } = asked.output
    const moved = await inTurn(hub.db, async (db) => {
      const from = await moveDevice(db, device.output, to, hub.now())
      if (typeof from === 'string') return from
      const grown = await judgeAfterMove(db, device.output, hub.now())
      const about = { device: device.output, from: from.from, to }
      await note(db, { ...actor(c), act: 'device.moved', about }, hub.now())
      return { ...from, grown }
    })
    if (typeof moved === 'string') return c.json({ why: moved }, moved.startsWith('no-such') ? 404 : 409)
    // Its live channel, if it has one, hears of it now.
    hub.desk.announce(moved.grown.add(placeScope(moved.from)))
    return c.json({ from: moved.from })
  })

  return routes
}

const Move = v.object({ place: PlaceId })
