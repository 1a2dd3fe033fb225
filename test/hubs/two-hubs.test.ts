import { mkdtemp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackFacts } from '../../core/facts/batch.ts'
import { CountyReport } from '../../core/reports/county-report.ts'
import { Pull } from '../../core/sync/messages.ts'
import { connectPostgres } from '../../hub/store/postgres.ts'
import { enrolDevice } from '../bench/hub-by-http.ts'
import { type Postgres, postgresPrograms, startPostgres } from '../databases/postgres.ts'
import { ask } from './delivering/carriers.ts'
import { startLoad } from './delivering/load.ts'
import { expectAcknowledged, expectPhotosWhole, expectReplayed } from './delivering/whole.ts'
import { type HubAtWork, startHub } from './hub-at-work.ts'
import { kills } from './kills.ts'

/** Two hubs in processes of their own on one PostgreSQL, and devices that talk to either at any moment. */

let folder: string
let postgres: Postgres
let hubs: [HubAtWork, HubAtWork]
beforeEach(async (context) => {
  if (!postgresPrograms()) return context.skip()
  folder = await mkdtemp(join(tmpdir(), 'tongke-two-'))
  postgres = await startPostgres()
  const keeping = { DATA_DIR: folder, DATABASE_URL: postgres.url }
  hubs = [await startHub(keeping), await startHub(keeping, { demonstration: false })]
})
afterEach(async () => {
  if (!postgresPrograms()) return
  for (const hub of hubs) await hub.stop()
  await postgres.stop()
  await rm(folder, { recursive: true })
})

test(
  'now one and now the other is killed and the database restarted in between: nothing that was confirmed is lost',
  async () => {
    const ports = hubs.map(({ port }) => port)
    const load = startLoad(12, ports)
    for (let n = 0; n < kills.twoHubs; n++) {
      const killed = n % 2 === 0 ? 0 : 1
      await load.more(60)
      await hubs[killed].kill()
      await load.more(30)
      const again = { DATA_DIR: folder, DATABASE_URL: postgres.url, PORT: String(ports[killed]) }
      hubs[killed] = await startHub(again, { demonstration: false })
      await load.more(30)
      await postgres.restart()
    }
    await load.more(60)
    await load.stop()
    const db = connectPostgres(postgres.url)
    await expectAcknowledged(db, load)
    await expectPhotosWhole(db, join(folder, 'blobs'), load)
    await expectReplayed(db)

    // Who reads a page here and the next one there gets all of a scope, in its order.
    const facts = await readByTurns(ports, 'class:qingshan-3')
    const log = await db
      .selectFrom('scope_log')
      .innerJoin('fact', (join) =>
        join.onRef('fact.device', '=', 'scope_log.device').onRef('fact.seq', '=', 'scope_log.seq'),
      )
      .select(['fact.device', 'fact.seq'])
      .where('scope_log.scope', '=', 'class:qingshan-3')
      .where('fact.kind', '=', 'homework.answered')
      .orderBy('scope_log.n')
      .execute()
    expect(facts).toEqual(log.map(({ device, seq }) => `${device} ${seq}`))
    await db.destroy()

    // What either has counted is the same, whoever was asked first.
    const [first, second] = await Promise.all(await reportsOf(ports))
    expect(first).toEqual(second)
  },
  60_000 + kills.twoHubs * 30_000,
)

/** The county's page as each hub has it for the office, asked at once. */
async function reportsOf(ports: readonly number[]): Promise<Promise<unknown>[]> {
  const office = await enrolDevice({ port: ports[1] ?? 0, agent: new Agent() }, '100004')
  return ports.map(async (port) => {
    const { said } = await ask(port, 'GET', '/api/reports/county', office.token)
    const { counting, schools, totals } = v.parse(CountyReport, JSON.parse(said))
    return { counting, schools, homework: totals.homework, lessons: totals.lessons }
  })
}

/** The answers in a scope as the classroom's projector is given them, by one hub after the other. */
async function readByTurns(ports: readonly number[], scope: string): Promise<string[]> {
  const panel = await enrolDevice({ port: ports[0] ?? 0, agent: new Agent() }, '100001')
  const cursors: Record<string, string> = {}
  const found: string[] = []
  for (let n = 0; ; n++) {
    const path = `/api/sync/facts?${new URLSearchParams(cursors)}`
    const { pages } = v.parse(Pull, JSON.parse((await ask(ports[n % 2] ?? 0, 'GET', path, panel.token)).said))
    for (const page of pages) {
      cursors[page.scope] = page.cursor
      const read = unpackFacts(page.facts)
      if (!read.ok) throw new Error(read.why)
      expect(page.restart && found.length > 0 && page.scope === scope).toBe(false)
      if (page.scope !== scope) continue
      for (const { device, seq, kind } of read.facts) if (kind === 'homework.answered') found.push(`${device} ${seq}`)
    }
    if (!pages.some((page) => page.more)) return found
  }
}
