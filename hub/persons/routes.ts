import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { PersonId } from '../../core/facts/ids.ts'
import { type Erasures, PeopleAsked } from '../../core/reports/people.ts'
import { note } from '../audit/log.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { nameWords } from './elsewhere.ts'
import { listErasures } from './erasures.ts'
import { everythingOf } from './everything.ts'
import { everythingZip } from './everything-zip.ts'
import { listPeople } from './list.ts'
import { readPerson } from './one.ts'

/**
 * The county's people, under `/api/office/people`: POST / finds some of them, GET /PERSON tells what is known of one, GET
 * /PERSON/words where their name stands in what others wrote, and GET /PERSON/everything?lang=zh is all of it in an archive.
 * Names are asked for in a body, since an address may be written down on its way.
 *
 * @param backupDays how long a backup may keep what was erased
 */
export function peopleRoutes(hub: Hub, backupDays: number): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', ...forOffice(hub))

  routes.post('/', async (c) => {
    const asked = v.safeParse(PeopleAsked, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const answer = await listPeople(hub.db, asked.output, hub.now())
    const about = { people: answer.people.length, of: answer.all }
    if (answer.people.length > 0) await note(hub.db, { ...actor(c), act: 'people.listed', about }, hub.now())
    return c.json(answer)
  })

  routes.get('/:person', async (c) => {
    const person = v.safeParse(PersonId, c.req.param('person'))
    const found = person.success && (await readPerson(hub.db, person.output, { now: hub.now(), backupDays }))
    if (!found) return c.json({ why: 'no-such-person' }, 404)
    await note(hub.db, { ...actor(c), act: 'person.seen', about: { person: found.shown.person } }, hub.now())
    return c.json(found.shown)
  })

  routes.get('/:person/words', async (c) => {
    const person = v.safeParse(PersonId, c.req.param('person'))
    const found = person.success && (await readPerson(hub.db, person.output, { now: hub.now(), backupDays }))
    if (!found) return c.json({ why: 'no-such-person' }, 404)
    const answer = await nameWords(hub.db, found.whole, found.shown.name)
    const about = { person: found.shown.person, words: answer.words.length }
    await note(hub.db, { ...actor(c), act: 'words.seen', about }, hub.now())
    return c.json(answer)
  })

  routes.get('/:person/everything', async (c) => {
    const person = v.safeParse(PersonId, c.req.param('person'))
    const found = person.success && (await readPerson(hub.db, person.output, { now: hub.now(), backupDays }))
    if (!found) return c.json({ why: 'no-such-person' }, 404)
    const all = await everythingOf(hub, found)
    const about = { person: found.shown.person, facts: all.facts.length, photos: all.photos.length }
    await note(hub.db, { ...actor(c), act: 'person.exported', about }, hub.now())
    c.header('Content-Type', 'application/zip')
    c.header('Content-Disposition', 'attachment; filename="everything.zip"')
    return c.body(everythingZip(all, hub.blobs, c.req.query('lang') === 'en' ? 'en' : 'zh'))
  })

  return routes
}

/** `GET /api/office/erasures`: who was erased, nameless, and which devices have not heard of it yet. */
export function erasureRoutes(hub: Hub, backupDays: number): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', ...forOffice(hub))
  routes.get('/', async (c) => {
    const answer: Erasures = { asOf: hub.now(), erasures: await listErasures(hub.db, backupDays) }
    return c.json(answer)
  })
  return routes
}

function forOffice(hub: Hub) {
  return [enrolledOnly(hub), officeOnly(hub), byOffice(hub), atMost(1_000), neverKept] as const
}

async function neverKept(c: Context<WithActor>, next: () => Promise<void>): Promise<void> {
  await next()
  c.header('Cache-Control', 'no-store')
}

function actor(c: Context<WithActor>) {
  return { by: c.get('by'), device: c.get('caller').device }
}
