import * as v from 'valibot'
import { Day } from '../facts/ids.ts'
import { addDays } from '../school/day.ts'

/** What a guardian may agree to. name: the child's name on the school's devices. photo: photos and recordings of the child. */
export const consentScopes = ['name', 'photo'] as const
export const ConsentScope = v.picklist(consentScopes)
export type ConsentScope = v.InferOutput<typeof ConsentScope>

/** A paper form that a guardian signed: its reference in the school's files, 1 to 40 characters in one line. */
export const ConsentForm = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40), v.regex(/^\P{Cc}+$/u))

/** What a guardian has said on one form. */
export const Consent = v.object({
  form: ConsentForm,
  /** The day of the signature. */
  date: Day,
  /** What is agreed to; nothing: the guardian says no. */
  scope: v.array(ConsentScope),
  /** From this day on it does not hold any more. */
  withdrawn: v.optional(Day),
})
export type Consent = v.InferOutput<typeof Consent>

/** School days, the first and the last; without `until` from then on. */
export const Span = v.object({ from: Day, until: v.optional(Day) })
export type Span = v.InferOutput<typeof Span>

/** Whether guardians agree to something now. Neither signatures nor withdrawals lie in the future. */
export function agrees(consents: readonly Consent[], to: ConsentScope): boolean {
  return consents.some(({ scope, withdrawn }) => withdrawn === undefined && scope.includes(to))
}

/** What guardians' forms come to. none: there is no form. no: they refused, or took back all they had agreed to. */
export function stanceOf(consents: readonly Consent[]): 'none' | 'no' | 'agreed' {
  if (consents.length === 0) return 'none'
  return consentScopes.some((scope) => agrees(consents, scope)) ? 'agreed' : 'no'
}

/** When photos of a child might be taken: on each day on which one of these held, in order. The last eight are enough. */
export function photoTimes(consents: readonly Consent[]): Span[] {
  return consents
    .filter(({ scope, date, withdrawn }) => scope.includes('photo') && (withdrawn === undefined || date < withdrawn))
    .map(({ date, withdrawn }): Span => ({ from: date, ...(withdrawn && { until: addDays(withdrawn, -1) }) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .slice(-mostSpans)
}

export const mostSpans = 8
