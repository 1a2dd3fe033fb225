import { Hono } from 'hono'
import * as v from 'valibot'
import type { AuditLog } from '../../core/reports/audit-log.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { checkLog, note, notesBefore } from './log.ts'
import { officeNames } from './office-names.ts'
import { yearPackage } from './year.ts'

/** As many notes a page has. */
const pageLength = 100

const Asked = v.object({
  /** Notes before this one; the latest without it. */
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)), '999999999999999'),
  /** The last note that this desk has seen, `N-HASH`: whether it is still there is checked, too. */
  known: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}-[0-9a-f]{64}$/),
      v.transform((text) => ({ n: Number(text.split('-')[0]), hash: text.split('-')[1] ?? '' })),
    ),
  ),
})

const AskedYear = v.pipe(v.string(), v.regex(/^20\d\d$/), v.transform(Number))

/**
 * Under `/api/office/log`: `GET /?before=N&known=N-HASH` says who saw and changed what, and whether the log is whole; `GET
 * /years/YEAR` is a year of it with what that came to, for the yearly audit.
 */
export function logRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub))
  routes.get('/', async (c) => {
    const asked = v.safeParse(Asked, c.req.query())
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const { before, known } = asked.output
    const actor = { by: c.get('by'), device: c.get('caller').device }
    await note(hub.db, { ...actor, act: 'log.read', about: { before } }, hub.now())
    const [check, notes, names, [first]] = [
      await checkLog(hub.db, known),
      await notesBefore(hub.db, before, pageLength),
      await officeNames(hub.db),
      await notesBefore(hub.db, 2, 1),
    ]
    c.header('Cache-Control', 'no-store')
    const named = notes.map((one) => ({ ...one, name: names.get(one.by) ?? '' }))
    const page: AuditLog = { check, ...(first && { since: first.at }), notes: named }
    return c.json(page)
  })

  routes.get('/years/:year', async (c) => {
    const asked = v.safeParse(AskedYear, c.req.param('year'))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const year = asked.output
    const actor = { by: c.get('by'), device: c.get('caller').device }
    await note(hub.db, { ...actor, act: 'log.packed', about: { year } }, hub.now())
    const archive = await yearPackage(hub.db, year, hub.now())
    c.header('Cache-Control', 'no-store')
    c.header('Content-Type', 'application/zip')
    c.header('Content-Disposition', `attachment; filename="audit-${year}.zip"`)
    return c.body(new Uint8Array(archive))
  })
  return routes
}
