import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { Day } from '../../../core/facts/ids.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { t } from './words.ts'

export interface OneFormProps {
  name: string
  today: Day
  busy: boolean
  /** Why it was not written. */
  problem: ComponentChildren
  onBack(): void
  onClose(): void
}

/** From which day on a guardian does not agree any more, and what follows from it. */
export function WithdrawForm({
  name,
  today,
  busy,
  problem,
  onBack,
  onClose,
  onDay,
  children,
}: OneFormProps & { onDay(day: Day): void; children: ComponentChildren }) {
  const [typed, setTyped] = useState<string>(today)
  const day = v.safeParse(Day, typed)
  return (
    <Dialog
      title={t().withdrawTitle(name)}
      onClose={onClose}
      onSubmit={() => day.success && onDay(day.output)}
      actions={
        <>
          <Button onClick={onBack}>{t().back}</Button>
          <Button kind="primary" type="submit" disabled={busy || !day.success || typed > today}>
            {t().doWithdraw}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem}
        {children}
        <Field
          label={t().withdrawDay}
          type="date"
          max={today}
          value={typed}
          onValue={setTyped}
          hint={t().withdrawHint}
        />
      </div>
    </Dialog>
  )
}
