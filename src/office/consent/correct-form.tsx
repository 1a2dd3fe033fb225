import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { Consent, type ConsentScope } from '../../../core/people/consent.ts'
import type { RegisteredForm } from '../../../core/reports/consent-register.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ScopeTicks } from './scope-ticks.tsx'
import type { OneFormProps } from './withdraw-form.tsx'
import { t } from './words.ts'

/** A form that was written down wrongly, as it is on paper. */
export function CorrectForm({
  name,
  today,
  busy,
  problem,
  from,
  onBack,
  onClose,
  onForm,
}: OneFormProps & { from: RegisteredForm; onForm(to: Consent): void }) {
  const [form, setForm] = useState<string>(from.form)
  const [date, setDate] = useState<string>(from.date)
  const [withdrawn, setWithdrawn] = useState<string>(from.withdrawn ?? '')
  const [scope, setScope] = useState<ConsentScope[]>([...from.scope])
  const to = v.safeParse(Consent, { form, date, scope, ...(withdrawn !== '' && { withdrawn }) })
  const isPast = date <= today && withdrawn <= today
  return (
    <Dialog
      title={t().correctTitle(name)}
      onClose={onClose}
      onSubmit={() => to.success && onForm(to.output)}
      actions={
        <>
          <Button onClick={onBack}>{t().back}</Button>
          <Button kind="primary" type="submit" disabled={busy || !to.success || !isPast}>
            {t().save}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem}
        <Field label={t().formNumber} value={form} onValue={setForm} />
        <Field label={t().date} type="date" max={today} value={date} onValue={setDate} />
        <ScopeTicks scope={scope} onScope={setScope} />
        <Field label={t().stillHolds} type="date" max={today} value={withdrawn} onValue={setWithdrawn} />
      </div>
    </Dialog>
  )
}
