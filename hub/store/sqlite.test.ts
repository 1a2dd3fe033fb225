import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connectSqlite } from './sqlite.ts'

test('what went wrong in a transaction is told, also where the database has undone it by itself', async () => {
  const db = await connectSqlite(':memory:')
  // As SQLite does when its disk is full (www.sqlite.org/lang_transaction.html, 3).
  const failing = db.transaction().execute(async (transaction) => {
    await sql`rollback`.execute(transaction)
    throw new Error('the disk is full')
  })
  await expect(failing).rejects.toThrow('the disk is full')
  await db.destroy()
})
