import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import type { CountyReport } from '../../core/reports/county-report.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { officeOnly } from '../office/acting.ts'
import { countyReport } from './county.ts'
import { countyCsv } from './csv.ts'

/** What may be asked of a report: a week of the term, or nothing for the present one. */
const Week = v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1)))

type WithReport = { Variables: WithCaller['Variables'] & { report: CountyReport } }

/**
 * `GET /county?week=N` (JSON, `CountyReport`) and `GET /county.csv?week=N`, under `/api/reports`; for devices of an
 * office only. A report is of one moment, so nobody keeps it for later.
 */
export function reportRoutes(hub: Hub): Hono<WithReport> {
  const routes = new Hono<WithReport>()

  const report = createMiddleware<WithReport>(async (c, next) => {
    const week = v.safeParse(Week, c.req.query('week'))
    if (!week.success) return c.json({ why: 'malformed', what: 'week' }, 400)
    const asked = week.output === undefined ? {} : { week: week.output }
    const reading = await countyReport(hub.db, { now: hub.now(), ...asked })
    if (!reading.ok) return c.json({ why: reading.why }, 404)
    c.header('Cache-Control', 'no-store')
    c.set('report', reading.report)
    await next()
  })

  routes.use('*', enrolledOnly(hub), officeOnly(hub))
  routes.get('/county', report, (c) => c.json(c.get('report')))
  routes.get('/county.csv', report, (c) => {
    const { county, week } = c.get('report')
    const name = encodeURIComponent(`${county}-第${week}周.csv`)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    // RFC 6266, RFC 8187: a plain name for old programs, the real one for the rest.
    c.header('Content-Disposition', `attachment; filename="week-${week}.csv"; filename*=UTF-8''${name}`)
    return c.body(countyCsv(c.get('report')))
  })

  return routes
}
