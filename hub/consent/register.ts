import type { PersonId } from '../../core/facts/ids.ts'
import type { Consent } from '../../core/people/consent.ts'
import type { ConsentSource, RegisteredForm } from '../../core/reports/consent-register.ts'
import { insertRows, listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/** A guardian's form for a pupil, as it is kept: who wrote it, and whether it was struck out. */
export interface KeptConsent extends Omit<RegisteredForm, 'source'> {
  person: PersonId
  source: ConsentSource
}

export interface Register {
  /** By pupil, the earliest signature first. */
  forms: ReadonlyMap<string, readonly RegisteredForm[]>
  /** Forms that the office has struck out, as `struckKey` writes them. */
  struck: ReadonlySet<string>
}

export const struckKey = (person: string, form: string) => `${person} ${form}`

/** @param people all without it */
export async function registerOf(db: HubDb, people?: readonly string[]): Promise<Register> {
  const rows = await db
    .selectFrom('consent')
    .selectAll()
    .$if(people !== undefined, (query) => query.where('person', 'in', listFromJson(db, people ?? [])))
    .orderBy('date')
    .orderBy('form')
    .execute()
  const forms = new Map<string, RegisteredForm[]>()
  const struck = new Set<string>()
  for (const { person, form, date, scope, withdrawn, source } of rows) {
    if (source === 'struck') {
      struck.add(struckKey(person, form))
      continue
    }
    const before = forms.get(person) ?? []
    forms.set(person, before)
    const agreed = scope.split(' ').filter(Boolean)
    const one = { form, date, scope: agreed, source, ...(withdrawn !== '' && { withdrawn }) }
    before.push(one as RegisteredForm) // as `keepConsents` wrote it
  }
  return { forms, struck }
}

/** Keeps forms as they are now; one is known by its pupil and the form's reference. */
export async function keepConsents(db: HubDb, consents: readonly KeptConsent[]): Promise<void> {
  if (consents.length === 0) return
  const rows = consents.map((one) => [
    ...[one.person, one.form, one.date, one.scope.join(' '), one.withdrawn ?? ''],
    one.source,
  ])
  await insertRows(db, 'consent', ['person', 'form', 'date', 'scope', 'withdrawn', 'source'], rows)
    .onConflict((conflict) =>
      conflict.columns(['person', 'form']).doUpdateSet((eb) => ({
        date: eb.ref('excluded.date'),
        scope: eb.ref('excluded.scope'),
        withdrawn: eb.ref('excluded.withdrawn'),
        source: eb.ref('excluded.source'),
      })),
    )
    .execute()
}

/** Those with one more, or with another in place of the one on the same form. */
export function withConsent<C extends Consent>(consents: readonly C[], one: C): C[] {
  return [...consents.filter((other) => other.form !== one.form), one].sort((a, b) =>
    a.date === b.date ? (a.form < b.form ? -1 : 1) : a.date < b.date ? -1 : 1,
  )
}
