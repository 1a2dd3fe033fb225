import { createHash, randomInt } from 'node:crypto'
import type { HubDb } from '../store/schema.ts'

/** Real codes are good for this long, ms: two weeks, from the office's desk to the last village. */
export const codeLife = 14 * 86_400_000

/** Codes are kept by their hash: six digits are soon tried, but not read off a stolen disk at a glance. */
const kept = (code: string) => createHash('sha256').update(`tongke enrolment ${code}`).digest('hex')

/** A new code for a place, good once. @returns six digits */
export async function newCode(db: HubDb, place: string, now: number): Promise<string> {
  for (;;) {
    const code = String(randomInt(100_000, 1_000_000))
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('code')
      .values({ code: kept(code), place, reusable: 0, expires: now + codeLife, used: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows) return code
  }
}

/** A code that stays the same and can be used again: for demonstrations only. */
export async function keepReusableCode(db: HubDb, code: string, place: string): Promise<void> {
  await db
    .insertInto('code')
    .values({ code: kept(code), place, reusable: 1, expires: Number.MAX_SAFE_INTEGER, used: 0 })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ place }))
    .execute()
}

/** Uses a code up. @returns its place; `undefined` if it is unknown, used or too old */
export async function redeemCode(db: HubDb, code: string, now: number): Promise<string | undefined> {
  const used = await db
    .updateTable('code')
    .set({ used: now })
    .where('code', '=', kept(code))
    .where('expires', '>', now)
    .where((eb) => eb.or([eb('used', '=', 0), eb('reusable', '=', 1)]))
    .returning('place')
    .executeTakeFirst()
  return used?.place
}

/** The place that a code was used for, whenever that was; `undefined` if it is unknown or has not been used. */
export async function redeemedFor(db: HubDb, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('code')
    .select('place')
    .where('code', '=', kept(code))
    .where('used', '>', 0)
    .executeTakeFirst()
  return row?.place
}
