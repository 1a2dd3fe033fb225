import type { Consent } from '../../core/people/consent.ts'
import type { Assembly } from './assembly.ts'
import type { Placed } from './reader.ts'

/**
 * The consent that a row of people tells of, if it is another than the register has. Empty cells change nothing: a withdrawal
 * that the office has noted stands until there is another form.
 */
export function consentIn(
  row: Placed<'users'>,
  known: readonly Consent[],
  { importing: { findings, today } }: Assembly,
): Consent | undefined {
  const form = row['metadata.consentForm']
  const [date, scope] = [row['metadata.consentDate'], row['metadata.consentScope']]
  const before = known.find((one) => one.form === form)
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
  const consent = { form, date, scope, ...(withdrawn && { withdrawn }) }
  return JSON.stringify(before) === JSON.stringify(consent) ? undefined : consent
}
