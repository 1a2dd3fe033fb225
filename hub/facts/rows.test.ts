import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFacts } from '../../core/facts/any-body.fixture.ts'
import { readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import type { Delivery } from './intake.ts'

const classKinds = [
  'attendance.marked',
  'hands.counted',
  'homework.answered',
  'homework.handed',
  'homework.marked',
  'homework.returned',
  'homework.set',
  'homework.withdrawn',
  'lesson.closed',
  'lesson.opened',
  'page.turned',
  'practice.answered',
]

/** The hub's rows of those that these facts speak of. */
async function rowsOf(hub: TestHub, facts: readonly TimedFact[]): Promise<Map<RowKey, unknown>> {
  const rows = new Map<RowKey, unknown>()
  for (const fact of facts) {
    const reading = readBody(fact.kind, fact.body)
    for (const row of reading.ok ? reading.kind.rows(reading.body) : []) {
      const state = await hub.row(row)
      if (state !== undefined) rows.set(row, state)
    }
  }
  return rows
}

/** What the rows must be: the reduction of all their facts at once. */
function expected(facts: readonly TimedFact[]): Map<RowKey, unknown> {
  const byRow = new Map<RowKey, TimedFact[]>()
  for (const fact of facts) {
    const reading = readBody(fact.kind, fact.body)
    for (const row of new Set(reading.ok ? reading.kind.rows(reading.body) : [])) {
      byRow.set(row, [...(byRow.get(row) ?? []), fact])
    }
  }
  const states = [...byRow].map(([row, of]) => [row, reduceRow(row, of)] as const)
  return new Map(states.filter(([, state]) => state !== undefined))
}

/** A way for facts to arrive: each device's in its own order, in pieces, the devices in any order among each other. */
function deliveries(facts: readonly TimedFact[], turns: readonly number[], piece: number): Delivery[] {
  const waiting = new Map<string, TimedFact[]>()
  for (const fact of facts) waiting.set(fact.device, [...(waiting.get(fact.device) ?? []), fact])
  const result: Delivery[] = []
  for (let n = 0; waiting.size > 0; n++) {
    const devices = [...waiting.keys()]
    const device = id.device(devices[(turns[n % turns.length] ?? 0) % devices.length] ?? '')
    const own = waiting.get(device) ?? []
    result.push({ device, facts: own.slice(0, piece).map(({ eff: _, ...fact }) => fact), heard: heardLast })
    if (own.length > piece) waiting.set(device, own.slice(piece))
    else waiting.delete(device)
  }
  return result
}

const heardLast = Date.parse('2026-09-09T08:00:00+08:00')

/** Those facts that the hub has taken, with the times that it gave them. */
async function takenOf(hub: TestHub, facts: readonly TimedFact[]): Promise<TimedFact[]> {
  const taken = await hub.db.selectFrom('fact').select(['device', 'seq', 'eff']).where('state', '=', 'taken').execute()
  const times = new Map(taken.map((row) => [`${row.device}:${row.seq}`, Number(row.eff)]))
  return facts.flatMap((fact) => {
    const eff = times.get(`${fact.device}:${fact.seq}`)
    return eff === undefined ? [] : [{ ...fact, eff }]
  })
}

test('rows are the same in whatever order and pieces the devices’ facts arrive', async () => {
  let everTaken = 0
  await fc.assert(
    fc.asyncProperty(
      anyFacts(classKinds, 60),
      fc.array(fc.nat(20), { minLength: 1 }),
      fc.integer({ min: 1, max: 6 }),
      async (facts, turns, piece) => {
        const hub = await openSmallCounty(heardLast)
        try {
          for (const [n, place] of ['panel', 'tablet', 'own'].entries()) await hub.device(place, `d${n + 1}`)
          for (const delivery of deliveries(facts, turns, piece)) await hub.desk.deliver(delivery)
          const taken = await takenOf(hub, facts)
          expect(await rowsOf(hub, taken)).toEqual(expected(taken))
          everTaken += taken.length
        } finally {
          await hub.close()
        }
      },
    ),
    { numRuns: 25 },
  )
  // What is refused proves nothing: enough must have been taken.
  expect(everTaken).toBeGreaterThan(50)
}, 60_000)

test('a lesson whose pages arrive before its opening still counts them', async () => {
  const hub = await openSmallCounty()
  const lesson = id.lesson('three.20260908.1')
  const own = await hub.device('own')
  const panel = await hub.device('panel')
  own.records(pageTurned({ lesson, page: 1 }), people.teacher, hub.now() - 60_000)
  await own.delivers()
  panel.records(lessonOpened({ lesson }), '', hub.now() - 120_000)
  await panel.delivers()
  expect(await hub.row(rowKey('lesson', lesson))).toMatchObject({
    opened: hub.now() - 120_000,
    latest: hub.now() - 60_000,
  })
  await hub.close()
})
