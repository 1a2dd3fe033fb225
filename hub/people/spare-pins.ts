import { createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { pinRounds } from '../../core/people/pin-rounds.ts'
import type { NewPin, SparePin } from '../../core/sync/messages.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/** PBKDF2 rounds: eight digits by these are ten times the work of the best PIN by its own. */
const iterations = 21_000
/** How many codes a device is prepared for. */
const prepared = 5

const derive = promisify(pbkdf2)

/**
 * The `n`th one-time code of a person, eight digits. It follows from the hub's secret, so that it is kept nowhere.
 */
function codeOf(secret: Uint8Array, person: string, n: number): string {
  const bytes = createHmac('sha256', secret).update(`spare pin ${person} ${n}`).digest()
  return String(bytes.readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

/**
 * The next code, to be read to its teacher; those before it are no longer given out, but still good until one is used. Devices
 * are prepared for so many: the last of them is given again, however often it is asked for.
 */
export async function giveCode(db: HubDb, secret: Uint8Array, person: PersonId): Promise<{ n: number; code: string }> {
  await begun(db, [person])
  const { given } = await db
    .updateTable('spare_pin')
    .set((eb) => ({
      given: eb
        .case()
        .when('given', '<', eb('used', '+', prepared))
        .then(eb('given', '+', 1))
        .else(eb.ref('given'))
        .end(),
    }))
    .where('person', '=', person)
    .returning('given')
    .executeTakeFirstOrThrow()
  const n = Number(given) - 1
  return { n, code: codeOf(secret, person, n) }
}

/** What each of these people's next codes are checked with on one device, by person. */
export async function sparesFor(
  db: HubDb,
  people: readonly string[],
  { device, secret }: { device: DeviceId; secret: Uint8Array },
): Promise<Map<string, SparePin>> {
  const spares = new Map<string, SparePin>()
  for (const { person, salt, used } of await begun(db, people)) {
    const own = createHmac('sha256', secret).update(`spare pin ${device} ${person}`).digest().subarray(0, 16)
    const codes: SparePin['codes'] = []
    for (let n = Number(used); n < Number(used) + prepared; n++) {
      const key = Buffer.from(await verifierOf(db, secret, { person, salt, n }), 'base64url')
      codes.push({ n, verifier: createHmac('sha256', key).update(own).digest('base64url') })
    }
    spares.set(person, { salt, iterations, own: own.toString('base64url'), codes })
  }
  return spares
}

/** Lines for people who have none yet. */
async function begun(db: HubDb, people: readonly string[]) {
  if (people.length === 0) return []
  const rows = people.map((person) => ({ person, salt: randomBytes(16).toString('base64url'), given: 0, used: 0 }))
  await db
    .insertInto('spare_pin')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return db
    .selectFrom('spare_pin')
    .selectAll()
    .where('person', 'in', listFromJson(db, people))
    .orderBy('person')
    .execute()
}

/** Made once and kept: it is slow by intent. */
async function verifierOf(
  db: HubDb,
  secret: Uint8Array,
  { person, salt, n }: { person: string; salt: string; n: number },
): Promise<string> {
  const kept = await db
    .selectFrom('spare_code')
    .select('verifier')
    .where('person', '=', person)
    .where('n', '=', n)
    .executeTakeFirst()
  if (kept) return kept.verifier
  const bytes = await derive(codeOf(secret, person, n), Buffer.from(salt, 'base64url'), iterations, 32, 'sha256')
  const verifier = bytes.toString('base64url')
  await db
    .insertInto('spare_code')
    .values({ person, n, verifier })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return verifier
}

/** Codes that were handed out are void: the office has given a PIN itself. */
export async function voidCodes(db: HubDb, person: string): Promise<void> {
  await db
    .updateTable('spare_pin')
    .set((eb) => ({ used: eb.ref('given') }))
    .where('person', '=', person)
    .execute()
}

/**
 * Takes a PIN that its teacher chose on a device after a one-time code. The device proves that the code was typed, which was
 * handed out and is not used up; it and all before it are used up now.
 *
 * @returns whether it was taken; not if it was taken before, which is as good
 */
export async function takeNewPin(db: HubDb, secret: Uint8Array, device: DeviceId, chosen: NewPin): Promise<boolean> {
  const { person, n, salt, verifier, proof } = chosen
  const spare = await db.selectFrom('spare_pin').selectAll().where('person', '=', person).executeTakeFirst()
  if (!spare || n < Number(spare.used) || n >= Number(spare.given)) return false
  const key = Buffer.from(await verifierOf(db, secret, { person, salt: spare.salt, n }), 'base64url')
  const ours = createHmac('sha256', key).update(`${device} ${person} ${salt} ${verifier}`).digest()
  const theirs = Buffer.from(proof, 'base64url')
  if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return false
  const row = { salt, iterations: pinRounds, verifier }
  await db
    .insertInto('pin')
    .values({ person, ...row })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
    .execute()
  await db
    .updateTable('spare_pin')
    .set({ used: n + 1 })
    .where('person', '=', person)
    .execute()
  return true
}
