import type { Day } from '../../../core/facts/ids.ts'
import type { RegisteredForm } from '../../../core/reports/consent-register.ts'
import { momentOf } from '../../../core/school/day.ts'
import { fullDate } from '../../i18n/dates.ts'
import { language } from '../../i18n/language.ts'
import { scopeWords, t } from './words.ts'

/** 2026年9月1日 */
export function dayWords(day: Day): string {
  return fullDate(momentOf(day, '12:00'))
}

/** A form in a line: its reference and day, what is agreed to, and whether that is over. */
export function FormWords({ form: { form, date, scope, withdrawn } }: { form: RegisteredForm }) {
  const what = scope.map((one) => scopeWords()[one]).join(language() === 'zh' ? '、' : ' and ')
  return (
    <span class={withdrawn === undefined ? 'consent-form' : 'consent-form consent-over'}>
      <span class="consent-reference">{t().signedOn(form, dayWords(date))}</span>{' '}
      {scope.length === 0 ? t().refused : t().agreesTo(what)}
      {withdrawn && <b> {t().withdrawnOn(dayWords(withdrawn))}</b>}
    </span>
  )
}
