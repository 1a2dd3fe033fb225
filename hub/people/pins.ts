import { createHmac, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { DeviceId, PersonId } from '../../core/facts/ids.ts'
import { pinRounds } from '../../core/people/pin-rounds.ts'
import { mayUnlock, type Place } from '../../core/people/places.ts'
import type { Member } from '../../core/rows/member.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { PinVerifier } from '../../core/sync/messages.ts'
import type { HubDb } from '../store/schema.ts'
import { sparesFor, voidCodes } from './spare-pins.ts'

const derive = promisify(pbkdf2)

/** Sets a teacher's PIN: four to six digits. Only what it is checked with is kept, and that leaves the hub for no device as it is. */
export async function setPin(db: HubDb, person: string, pin: string): Promise<void> {
  const salt = randomBytes(16)
  const verifier = (await derive(pin, salt, pinRounds, 32, 'sha256')).toString('base64url')
  const row = { salt: salt.toString('base64url'), iterations: pinRounds, verifier }
  await db
    .insertInto('pin')
    .values({ person, ...row })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
    .execute()
  await voidCodes(db, person)
}

/** For whom verifiers are made: each device gets its own, which are of no use on another. */
export interface PinsFor {
  device: DeviceId
  place: Place
  /** The hub's. */
  secret: Uint8Array
}

/** What a device needs to let its place's teachers in without a line: each of its classes' adults who has a PIN. */
export async function pinsFor(db: HubDb, { device, place, secret }: PinsFor): Promise<PinVerifier[]> {
  const people = new Map<string, { person: PersonId; name: string }>()
  for (const classId of place.classes) {
    const { from, below } = rowRange('member', classId)
    const rows = await db.selectFrom('row').selectAll().where('row', '>=', from).where('row', '<', below).execute()
    for (const row of rows) {
      const member = JSON.parse(row.state) as Member // its table's
      const person = row.row.slice(from.length) as PersonId // a member's row ends with one
      if (mayUnlock(place, member.role, person)) people.set(person, { person, name: member.name })
    }
  }
  if (people.size === 0) return []
  const pins = await db
    .selectFrom('pin')
    .selectAll()
    .where('person', 'in', [...people.keys()])
    .orderBy('person')
    .execute()
  const having = pins.map(({ person }) => person)
  const spares = await sparesFor(db, having, { device, secret })
  return pins.flatMap(({ person, salt, iterations: rounds, verifier }) => {
    const whose = people.get(person)
    if (!whose) return []
    const own = createHmac('sha256', secret).update(`pin ${device} ${person}`).digest().subarray(0, 16)
    return {
      ...whose,
      salt,
      iterations: rounds,
      own: own.toString('base64url'),
      verifier: createHmac('sha256', Buffer.from(verifier, 'base64url')).update(own).digest('base64url'),
      spare: spares.get(person),
    }
  })
}
