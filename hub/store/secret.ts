import { randomBytes } from 'node:crypto'
import type { HubDb } from './schema.ts'

/** The hub's secret, made when its database is: tokens, nonces and people's ids come of it. 32 bytes. */
export async function secretOf(db: HubDb): Promise<Uint8Array> {
  await db
    .insertInto('hub')
    .values({ name: 'secret', value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db.selectFrom('hub').select('value').where('name', '=', 'secret').executeTakeFirstOrThrow()
  return Buffer.from(row.value, 'base64url')
}
