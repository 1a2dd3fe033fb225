import { Hono } from 'hono'
import * as v from 'valibot'
import { Day, SchoolId } from '../../core/facts/ids.ts'
import { cancellationWithdrawn } from '../../core/facts/kinds/cancellation-withdrawn.ts'
import { lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { SchoolDayWord } from '../../core/reports/school-day.ts'
import { dayOf } from '../../core/school/day.ts'
import { note } from '../audit/log.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { schoolDay } from './lessons.ts'

const Asked = v.object({ school: v.optional(SchoolId), day: v.optional(Day) })

/**
 * The office cancels lessons (停课), under `/api/office/lessons`: `GET /?school=…&day=…` a school's day, `POST /` which of its
 * lessons do not take place and why, or do after all. The hub records it, as all that the office says; who said it is in the log.
 */
export function schoolDayRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), atMost(100_000), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  routes.get('/', async (c) => {
    const asked = v.safeParse(Asked, c.req.query())
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const answer = await schoolDay(hub.db, asked.output.school, asked.output.day ?? dayOf(hub.now()))
    return answer ? c.json(answer) : c.json({ why: 'no-county' }, 404)
  })

  routes.post('/', async (c) => {
    const asked = v.safeParse(SchoolDayWord, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const { school, day, reason, words } = asked.output
    const found = (await schoolDay(hub.db, school, day))?.lessons ?? []
    const lessons = [...new Set(asked.output.lessons)]
    const known = new Map(found.map((one) => [one.lesson, one.cancelled]))
    if (!lessons.every((lesson) => known.has(lesson))) return c.json({ why: 'no-such-lesson' }, 409)
    const changed = lessons.filter((lesson) => {
      const before = known.get(lesson)
      return reason === null ? before : before?.reason !== reason || before.words !== (words ?? '')
    })
    const drafts = changed.map((lesson) =>
      reason === null
        ? cancellationWithdrawn({ lesson })
        : lessonCancelled({ lesson, reason, ...(words && { words }) }),
    )
    if (drafts.length > 0) {
      const about = { school, day, lessons: drafts.length, ...(reason && { reason }) }
      const act = reason === null ? 'lessons.restored' : 'lessons.cancelled'
      const actor = { by: c.get('by'), device: c.get('caller').device }
      await hub.recorder.record(drafts, (db) => note(db, { ...actor, act, about }, hub.now()))
    }
    return c.json(await schoolDay(hub.db, school, day))
  })
  return routes
}
