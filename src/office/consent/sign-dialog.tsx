import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { Day, type PersonId } from '../../../core/facts/ids.ts'
import { ConsentForm, type ConsentScope, consentScopes } from '../../../core/people/consent.ts'
import type { ConsentPupil, ConsentWord } from '../../../core/reports/consent-register.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ConsentTrouble } from './ask.ts'
import { numberOn } from './number-on.ts'
import { ScopeTicks } from './scope-ticks.tsx'
import { t, troubleWords } from './words.ts'

interface SignDialogProps {
  pupils: readonly ConsentPupil[]
  today: Day
  write(word: ConsentWord): Promise<ConsentTrouble | undefined>
  onClose(): void
}

/** Forms that were signed on one day and agree to the same: of one child, or of many after a parents' evening. */
export function SignDialog({ pupils, today, write, onClose }: SignDialogProps) {
  const [date, setDate] = useState<string>(today)
  const [scope, setScope] = useState<ConsentScope[]>([...consentScopes])
  const [first, setFirst] = useState('')
  const [typed, setTyped] = useState<ReadonlyMap<PersonId, string>>(new Map())
  const [instead, setInstead] = useState(true)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ConsentTrouble>()
  const references = numberOn(first.trim(), pupils.length)
  const forms = pupils.map(({ person }, n) => ({ person, form: (typed.get(person) ?? references[n] ?? '').trim() }))
  const known = pupils.find((one, n) => one.forms.some(({ form }) => form === forms[n]?.form))
  const hadForms = pupils.some((one) => one.forms.some(({ withdrawn }) => withdrawn === undefined))
  const day = v.safeParse(Day, date)
  const isPast = date <= today
  const isWhole = day.success && isPast && !known && forms.every(({ form }) => v.is(ConsentForm, form))

  const enter = async () => {
    if (!day.success) return
    setBusy(true)
    const problem = await write({ is: 'signed', date: day.output, scope, instead: hadForms && instead, forms })
    setBusy(false)
    setTrouble(problem)
    if (!problem) onClose()
  }
  const [one] = pupils
  const only = pupils.length === 1
  return (
    <Dialog
      title={only ? t().enterFor(one?.name ?? '') : t().enterForMany(pupils.length)}
      wide={!only}
      onClose={onClose}
      onSubmit={() => void enter()}
      actions={
        <>
          <Button onClick={onClose}>{t().cancel}</Button>
          <Button kind="primary" type="submit" disabled={busy || !isWhole}>
            {busy ? t().entering : t().doEnter}
          </Button>
        </>
      }
    >
      <div class="stack">
        {trouble && (
          <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{troubleWords()[trouble]('')}</Notice>
        )}
        {known && <Notice kind="attention">{troubleWords()['form-known'](known.name)}</Notice>}
        <div class="consent-fields">
          <Field
            label={t().date}
            type="date"
            max={today}
            value={date}
            onValue={setDate}
            error={isPast ? undefined : troubleWords()['in-the-future']('')}
          />
          <Field
            label={only ? t().formNumber : t().firstNumber}
            value={first}
            onValue={setFirst}
            hint={only ? undefined : t().numberHint}
            first
          />
        </div>
        <ScopeTicks scope={scope} onScope={setScope} />
        {hadForms && (
          <label class="consent-tick">
            <input type="checkbox" checked={instead} onChange={() => setInstead(!instead)} />
            {t().instead}
          </label>
        )}
        {!only && (
          <ol class="consent-references">
            {pupils.map(({ person, name, number }, n) => (
              <li key={person}>
                <span>
                  <span class="consent-number">{number || ''}</span> {name}
                </span>
                <Field
                  label={t().numberOf(name)}
                  labelled
                  value={forms[n]?.form ?? ''}
                  onValue={(value) => setTyped(new Map(typed).set(person, value))}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
    </Dialog>
  )
}
