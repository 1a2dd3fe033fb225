import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { PairId, SchoolId, Title } from '../../core/facts/ids.ts'
import type { Counting, Period } from '../../core/reports/figures.ts'
import { Verdict } from '../../core/reports/rows-behind.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { officeOnly } from '../office/acting.ts'
import { countyReport } from './county.ts'
import { liveBehind } from './live-behind.ts'
import { pairBook } from './pair-book.ts'
import { type CountyReading, readCounty } from './reading.ts'
import { type Chosen, coursesBehind, devicesBehind, lessonsBehind, mostRows, workBehind } from './rows-behind.ts'
import {
  countyTable,
  coursesTable,
  coverageTable,
  devicesTable,
  lessonsTable,
  liveTable,
  pairsTable,
  periodName,
  workTable,
} from './tables.ts'

/** What may be asked of a report: one of week, month and span, or none for the present week; and which of its rows. */
const Question = v.object({
  week: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1))),
  month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))),
  span: v.optional(v.picklist(['term', 'year'])),
  school: v.optional(SchoolId),
  subject: v.optional(Title),
  verdict: v.optional(Verdict),
  pair: v.optional(PairId),
})
type Question = v.InferOutput<typeof Question>

/** How long somebody waits for what is not counted yet, ms; the rest is counted behind them. */
const patience = 300

/** As many lines has a table that is taken out; a spreadsheet holds a million. */
const allRows = 200_000

/**
 * Under `/api/reports`, for devices of an office only: `/county` and its tables, what stands behind a figure (`/lessons`,
 * `/live`, `/courses`, `/work`, `/devices`), `/pairs`; each as JSON, and with `.csv` for a spreadsheet. A report is of one moment, so
 * nobody keeps it for later.
 */
export function reportRoutes(hub: Hub): Hono<WithCaller> {
  const routes = new Hono<WithCaller>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub))
  routes.use('*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  /** Reads the question, and answers with what is made of it, or why not. */
  const answer = async <Made extends { counting?: Counting | undefined }>(
    c: Context,
    make: (question: Question) => Promise<{ ok: true; made: Made } | { ok: false; why: string }>,
    show: (made: Made) => Response,
  ) => {
    const question = v.safeParse(Question, c.req.query())
    if (!question.success) return c.json({ why: 'malformed', what: v.getDotPath(question.issues[0]) ?? '' }, 400)
    const made = await make(question.output)
    if (made.ok && made.made.counting) hub.counting.wake()
    return made.ok ? show(made.made) : c.json({ why: made.why }, 404)
  }

  const county = async (question: Question) => {
    const reading = await countyReport(hub.db, asked(hub, question))
    return reading.ok ? { ok: true as const, made: reading.report } : reading
  }
  routes.get('/county', (c) => answer(c, county, (report) => c.json(report)))
  routes.get('/county.csv', (c) =>
    answer(c, county, (report) => file(c, countyTable(report), `${report.county}-${periodName(report.period)}`)),
  )
  routes.get('/coverage.csv', (c) =>
    answer(c, county, (report) => file(c, coverageTable(report), `${report.county}-开课-${periodName(report.period)}`)),
  )

  const pairs = async () => {
    const reading = await pairBook(hub.db, { now: hub.now(), patience })
    return reading.ok ? { ok: true as const, made: reading.book } : reading
  }
  routes.get('/pairs', (c) => answer(c, pairs, (book) => c.json(book)))
  routes.get('/pairs.csv', (c) => answer(c, pairs, (book) => file(c, pairsTable(book), `${book.county}-结对`)))

  /** What stands behind a figure, under a name, and the same as a table. */
  function rows<Rows extends { county: string; counting?: Counting | undefined }>(
    path: string,
    title: string,
    of: (reading: CountyReading, question: Chosen & Pick<Question, 'school'>, most: number) => Rows | Promise<Rows>,
    table: (rows: Rows) => string,
  ) {
    const read = (most: number) => async (question: Question) => {
      const reading = await readCounty(hub.db, asked(hub, question))
      return reading.ok ? { ok: true as const, made: await of(reading, chosen(question), most) } : reading
    }
    routes.get(`/${path}`, (c) => answer(c, read(mostRows), (made) => c.json(made)))
    routes.get(`/${path}.csv`, (c) =>
      answer(c, read(allRows), (made) => file(c, table(made), `${made.county}-${title}`)),
    )
  }
  rows('lessons', '课', lessonsBehind, lessonsTable)
  rows('live', '直播课', (reading, question, most) => liveBehind(hub.db, reading, question, most), liveTable)
  rows('courses', '开课', (reading, question, most) => coursesBehind(hub.db, reading, question, most), coursesTable)
  rows('work', '作业', workBehind, workTable)
  rows('devices', '设备', (reading, { school }, most) => devicesBehind(reading, school, most), devicesTable)
  return routes
}

function asked(hub: Hub, { week, month, span, school }: Question) {
  const period: Period | undefined =
    week !== undefined ? { is: 'week', week } : month !== undefined ? { is: 'month', month } : span && { is: span }
  return { now: hub.now(), patience, ...(period && { period }), ...(school && { school }) }
}

function chosen({ school, subject, verdict, pair }: Question): Chosen & Pick<Question, 'school'> {
  return { ...(school && { school }), ...(subject && { subject }), ...(verdict && { verdict }), ...(pair && { pair }) }
}

function file(c: Context, text: string, title: string): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8')
  // RFC 6266, RFC 8187: a plain name for old programs, the real one for the rest.
  c.header(
    'Content-Disposition',
    `attachment; filename="report.csv"; filename*=UTF-8''${encodeURIComponent(title)}.csv`,
  )
  return c.body(text)
}
