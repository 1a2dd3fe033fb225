import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBody } from '../../core/facts/any-body.fixture.ts'
import { readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import { cancellationWithdrawn } from '../../core/facts/kinds/cancellation-withdrawn.ts'
import { lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { factsFor } from '../../core/rows/linked.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import { tries } from '../../test/databases/test-database.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import type { Delivery } from './delivery.ts'

/** Who may record these kinds of class `three`, and on which devices: a pupil on two tablets, a teacher on two screens. */
const hands = {
  ann: {
    devices: ['tablet-1', 'tablet-2'],
    kinds: ['homework.answered', 'homework.handed', 'practice.answered'],
  },
  teacher: {
    devices: ['own-1', 'panel-1'],
    kinds: [
      'attendance.marked',
      'cancellation.withdrawn',
      'hands.counted',
      'homework.marked',
      'homework.returned',
      'homework.set',
      'homework.withdrawn',
      'lesson.added',
      'lesson.cancelled',
      'lesson.closed',
      'lesson.opened',
      'page.turned',
      'work.moved',
    ],
  },
} as const

/** A day of class `three`: facts of several devices about few rows. */
const classFacts = fc
  .array(
    fc.constantFrom('ann' as const, 'teacher' as const).chain((by) =>
      fc.constantFrom(...hands[by].kinds).chain((kind) =>
        fc.record({
          by: fc.constant(by),
          kind: fc.constant(kind),
          device: fc.constantFrom(...hands[by].devices),
          body: (anyBody[kind] ?? fc.constant({})).map(ofThree),
          gap: fc.nat(3),
        }),
      ),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((facts) => {
    const last: Record<string, { seq: number; at: number }> = {}
    return facts.map(({ gap, ...fact }) => {
      const { seq, at } = last[fact.device] ?? { seq: 0, at: heardLast - 86_400_000 }
      last[fact.device] = { seq: seq + 1, at: at + gap }
      return { ...fact, seq: seq + 1, at: at + gap, eff: at + gap } as TimedFact // ids as their schemas want them
    })
  })

function ofThree(body: Record<string, unknown>): Record<string, unknown> {
  return {
    ...body,
    ...('class' in body && { class: 'three' }),
    ...('pupils' in body && { pupils: ['ann', 'bo'] }),
    ...('pupil' in body && { pupil: 'ann' }),
  }
}

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
  const states = [...byRow.keys()].map(
    (row) =>
      [
        row,
        reduceRow(
          row,
          factsFor(row, (one) => byRow.get(one) ?? []),
        ),
      ] as const,
  )
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
  await fc.assert(
    fc.asyncProperty(
      classFacts,
      fc.array(fc.nat(20), { minLength: 1 }),
      fc.integer({ min: 1, max: 6 }),
      async (facts, turns, piece) => {
        const hub = await openSmallCounty(heardLast)
        try {
          for (const device of ['tablet-1', 'tablet-2', 'own-1', 'panel-1']) {
            await hub.device(device.slice(0, -2), device)
          }
          for (const delivery of deliveries(facts, turns, piece)) await hub.desk.deliver(delivery)
          const taken = await takenOf(hub, facts)
          // Only the withdrawal of homework that nobody has set may still be waiting.
          expect(taken.length).toBeGreaterThanOrEqual(facts.filter((one) => one.kind !== 'homework.withdrawn').length)
          expect(await rowsOf(hub, taken)).toEqual(expected(taken))
        } finally {
          await hub.close()
        }
      },
    ),
    tries(25),
  )
}, 60_000)

test('a row that its facts make no longer is gone', async () => {
  const hub = await openSmallCounty()
  const lesson = id.lesson('three.20260908.1')
  const own = await hub.device('own')
  own.records(lessonCancelled({ lesson, reason: 'power' }), people.teacher)
  await own.delivers()
  expect(await hub.row(rowKey('cancelled', lesson))).toMatchObject({ reason: 'power', by: people.teacher })
  own.records(cancellationWithdrawn({ lesson }), people.teacher)
  await own.delivers()
  expect(await hub.row(rowKey('cancelled', lesson))).toBeUndefined()
  await hub.close()
})

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
