import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import * as v from 'valibot'
import { PersonId } from '../../core/facts/ids.ts'
import type { Adults, SpareCode } from '../../core/reports/adults.ts'
import { note } from '../audit/log.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { adultsOf } from './adults.ts'
import { setPin } from './pins.ts'
import { giveCode } from './spare-pins.ts'

/** As many adults an answer has. */
const most = 20

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))

/**
 * A forgotten PIN, under `/api/office/pins`: GET /?name=… finds whose it is, POST /PERSON/code gives the next one-time code,
 * which is shown once.
 */
export function officePinRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  routes.get('/', async (c) => {
    const name = v.safeParse(Name, c.req.query('name'))
    if (!name.success) return c.json({ why: 'malformed' }, 400)
    const found = (await adultsOf(hub.db)).filter((adult) => adult.name.includes(name.output))
    const answer: Adults = { adults: found.slice(0, most), more: found.length > most }
    return c.json(answer)
  })

  routes.post('/:person/code', async (c) => {
    const person = v.safeParse(PersonId, c.req.param('person'))
    const adult = person.success && (await adultsOf(hub.db)).find((one) => one.person === person.output)
    if (!adult) return c.json({ why: 'no-such-adult' }, 404)
    // Who never had a PIN has one that nobody knows, so that devices are prepared for a code.
    const had = await hub.db.selectFrom('pin').select('person').where('person', '=', adult.person).executeTakeFirst()
    if (!had) await setPin(hub.db, adult.person, randomBytes(16).toString('base64url'))
    const given = await hub.db.transaction().execute(async (db) => {
      const next = await giveCode(db, hub.secret, adult.person)
      const about = { person: adult.person, code: next.n }
      const actor = { by: c.get('by'), device: c.get('caller').device }
      await note(db, { ...actor, act: 'pin.code-given', about }, hub.now())
      return next
    })
    const answer: SpareCode = { code: given.code }
    return c.json(answer, 201)
  })

  return routes
}
