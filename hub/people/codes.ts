import { createHash, randomInt } from 'node:crypto'
import * as v from 'valibot'
import type { HubDb } from '../store/schema.ts'

/** Real codes are good for this long, ms: two weeks, from the office's desk to the last village. */
export const codeLife = 14 * 86_400_000

/** As many different codes of six digits there are. */
export const sixDigitCodes = 900_000

/** What is typed or opened as a link: the six digits, or all eighteen. */
export const Code = v.pipe(v.string(), v.regex(/^\d{6}(\d{12})?$/))

/** Codes are kept by their hash: six digits are soon tried, but not read off a stolen disk at a glance. */
const kept = (code: string) => createHash('sha256').update(`tongke enrolment ${code}`).digest('hex')

/** The digits that are typed as long as nobody guesses. */
const sixOf = (code: string) => code.slice(0, 6)

const isWhole = (code: string) => code.length > 6

/**
 * A new code for a place, good once.
 *
 * @returns eighteen digits, for links and QR codes; the first six will do while nobody guesses (`guesses.ts`)
 */
export async function newCode(db: HubDb, place: string, now: number): Promise<string> {
  for (;;) {
    const six = String(randomInt(100_000, 100_000 + sixDigitCodes))
    const whole = `${six}${String(randomInt(1e6)).padStart(6, '0')}${String(randomInt(1e6)).padStart(6, '0')}`
    const row = { place, whole: kept(whole), reusable: 0, expires: now + codeLife, used: 0 }
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('code')
      .values({ code: kept(six), ...row })
      // The digits of a code that can be used no more are free again.
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet(row).where('code.reusable', '=', 0).where('code.expires', '<=', now),
      )
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows) return whole
  }
}

/** A code of six digits that stays the same and can be used again: for demonstrations only. */
export async function keepReusableCode(db: HubDb, code: string, place: string): Promise<void> {
  await db
    .insertInto('code')
    .values({ code: kept(code), place, whole: '', reusable: 1, expires: Number.MAX_SAFE_INTEGER, used: 0 })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ place }))
    .execute()
}

/** How many codes could be hit by guessing six digits. */
export async function openCodes(db: HubDb, now: number): Promise<number> {
  const { open } = await db
    .selectFrom('code')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('reusable', '=', 0)
    .where('used', '=', 0)
    .where('expires', '>', now)
    .executeTakeFirstOrThrow()
  return Number(open)
}

/**
 * Whether a code's holder has shown enough to be let in even while others guess: all eighteen digits are beyond guessing, and
 * those of a demonstration are no secret.
 */
export async function isBeyondGuessing(db: HubDb, code: string): Promise<boolean> {
  if (isWhole(code)) return true
  const row = await db
    .selectFrom('code')
    .select('code')
    .where('code', '=', kept(code))
    .where('reusable', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether there ever was such a code: who types one that is used or too old is no guesser. */
export async function wasACode(db: HubDb, code: string): Promise<boolean> {
  const row = await db
    .selectFrom('code')
    .select('code')
    .where('code', '=', kept(sixOf(code)))
    .executeTakeFirst()
  return row !== undefined
}

/** Uses a code up. @returns its place; `undefined` if it is unknown, used or too old */
export async function redeemCode(db: HubDb, code: string, now: number): Promise<string | undefined> {
  const used = await db
    .updateTable('code')
    .set({ used: now })
    .where('code', '=', kept(sixOf(code)))
    .$if(isWhole(code), (query) => query.where('whole', '=', kept(code)))
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
    .where('code', '=', kept(sixOf(code)))
    .where('used', '>', 0)
    .executeTakeFirst()
  return row?.place
}
