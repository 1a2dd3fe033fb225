import { Hono } from 'hono'
import * as v from 'valibot'
import { SchoolId } from '../../core/facts/ids.ts'
import { pairAgreed } from '../../core/facts/kinds/pair-agreed.ts'
import { schools } from '../../core/rows/roster.ts'
import { note } from '../audit/log.ts'
import { rowOf } from '../facts/row-of.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { leftBehind, openPairs } from './left-behind.ts'

/**
 * What a merged school (并校) leaves behind, under `/api/office/left-behind`: `GET /` lists it, `POST /SCHOOL/end-pairs` ends its
 * pairs with its last day. Its devices are moved by `POST /api/office/devices/moves`.
 */
export function leftBehindRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  routes.get('/', async (c) => c.json(await leftBehind(hub.db, hub.now())))

  routes.post('/:school/end-pairs', async (c) => {
    const school = v.safeParse(SchoolId, c.req.param('school'))
    const until = school.success && (await lastDay(school.output))
    if (!until) return c.json({ why: 'no-such-school' }, 404)
    const open = await openPairs(hub.db, school.output, hub.now())
    const about = { school: school.output, pairs: open.length }
    // One that was to begin later only ends before it has begun: it never was.
    const drafts = open.map((pair) => pairAgreed({ ...pair, until }))
    if (drafts.length > 0)
      await hub.recorder.record(drafts, (db) =>
        note(db, { by: c.get('by'), device: c.get('caller').device, act: 'pairs.ended', about }, hub.now()),
      )
    return c.json({ ended: drafts.length })
  })

  async function lastDay(school: SchoolId) {
    return (await rowOf(hub.db, schools, school))?.until
  }
  return routes
}
