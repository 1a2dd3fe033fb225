import type { Period } from '../../core/reports/figures.ts'
import { countEvidence } from '../../hub/reports/count.ts'
import { countyReport } from '../../hub/reports/county.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { postgresPrograms } from '../databases/postgres.ts'
import { bench, type Figures, percentile } from './bench.ts'
import { yearsEnd } from './year/county.ts'
import { openYear } from './year/database.ts'

const times = 5

export default bench({
  name: 'report',
  how: `The county's page over a week, a month, a term and a year of an invented county: 250 teaching points, 500 classes, 5 million facts of
two terms, in SQLite and in PostgreSQL. The databases are built once with the program's own reductions and kept in the temporary folder. From the question to the answer
as JSON text, the median of ${times}; \`first\` counts the whole year from its rows, as after an upgrade; \`evening\` is the year after every class has
delivered a day: what changed is counted anew.`,
  budget: {
    weekMs: { atMost: 1_000 },
    monthMs: { atMost: 1_000 },
    termMs: { atMost: 1_000 },
    yearMs: { atMost: 1_000 },
    eveningMs: { atMost: 1_000 },
    postgresWeekMs: { atMost: 1_000 },
    postgresMonthMs: { atMost: 1_000 },
    postgresTermMs: { atMost: 1_000 },
    postgresYearMs: { atMost: 1_000 },
    postgresEveningMs: { atMost: 1_000 },
  },
  async measure() {
    const sqlite = await measureOn('sqlite')
    if (!postgresPrograms()) return sqlite
    const postgres = Object.entries(await measureOn('postgres'))
    const named = postgres.map(([name, figure]) => [`postgres${name[0]?.toUpperCase()}${name.slice(1)}`, figure])
    return { ...sqlite, ...Object.fromEntries(named) }
  },
})

async function measureOn(database: 'sqlite' | 'postgres'): Promise<Figures> {
  const { db, close } = await openYear(database)
  try {
    const facts = await db
      .selectFrom('fact')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    await changeAll(db, '')
    const began = performance.now()
    await countEvidence(db)
    const firstMs = performance.now() - began
    const weekMs = await median(() => page(db, { is: 'week', week: 19 }))
    const monthMs = await median(() => page(db, { is: 'month', month: '2026-06' }))
    const termMs = await median(() => page(db, { is: 'term' }))
    const yearMs = await median(() => page(db, { is: 'year' }))
    const eveningMs = await median(async () => {
      await changeAll(db, '2026-07-09')
      await changeAll(db, '2026-07-06')
      return page(db, { is: 'year' })
    })
    return { weekMs, monthMs, termMs, yearMs, eveningMs, firstMs, facts: Number(facts.n) }
  } finally {
    await close()
  }
}

/** ms from the question to the answer */
async function page(db: HubDb, period: Period): Promise<number> {
  const began = performance.now()
  const reading = await countyReport(db, { now: yearsEnd, period })
  if (!reading.ok) throw new Error(reading.why)
  if (JSON.stringify(reading.report).length < 1_000) throw new Error('an empty page')
  if (reading.report.totals.lessons.held === 0) throw new Error('no lesson was held')
  return performance.now() - began
}

/** Makes what was counted of a day, or of all, count as changed. */
async function changeAll(db: HubDb, day: string): Promise<void> {
  let changing = db.updateTable('evidence').set((eb) => ({ changes: eb('changes', '+', 1) }))
  if (day !== '') changing = changing.where('day', '=', day)
  await changing.execute()
}

async function median(measure: () => Promise<number>): Promise<number> {
  const all: number[] = []
  for (let n = 0; n < times; n++) all.push(await measure())
  return percentile(all, 0.5)
}
