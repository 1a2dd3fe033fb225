import type { Day, PersonId } from '../../core/facts/ids.ts'
import type { Consent } from '../../core/people/consent.ts'
import {
  type ConsentClass,
  type ConsentPupil,
  type ConsentRefusal,
  type ConsentWord,
  isNamedUnasked,
  type RegisteredForm,
} from '../../core/reports/consent-register.ts'
import { isIdentityNumber } from '../roster/cells.ts'
import type { KeptConsent } from './register.ts'

/** Why a word of the office is not written, and because of whom. */
export interface NotWritten {
  why: ConsentRefusal
  person?: PersonId
}

/** What it comes to in the register, and of whom devices hear. */
export type Written = { forms: KeptConsent[]; people: PersonId[] } | NotWritten

/** Forms as they shall be kept by the office's word on pupils of a class. */
export function formsBy(word: ConsentWord, { pupils, today }: ConsentClass): Written {
  const children = new Map(pupils.filter(({ added }) => !added).map((one) => [one.person, one]))
  if (word.is === 'seated') return { forms: [], people: pupils.filter(isNamedUnasked).map((one) => one.person) }
  if (word.is === 'signed') return signed(word, children, today)
  const { person, form } = word
  const child = children.get(person)
  if (!child) return { why: 'no-such-child', person }
  const kept = child.forms.find((one) => one.form === form)
  if (!kept) return { why: 'no-such-form', person }
  const office = { ...kept, person, source: 'office' } as const
  if (word.is === 'struck') return checked([{ ...office, source: 'struck' }], today)
  if (word.is === 'withdrawn') return checked([{ ...office, withdrawn: word.day }], today)
  const { to } = word
  const corrected = { ...to, person, source: 'office' } as const
  if (to.form === form) return checked([corrected], today)
  if (isThere(child, to.form)) return { why: 'form-known', person }
  return checked([{ ...kept, person, source: 'struck' }, corrected], today)
}

function signed(
  { date, scope, instead, forms }: Extract<ConsentWord, { is: 'signed' }>,
  children: ReadonlyMap<PersonId, ConsentPupil>,
  today: Day,
): Written {
  const written: KeptConsent[] = []
  const seen = new Set<PersonId>()
  for (const { person, form } of forms) {
    const child = children.get(person)
    if (!child) return { why: 'no-such-child', person }
    if (isThere(child, form) || seen.has(person)) return { why: 'form-known', person }
    seen.add(person)
    written.push({ person, form, date, scope, source: 'office' })
    if (instead) written.push(...child.forms.flatMap((before) => endedBy(before, person, date)))
  }
  return checked(written, today)
}

/** What was agreed to until another form was signed. */
function endedBy(before: RegisteredForm, person: PersonId, date: Day): KeptConsent[] {
  if (before.withdrawn !== undefined || before.date > date) return []
  return [{ ...before, person, withdrawn: date, source: 'office' }]
}

function isThere({ forms }: ConsentPupil, form: string): boolean {
  return forms.some((one) => one.form === form)
}

function checked(forms: KeptConsent[], today: Day): Written {
  for (const { person, ...form } of forms) {
    const why = form.source === 'struck' ? undefined : fault(form, today)
    if (why) return { why, person }
  }
  return { forms, people: [...new Set(forms.map(({ person }) => person))] }
}

function fault({ form, date, withdrawn }: Consent, today: Day): ConsentRefusal | undefined {
  if (isIdentityNumber(form)) return 'identity-number'
  if (date > today || (withdrawn !== undefined && withdrawn > today)) return 'in-the-future'
  if (withdrawn !== undefined && withdrawn < date) return 'ends-before-it-begins'
  return undefined
}
