import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { DeviceId, PlaceId } from '../../core/facts/ids.ts'
import { placeScope } from '../../core/facts/scope.ts'
import { Moves } from '../../core/reports/left-behind.ts'
import { type CodeSheet, mostCodes, NewCodes, NewPlace } from '../../core/reports/office-devices.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { type Actor, note } from '../audit/log.ts'
import { judgeAfterMove } from '../facts/after-move.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { codeLife, newCode } from '../people/codes.ts'
import { revokeDevice } from '../people/devices.ts'
import { inTurn } from '../store/in-turn.ts'
import { listDevices } from './list.ts'
import { moveDevice, type NotMoved } from './move.ts'
import { makePlace } from './new-place.ts'

/** A request's most bytes: ids of five hundred devices, each with a place. */
const mostBytes = 100_000

/**
 * Devices and places as the office handles them, under `/api/office/devices`: GET / lists them, POST /codes makes codes for a
 * sheet, POST /places a place, POST /DEVICE/revoke takes a device back, POST /DEVICE/move
 * moves it to another place, POST /moves several at once.
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
    // Its live channel, if it has one, ends now, and the device hears why.
    if (taken.length > 0) hub.desk.announce(new Set([placeScope(await placeOf(device.output))]))
    return taken.length > 0 ? c.json({ names: taken.length }) : c.json({ why: 'no-such-device' }, 404)
  })

  routes.post('/:device/move', async (c) => {
    const device = v.safeParse(DeviceId, c.req.param('device'))
    const asked = v.safeParse(Move, await c.req.json().catch(() => undefined))
    if (!device.success || !asked.success) return c.json({ why: 'malformed' }, 400)
    const moved = await move([{ device: device.output, place: asked.output.place }], actor(c))
    return typeof moved === 'string' ? c.json({ why: moved }, statusOf(moved)) : c.json({ from: moved[0] })
  })

  routes.post('/moves', async (c) => {
    const asked = v.safeParse(Moves, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const moved = await move(asked.output.moves, actor(c))
    return typeof moved === 'string' ? c.json({ why: moved }, statusOf(moved)) : c.json({ moved: moved.length })
  })

  async function placeOf(device: DeviceId): Promise<PlaceId> {
    const row = await hub.db.selectFrom('device').select('place').where('device', '=', device).executeTakeFirstOrThrow()
    return row.place as PlaceId // it was enrolled there
  }

  /** Moves all of them, and says where they stood; or none, and says why. */
  async function move(moves: Moves['moves'], by: Actor): Promise<PlaceId[] | NotMoved> {
    try {
      const { from, grown } = await inTurn(hub.db, async (db) => {
        const [from, grown]: [PlaceId[], Set<string>] = [[], new Set()]
        for (const { device, place: to } of moves) {
          const moved = await moveDevice(db, device, to, hub.now())
          // The answer to an earlier asking may have been lost.
          if (moved === 'is-there') {
            from.push(to)
            continue
          }
          if (typeof moved === 'string') throw new NotAll(moved)
          for (const scope of await judgeAfterMove(db, device, hub.now())) grown.add(scope)
          await note(db, { ...by, act: 'device.moved', about: { device, from: moved.from, to } }, hub.now())
          from.push(moved.from)
        }
        return { from, grown }
      })
      // Their live channels hear of it now.
      for (const place of from) grown.add(placeScope(place))
      hub.desk.announce(grown)
      return from
    } catch (error) {
      if (error instanceof NotAll) return error.why
      throw error
    }
  }

  return routes
}

/** One is not moved, so that none is. */
class NotAll extends Error {
  constructor(readonly why: NotMoved) {
    super(why)
  }
}

const statusOf = (why: NotMoved) => (why.startsWith('no-such') ? 404 : 409)

const Move = v.object({ place: PlaceId })
