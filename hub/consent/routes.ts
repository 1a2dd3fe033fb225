import { Hono } from 'hono'
import * as v from 'valibot'
import { ClassId, SchoolId } from '../../core/facts/ids.ts'
import { ConsentWord } from '../../core/reports/consent-register.ts'
import { dayOf } from '../../core/school/day.ts'
import { note } from '../audit/log.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { keepWord } from './keep.ts'
import { consentClass, consentClasses, consentMissing } from './pupils.ts'

/**
 * The register of guardians' consents, under `/api/office/consent`: `GET /classes` says how far each class is, `GET /missing`
 * of whom there is no form, `GET /classes/CLASS` what is agreed to of each pupil, and `POST` there writes into it.
 */
export function consentRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), atMost(64_000), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  const today = () => dayOf(hub.now())

  routes.get('/classes', async (c) => c.json(await consentClasses(hub.db, today())))

  routes.get('/missing', async (c) => {
    const asked = v.safeParse(v.object({ school: v.optional(SchoolId) }), c.req.query())
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const answer = await consentMissing(hub.db, today(), asked.output.school)
    const pupils = answer.classes.reduce((sum, one) => sum + one.pupils.length, 0)
    const actor = { by: c.get('by'), device: c.get('caller').device }
    await note(hub.db, { ...actor, act: 'consent.missing-listed', about: { pupils } }, hub.now())
    return c.json(answer)
  })

  routes.get('/classes/:class', async (c) => {
    const id = v.safeParse(ClassId, c.req.param('class'))
    const answer = id.success ? await consentClass(hub.db, id.output, today()) : undefined
    if (!answer) return c.json({ why: 'no-such-class' }, 404)
    const actor = { by: c.get('by'), device: c.get('caller').device }
    const about = { class: answer.class, pupils: answer.pupils.length }
    await note(hub.db, { ...actor, act: 'consent.listed', about }, hub.now())
    return c.json(answer)
  })

  routes.post('/classes/:class', async (c) => {
    const id = v.safeParse(ClassId, c.req.param('class'))
    const word = v.safeParse(ConsentWord, await c.req.json().catch(() => undefined))
    if (!id.success || !word.success) return c.json({ why: 'malformed' }, 400)
    const actor = { by: c.get('by'), device: c.get('caller').device }
    const refused = await keepWord(hub, id.output, word.output, actor)
    if (refused) return c.json(refused, 409)
    return c.json(await consentClass(hub.db, id.output, today()))
  })
  return routes
}
