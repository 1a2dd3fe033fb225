import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { catchUp } from './catch-up.ts'

const day = (n: number) => id.lesson(`three.202609${String(n).padStart(2, '0')}.2`)

let hub: TestHub
/** What the database holds when this program alone has written it. */
let right: Awaited<ReturnType<typeof held>>
beforeEach(async () => {
  hub = await openSmallCounty()
  await caughtUp()
  const panel = await hub.device('panel')
  // More rows than are done at a time.
  for (let n = 0; n < 260; n++) {
    const lesson = id.lesson(`three.202609${String(1 + (n % 28)).padStart(2, '0')}.${1 + Math.floor(n / 28)}`)
    panel.records(lessonOpened({ lesson }), people.aide)
  }
  panel.records(attendanceMarked({ lesson: day(8), pupil: people.ann, status: 'late' }), people.aide)
  await panel.delivers()
  right = await held()
})
afterEach(() => hub.close())

async function held() {
  return {
    rows: await hub.db.selectFrom('row').selectAll().orderBy('row').execute(),
    named: await hub.db.selectFrom('fact_row').selectAll().orderBy('row').orderBy('device').orderBy('seq').execute(),
    facts: await hub.db.selectFrom('fact').selectAll().orderBy('device').orderBy('seq').execute(),
  }
}

async function made(): Promise<{ kinds: Record<string, number>; tables: Record<string, number> }> {
  const row = await hub.db.selectFrom('hub').select('value').where('name', '=', 'made').executeTakeFirstOrThrow()
  return JSON.parse(row.value)
}

/** As if an older program had reduced lessons otherwise, and named registers to other rows. */
async function madeLongAgo(): Promise<void> {
  const { kinds, tables } = await made()
  const value = JSON.stringify({
    kinds: { ...kinds, 'attendance.marked': 0 },
    tables: { ...tables, lesson: 0, attendance: 0 },
  })
  await hub.db.updateTable('hub').set({ value }).where('name', '=', 'made').execute()
  await hub.db.updateTable('row').set({ state: '{}', version: 0 }).where('row', 'like', 'lesson/%').execute()
  const elsewhere = rowKey('lesson', day(9))
  await hub.db.updateTable('fact_row').set({ row: elsewhere }).where('row', 'like', 'attendance/%').execute()
  await hub.db.deleteFrom('row').where('row', 'like', 'attendance/%').execute()
}

/** @param least how much is done before it is killed; all, if not given */
async function caughtUp(most = Number.POSITIVE_INFINITY): Promise<number> {
  let asked = 0
  const stop = new AbortController().signal
  Object.defineProperty(stop, 'aborted', {
    get() {
      asked += 1
      return asked > most
    },
  })
  await catchUp(hub.db, async () => undefined, stop, hub.now)
  return asked
}

describe('a database that an older program has written', () => {
  test('comes up right: facts are named to their rows, and rows are reduced as this program does', async () => {
    await madeLongAgo()
    await caughtUp()
    expect(await held()).toEqual(right)
  })

  test('goes on where it was when the hub is killed in the middle, and is right in the end', async () => {
    await madeLongAgo()
    const whole = await caughtUp()
    for (const killed of [2, 4, whole - 2]) {
      await madeLongAgo()
      await caughtUp(killed)
      expect(await held()).not.toEqual(right)
      // The first look, for facts that were not known, is made each time.
      expect(await caughtUp()).toBeLessThanOrEqual(whole - killed + 3)
      expect(await held()).toEqual(right)
    }
  })

  test('comes up right although it does not say which program that was', async () => {
    await madeLongAgo()
    await hub.db.deleteFrom('hub').where('name', '=', 'made').execute()
    await caughtUp()
    expect(await held()).toEqual(right)
  })

  test('takes deliveries meanwhile', async () => {
    await madeLongAgo()
    const catching = caughtUp()
    const other = await hub.device('panel', 'panel-2')
    other.records(attendanceMarked({ lesson: day(8), pupil: people.bo, status: 'absent' }), people.aide)
    expect(await other.delivers()).toMatchObject({ upTo: 1, refused: [] })
    await catching
    expect(await hub.row(rowKey('attendance', day(8), people.bo))).toMatchObject({ status: 'absent' })
    expect(await hub.row(rowKey('attendance', day(8), people.ann))).toMatchObject({ status: 'late' })
  })
})

test('a database that this program has written is left alone', async () => {
  expect(await caughtUp()).toBeLessThanOrEqual(2)
  expect(await held()).toEqual(right)
})
