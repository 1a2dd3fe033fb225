import type { Draft } from '../../core/facts/fact.ts'
import type { ClassId } from '../../core/facts/ids.ts'
import type { Consent } from '../../core/people/consent.ts'
import type { ConsentWord } from '../../core/reports/consent-register.ts'
import type { Member } from '../../core/rows/member.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { type Actor, note } from '../audit/log.ts'
import { membershipsOf } from '../facts/memberships.ts'
import { rowsIn } from '../facts/rows.ts'
import type { Hub } from '../hub.ts'
import type { HubDb } from '../store/schema.ts'
import { agreedEnrolment, type OwnMember, Seats } from './as-agreed.ts'
import { consentClass, nameOf, namesOf } from './pupils.ts'
import { type KeptConsent, keepConsents, registerOf, withConsent } from './register.ts'
import { formsBy, type NotWritten } from './write.ts'

/** Another hand changed the same people meanwhile. */
class Overtaken extends Error {}

/**
 * Writes the office's word into the register, and tells devices of its pupils what follows from it, in one commit.
 *
 * @returns why it was not written; `undefined` when it was
 * @throws if others change the same people again and again
 */
export async function keepWord(
  hub: Hub,
  classId: ClassId,
  word: ConsentWord,
  actor: Actor,
): Promise<NotWritten | undefined> {
  for (let times = 1; ; times++) {
    const plan = await planOf(hub.db, classId, word, hub.now())
    if ('why' in plan) return plan
    try {
      await hub.recorder.record(plan.drafts, async (transaction) => {
        const now = await planOf(transaction, classId, word, hub.now())
        if (JSON.stringify(now) !== JSON.stringify(plan)) throw new Overtaken()
        await keepConsents(transaction, plan.forms)
        for (const [person, name] of plan.names) await keepName(transaction, person, name, hub.now())
        const about = { class: classId, ...aboutOf(word, plan.names.length) }
        await note(transaction, { ...actor, act: `consent.${word.is}`, about }, hub.now())
      })
      return undefined
    } catch (error) {
      if (!(error instanceof Overtaken) || times === 5) throw error
    }
  }
}

function aboutOf(word: ConsentWord, pupils: number): Record<string, string | number> {
  if (word.is === 'seated') return { pupils }
  return word.is === 'signed' ? { forms: word.forms.length } : { person: word.person }
}

interface Plan {
  forms: KeptConsent[]
  drafts: Draft[]
  /** Of whom the hub alone has the name then, and '' of whom it need not keep it any more. */
  names: [person: string, name: string][]
}

async function planOf(db: HubDb, classId: ClassId, word: ConsentWord, now: number): Promise<NotWritten | Plan> {
  const list = await consentClass(db, classId, dayOf(now))
  const written = list ? formsBy(word, list) : ({ why: 'no-such-child' } as const)
  if ('why' in written) return written
  const { forms, people } = written
  const { forms: before } = await registerOf(db, people)
  const consents = new Map<string, readonly Consent[]>(before)
  for (const { person, source, ...form } of forms) {
    const others = (consents.get(person) ?? []).filter((one) => one.form !== form.form)
    consents.set(person, source === 'struck' ? others : withConsent(others, form))
  }
  const names = await namesOf(db, people)
  const { members, seats } = await membersOf(db, people)
  const plan: Plan = { forms, drafts: [], names: [] }
  const seated = new Map<string, string>(people.map((person) => [person, '']))
  for (const member of members) {
    const own = { ...member, name: nameOf(member, names) }
    const { draft, bySeat } = agreedEnrolment(own, consents.get(member.person) ?? [], () => seats.free(member.class))
    if (bySeat) seated.set(member.person, own.name)
    if (draft && !isTold(draft, member)) plan.drafts.push(draft)
  }
  plan.names = [...seated]
  return plan
}

/** Whether devices have heard that already. */
function isTold({ body }: Draft, { name, number, photos }: Member): boolean {
  const told = body as Pick<Member, 'name' | 'number' | 'photos'> // it is a draft of one
  return JSON.stringify([told.name, told.number, told.photos]) === JSON.stringify([name, number, photos])
}

/** All memberships of these people, past ones too, and the numbers that are taken in their classes. */
async function membersOf(db: HubDb, people: readonly string[]): Promise<{ members: OwnMember[]; seats: Seats }> {
  const wanted = new Set<string>(people)
  const classes = new Set((await membershipsOf(db, people)).map((row) => rowPart(row, 0)))
  const members: OwnMember[] = []
  const seats = new Seats()
  for (const { row, state } of await rowsIn(
    db,
    [...classes].map((one) => rowRange('member', one)),
  )) {
    const member = { ...(state as Member), class: rowPart(row, 0), person: rowPart(row, 1) } // a member's key and state
    seats.take(member.class, member.number)
    if (wanted.has(member.person) && member.role === 'pupil') members.push(member)
  }
  const keyOf = (one: OwnMember) => `${one.class}/${one.person}`
  return { members: members.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), seats }
}

/** Keeps what a pupil is called beside their latest number in the office's files; '' takes it away. */
async function keepName(db: HubDb, person: string, name: string, now: number): Promise<void> {
  const latest = await db
    .selectFrom('person')
    .select('sourced_id')
    .where('person', '=', person)
    .orderBy('since', 'desc')
    .orderBy('sourced_id', 'desc')
    .executeTakeFirst()
  await db.updateTable('person').set({ name: '' }).where('person', '=', person).where('name', '<>', '').execute()
  if (name === '') return
  if (latest) {
    await db.updateTable('person').set({ name }).where('sourced_id', '=', latest.sourced_id).execute()
    return
  }
  await db.insertInto('person').values({ sourced_id: person, person, student_hash: '', since: now, name }).execute()
}
