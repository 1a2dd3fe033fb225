import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../test/databases/test-database.ts'
import { addRows } from './bulk.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

const named = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => [`row ${String(from + n).padStart(4, '0')} "'\\{},`, '设备', from + n])

const there = async () => {
  const rows = await database.db.selectFrom('fact_row').select(['row', 'device', 'seq']).orderBy('row').execute()
  return rows.map(({ row, device, seq }) => [row, device, Number(seq)])
}

// One, some, and so many that they take several statements and leave some over.
test.each([0, 1, 9, 10, 112, 1_234])('%i rows are added as they are', async (count) => {
  await addRows(database.db, 'fact_row', ['row', 'device', 'seq'], named(0, count))
  expect(await there()).toEqual(named(0, count))
})

test('rows that are there already are passed over where that is wanted, and fail otherwise', async () => {
  await addRows(database.db, 'fact_row', ['row', 'device', 'seq'], named(0, 5))
  await addRows(database.db, 'fact_row', ['row', 'device', 'seq'], named(0, 120), 'is passed over')
  expect(await there()).toEqual(named(0, 120))
  await expect(addRows(database.db, 'fact_row', ['row', 'device', 'seq'], named(119, 121))).rejects.toThrow()
})
