import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from './test-database.ts'

test('PostgreSQL compiles no statement: it takes a hundred times as long as the hub’s look-ups run', async () => {
  const { db, close } = await openTestDatabase()
  const shown = await Promise.all(Array.from({ length: 3 }, () => sql`show jit`.execute(db)))
  expect(shown.flatMap(({ rows }) => rows)).toEqual([{ jit: 'off' }, { jit: 'off' }, { jit: 'off' }])
  await close()
})
