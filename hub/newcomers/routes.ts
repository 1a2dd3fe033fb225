import { Hono } from 'hono'
import * as v from 'valibot'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import { type Newcomers, NewcomerWord } from '../../core/reports/newcomers.ts'
import { note } from '../audit/log.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { listNewcomers } from './list.ts'
import { spreadAll } from './spread.ts'
import { noteToSpread } from './spread-notes.ts'

/** Children who were added in a room, under `/api/office/newcomers`: GET / lists them, POST / says who one of them is. */
export function newcomerRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), atMost(1_000), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  routes.get('/', async (c) => {
    const newcomers = await listNewcomers(hub.db, hub.now())
    const actor = { by: c.get('by'), device: c.get('caller').device }
    const about = { children: newcomers.length }
    if (newcomers.length > 0) await note(hub.db, { ...actor, act: 'newcomers.listed', about }, hub.now())
    const answer: Newcomers = { newcomers }
    return c.json(answer)
  })

  routes.post('/', async (c) => {
    const asked = v.safeParse(NewcomerWord, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const { class: classId, person, is } = asked.output
    const child = (await listNewcomers(hub.db, hub.now())).find((one) => one.class === classId && one.person === person)
    if (!child) return c.json({ why: 'no-such-child' }, 404)
    const isOfClass = is === undefined || is === person || child.pupils.some((one) => one.person === is)
    if (!isOfClass) return c.json({ why: 'not-of-the-class' }, 409)
    await hub.recorder.record(
      [pupilMatched({ class: classId, added: person, ...(is && { person: is }) })],
      async (db) => {
        await noteToSpread(db, classId, person)
        const actor = { by: c.get('by'), device: c.get('caller').device }
        await note(
          db,
          { ...actor, act: 'newcomer.matched', about: { class: classId, person, is: is ?? '' } },
          hub.now(),
        )
      },
    )
    await spreadAll(hub)
    const answer: Newcomers = { newcomers: await listNewcomers(hub.db, hub.now()) }
    return c.json(answer)
  })
  return routes
}
