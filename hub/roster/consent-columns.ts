import type { Consent } from '../../core/people/consent.ts'
import type { RegisteredForm } from '../../core/reports/consent-register.ts'
import { struckKey } from '../consent/register.ts'
import type { Assembly } from './assembly.ts'
import type { Placed } from './reader.ts'

/** Whom a row is about, and their forms as they are kept. */
interface Kept {
  person: string
  forms: readonly RegisteredForm[]
}

/**
 * The consent that a row of people tells of, if it is another than the register has. Empty cells change nothing: a withdrawal
 * that the office has noted stands until there is another form. Of a form that the office has written down at its desk
 * a row can only tell the withdrawal.
 */
export function consentIn(
  row: Placed<'users'>,
  { person, forms }: Kept,
  { importing: { findings, today, known } }: Assembly,
): RegisteredForm | undefined {
  const form = row['metadata.consentForm']
  const [date, scope] = [row['metadata.consentDate'], row['metadata.consentScope']]
  const before = forms.find((one) => one.form === form)
  const withdrawn = row['metadata.consentWithdrawn'] ?? before?.withdrawn
  const { where } = row
  if (form === undefined) {
    if (date ?? scope ?? row['metadata.consentWithdrawn'])
      findings.fault(where, 'empty', { column: 'metadata.consentForm' })
    return undefined
  }
  if (date === undefined) findings.fault(where, 'empty', { column: 'metadata.consentDate' })
  if (scope === undefined) findings.fault(where, 'empty', { column: 'metadata.consentScope' })
  if (date === undefined || scope === undefined) return undefined
  for (const [column, day] of [
    ['metadata.consentDate', date],
    ['metadata.consentWithdrawn', withdrawn],
  ] as const) {
    if (day !== undefined && day > today) findings.fault(where, 'in-the-future', { column, value: day })
  }
  if (withdrawn !== undefined && withdrawn < date) {
    findings.fault(where, 'ends-before-it-begins', { column: 'metadata.consentWithdrawn', value: withdrawn })
  }
  const told = { form, date, scope, ...(withdrawn && { withdrawn }) }
  const stands = known.consents.struck.has(struckKey(person, form)) || before?.source === 'office'
  if (!stands) return before && isSame(before, told) ? undefined : { ...told, source: 'roster' }
  const ended = before && withdrawn && (withdrawn < before.date ? before.date : withdrawn)
  const kept = before && { ...before, ...(ended && { withdrawn: before.withdrawn ?? ended }) }
  if (!kept || !isSame(kept, told)) findings.note(where.file, 'office-form', form)
  return before && kept && !isSame(before, kept) ? kept : undefined
}

/** Whether two tell the same of a form. */
function isSame(one: Consent, other: Consent): boolean {
  const text = ({ date, scope, withdrawn }: Consent) => JSON.stringify([date, scope, withdrawn])
  return text(one) === text(other)
}
