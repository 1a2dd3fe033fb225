import { Hono } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import * as v from 'valibot'
import { DeviceWord, type WordAnswer } from '../../core/sync/device-word.ts'
import { type Enrolment, NewPin, type Renamed } from '../../core/sync/messages.ts'
import { note } from '../audit/log.ts'
import { diskOfDevice } from '../devices/disk.ts'
import { keepWord } from '../devices/word.ts'
import { placeOf } from '../facts/pull.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { registerDevice } from './devices.ts'
import { EnrolRequest, enrol, NameTaken, RenameRequest } from './enrol.ts'
import { pinsFor } from './pins.ts'
import { takeNewPin } from './spare-pins.ts'

/** A request's most bytes. */
const mostBytes = 4_096

/** Enrolment, proof and a device's own affairs, under `/api/device`. */
export function deviceRoutes(hub: Hub): Hono<WithCaller> {
  const routes = new Hono<WithCaller>()

  routes.get('/nonce', (c) => {
    c.header('Tongke-Nonce', hub.sessions.nonce(hub.now()))
    return c.body(null, 204)
  })

  routes.post('/enrol', atMost(mostBytes), async (c) => {
    const request = v.safeParse(EnrolRequest, await c.req.json().catch(() => undefined))
    if (!request.success) return c.json({ why: 'malformed' }, 400)
    const { code, key } = request.output
    const keys = [`code ${code}`, `key ${key.x}`]
    const wait = hub.tries.wait(keys, hub.now())
    if (wait > 0) {
      c.header('Retry-After', String(Math.ceil(wait / 1000)))
      return c.json({ why: 'too-often', seconds: Math.ceil(wait / 1000) }, 429)
    }
    const enrolled = await enrol(hub.db, request.output, hub.now()).catch((error: unknown) => {
      if (error instanceof NameTaken) return undefined
      throw error
    })
    if (!enrolled) return c.json({ why: 'taken' }, 409)
    if (!enrolled.ok) {
      if (enrolled.why === 'whole-code') return c.json({ why: enrolled.why }, 403)
      hub.tries.failed(keys, hub.now())
      return c.json({ why: enrolled.why }, 404)
    }
    hub.tries.succeeded(keys)
    const { device, place } = enrolled
    const answer: Enrolment = {
      device,
      place,
      pins: await pinsFor(hub.db, { device, place, secret: hub.secret }),
      token: await hub.sessions.token(device, hub.now()),
      now: hub.now(),
    }
    return c.json(answer)
  })

  /**
   * A database that found its name used by another goes on under a new one, with the same key and place: the place where the
   * hub has it, whatever the name begins with. So does a revoked one, or what it still has to deliver would have no name.
   */
  routes.post('/rename', enrolledOnly(hub, { revoked: true }), atMost(mostBytes), async (c) => {
    const request = v.safeParse(RenameRequest, await c.req.json().catch(() => undefined))
    const caller = c.get('caller')
    if (!request.success) return c.json({ why: 'malformed' }, 400)
    const { device } = request.output
    // In one transaction, since a line may bring the same request twice at once.
    const isTheirs = await hub.db.transaction().execute(async (db) => {
      const { place, key, revoked } = await db
        .selectFrom('device')
        .selectAll()
        .where('device', '=', caller.device)
        .executeTakeFirstOrThrow()
      const there = await db.selectFrom('device').select('key').where('device', '=', device).executeTakeFirst()
      if (!there) await registerDevice(db, { device, place, key, revoked: Number(revoked), now: hub.now() })
      return there === undefined || there.key === key
    })
    if (!isTheirs) return c.json({ why: 'taken' }, 409)
    const answer: Renamed = { token: await hub.sessions.token(device, hub.now()) }
    return c.json(answer)
  })

  // How a device is: the latest word only, since nobody needs to know how it was.
  routes.put('/word', enrolledOnly(hub), atMost(mostBytes), async (c) => {
    const word = v.safeParse(DeviceWord, await c.req.json().catch(() => undefined))
    if (!word.success) return c.json({ why: 'malformed' }, 400)
    const { device } = c.get('caller')
    await keepWord(hub.db, device, word.output, hub.now())
    const answer: WordAnswer = { disk: await diskOfDevice(hub.db, device) }
    return c.json(answer)
  })

  // With an ETag: a device asks often, and PINs change seldom.
  const tagged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'tongke-token'] })
  routes.get('/pins', enrolledOnly(hub), tagged, async (c) => {
    const { device, place } = c.get('caller')
    return c.json(await pinsFor(hub.db, { device, place: await placeOf(hub.db, place), secret: hub.secret }))
  })

  // What a teacher chose on the device after a one-time code; sent again it is answered as taken or not, and left at that.
  routes.put('/pin', enrolledOnly(hub), atMost(mostBytes), async (c) => {
    const chosen = v.safeParse(NewPin, await c.req.json().catch(() => undefined))
    if (!chosen.success) return c.json({ why: 'malformed' }, 400)
    const { device, place } = c.get('caller')
    const here = await pinsFor(hub.db, { device, place: await placeOf(hub.db, place), secret: hub.secret })
    if (!here.some(({ person }) => person === chosen.output.person)) return c.json({ why: 'not-here' }, 403)
    const taken = await hub.db.transaction().execute(async (db) => {
      const { person, n } = chosen.output
      const ok = await takeNewPin(db, hub.secret, device, chosen.output)
      if (ok) await note(db, { by: person, device, act: 'pin.chosen', about: { person, code: n } }, hub.now())
      return ok
    })
    return taken ? c.body(null, 204) : c.json({ why: 'not-good' }, 409)
  })

  return routes
}
