import * as v from 'valibot'
import type { PersonId } from '../../core/facts/ids.ts'
import { Consent } from '../../core/people/consent.ts'
import { insertRows, listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/** A guardian's consent for a pupil, as the office keeps it. */
export interface KeptConsent extends Consent {
  person: PersonId
}

export type Consents = ReadonlyMap<string, readonly Consent[]>

/** By pupil, the earliest signature first. @param people all without it */
export async function consentsOf(db: HubDb, people?: readonly string[]): Promise<Consents> {
  const rows = await db
    .selectFrom('consent')
    .selectAll()
    .$if(people !== undefined, (query) => query.where('person', 'in', listFromJson(db, people ?? [])))
    .orderBy('date')
    .orderBy('form')
    .execute()
  const found = new Map<string, Consent[]>()
  for (const { person, form, date, scope, withdrawn } of rows) {
    const before = found.get(person) ?? []
    found.set(person, before)
    before.push(v.parse(Consent, { form, date, scope: scope.split(' '), ...(withdrawn !== '' && { withdrawn }) }))
  }
  return found
}

/** Keeps consents as they are now; one is known by its pupil and the form's reference. */
export async function keepConsents(db: HubDb, consents: readonly KeptConsent[]): Promise<void> {
  if (consents.length === 0) return
  const rows = consents.map((one) => [one.person, one.form, one.date, one.scope.join(' '), one.withdrawn ?? ''])
  await insertRows(db, 'consent', ['person', 'form', 'date', 'scope', 'withdrawn'], rows)
    .onConflict((conflict) =>
      conflict.columns(['person', 'form']).doUpdateSet((eb) => ({
        date: eb.ref('excluded.date'),
        scope: eb.ref('excluded.scope'),
        withdrawn: eb.ref('excluded.withdrawn'),
      })),
    )
    .execute()
}

/** Those with one more, or with another in place of the one on the same form. */
export function withConsent(consents: readonly Consent[], { form, date, scope, withdrawn }: Consent): Consent[] {
  const one = { form, date, scope, ...(withdrawn && { withdrawn }) }
  return [...consents.filter((other) => other.form !== form), one].sort((a, b) =>
    a.date === b.date ? (a.form < b.form ? -1 : 1) : a.date < b.date ? -1 : 1,
  )
}
