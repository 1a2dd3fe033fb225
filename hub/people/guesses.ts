import type { HubDb } from '../store/schema.ts'
import { codeLife, openCodes, sixDigitCodes } from './codes.ts'

/** The chance that all wrong tries of two weeks together may have had to hit somebody's code. */
const mostChance = 1 / 1_000

/** With fewer codes open than this, tries are counted as if there were so many, so that the limit is never far off. */
const fewest = 10

/**
 * All wrong tries of six digits together, whoever makes them: a new key for each costs nothing. Each is weighed by the
 * codes that it could have hit; when two weeks' tries together reach one chance in a thousand, six digits alone are not
 * looked at any more, and only whole codes let in. See docs/decisions/009.
 *
 * @returns whether six digits will still do
 */
export async function sixDigitsWillDo(db: HubDb, now: number): Promise<boolean> {
  const { sum } = await db
    .selectFrom('guess')
    .select((eb) => eb.fn.sum<number | null>('open').as('sum'))
    .where('at', '>', now - codeLife)
    .executeTakeFirstOrThrow()
  return (Number(sum ?? 0) + (await weight(db, now))) / sixDigitCodes <= mostChance
}

/** Notes a wrong try. Since none is looked at beyond the limit, there are never more than ninety. @param key who tried */
export async function noteGuess(db: HubDb, key: string, now: number): Promise<void> {
  await db
    .deleteFrom('guess')
    .where('at', '<=', now - codeLife)
    .execute()
  const open = await weight(db, now)
  await db
    .insertInto('guess')
    .values({ key, at: now, open })
    .onConflict((conflict) =>
      conflict.columns(['key', 'at']).doUpdateSet((eb) => ({ open: eb('guess.open', '+', open) })),
    )
    .execute()
}

/** Who has got in after some tries had mistyped. */
export async function forgiveGuesses(db: HubDb, key: string): Promise<void> {
  await db.deleteFrom('guess').where('key', '=', key).execute()
}

const weight = async (db: HubDb, now: number) => Math.max(fewest, await openCodes(db, now))
