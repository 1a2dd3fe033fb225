import { Hono } from 'hono'
import * as v from 'valibot'
import { SchoolId } from '../../core/facts/ids.ts'
import { pictureAllowed } from '../../core/facts/kinds/picture-allowed.ts'
import { type Keeping, KeepingWord } from '../../core/reports/keeping.ts'
import type { keepings, schools } from '../../core/rows/roster.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { dayOf } from '../../core/school/day.ts'
import { note } from '../audit/log.ts'
import { rowsIn } from '../facts/rows.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'

/**
 * Which schools allow that their hosts' pictures are kept, under `/api/office/keeping`: `GET /` lists them, `POST /SCHOOL` with
 * `{"kept": true}` notes what one of them has said. Nothing is kept of a school that nobody has asked.
 */
export function keepingRoutes(hub: Hub): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  routes.get('/', async (c) => c.json(await keeping(hub)))

  routes.post('/:school', atMost(1_000), async (c) => {
    const said = v.safeParse(KeepingWord, await c.req.json().catch(() => undefined))
    if (!said.success) return c.json({ why: 'malformed' }, 400)
    const school = v.safeParse(SchoolId, c.req.param('school'))
    const { schools: all } = await keeping(hub)
    if (!school.success || !all.some((one) => one.school === school.output))
      return c.json({ why: 'no-such-school' }, 404)
    const { kept } = said.output
    const about = { school: school.output, kept: Number(kept) }
    await hub.recorder.record([pictureAllowed({ school: school.output, kept })], (db) =>
      note(db, { by: c.get('by'), device: c.get('caller').device, act: 'keeping.said', about }, hub.now()),
    )
    return c.json(await keeping(hub))
  })
  return routes
}

/** Schools that go on. */
async function keeping({ db, now }: Hub): Promise<Keeping> {
  const known = (await rowsIn(db, [rowRange('school')])).map(({ state }) => state as StateOf<typeof schools>) // its table's
  const said = (await rowsIn(db, [rowRange('keeping')])).map(({ state }) => state as StateOf<typeof keepings>) // its table's
  const allowed = new Set(said.filter(({ kept }) => kept).map(({ school }) => school))
  const today = dayOf(now())
  return {
    schools: known
      .filter(({ until }) => until === undefined || until >= today)
      .map(({ school, name }) => ({ school, name, kept: allowed.has(school) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh')),
  }
}
