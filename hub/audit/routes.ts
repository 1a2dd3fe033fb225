import { Hono } from 'hono'
import * as v from 'valibot'
import { countyOffice } from '../../core/people/places.ts'
import type { AuditLog } from '../../core/reports/audit-log.ts'
import type { Member } from '../../core/rows/member.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import { rowsIn } from '../facts/rows.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import type { HubDb } from '../store/schema.ts'
import { checkLog, note, notesBefore } from './log.ts'

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

/** `GET /?before=N&known=N-HASH` under `/api/office/log`: who saw and changed what, and whether the log is whole. */
export function logRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub))
  routes.get('/', async (c) => {
    const asked = v.safeParse(Asked, c.req.query())
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const { before, known } = asked.output
    const actor = { by: c.get('by'), device: c.get('caller').device }
    await note(hub.db, { ...actor, act: 'log.read', about: { before } }, hub.now())
    const [check, notes, names] = [
      await checkLog(hub.db, known),
      await notesBefore(hub.db, before, pageLength),
      await officeNames(hub.db),
    ]
    c.header('Cache-Control', 'no-store')
    const page: AuditLog = { check, notes: notes.map((one) => ({ ...one, name: names.get(one.by) ?? '' })) }
    return c.json(page)
  })
  return routes
}

/** Names as they are now: the log itself has none. */
async function officeNames(db: HubDb): Promise<Map<string, string>> {
  const rows = await rowsIn(db, [rowRange('member', countyOffice)])
  return new Map(rows.map(({ row, state }) => [rowPart(row, 1), (state as Member).name])) // its table's
}
