import { useState } from 'preact/hooks'
import type { Day } from '../../../core/facts/ids.ts'
import type { ConsentPupil, ConsentWord, RegisteredForm } from '../../../core/reports/consent-register.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ConsentTrouble } from './ask.ts'
import { CorrectForm } from './correct-form.tsx'
import { FormWords } from './form-words.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import { t, troubleWords } from './words.ts'

interface ChildDialogProps {
  child: ConsentPupil
  today: Day
  write(word: ConsentWord): Promise<ConsentTrouble | undefined>
  /** There is another form of this child. */
  onSign(): void
  onClose(): void
}

/** The forms of one child, and what can be done with each. */
export function ChildDialog({ child, today, write, onSign, onClose }: ChildDialogProps) {
  const [doing, setDoing] = useState<{ what: 'withdraw' | 'correct' | 'strike'; form: RegisteredForm }>()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ConsentTrouble>()
  const { person, name, forms } = child
  const say = async (word: ConsentWord) => {
    setBusy(true)
    const problem = await write(word)
    setBusy(false)
    setTrouble(problem)
    if (!problem) onClose()
  }
  const back = () => {
    setDoing(undefined)
    setTrouble(undefined)
  }
  const problem = trouble && (
    <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{troubleWords()[trouble](name)}</Notice>
  )
  const shared = { name, today, busy, problem, onBack: back, onClose }
  if (doing?.what === 'withdraw') {
    const { form } = doing.form
    return (
      <WithdrawForm {...shared} onDay={(day) => void say({ is: 'withdrawn', person, form, day })}>
        <FormWords form={doing.form} />
      </WithdrawForm>
    )
  }
  if (doing?.what === 'correct') {
    const { form } = doing.form
    return (
      <CorrectForm {...shared} from={doing.form} onForm={(to) => void say({ is: 'corrected', person, form, to })} />
    )
  }
  return (
    <Dialog title={t().formsOf(name)} wide onClose={onClose} actions={<Button onClick={onSign}>{t().another}</Button>}>
      <div class="stack">
        {problem}
        {forms.map((form) => (
          <section key={form.form} class="consent-one" aria-label={form.form}>
            <FormWords form={form} />
            {doing?.form.form === form.form ? (
              <>
                <p class="lesser">{t().strikeHint}</p>
                <div class="row">
                  <Button onClick={back}>{t().back}</Button>
                  <Button
                    kind="danger"
                    disabled={busy}
                    onClick={() => void say({ is: 'struck', person, form: form.form })}
                  >
                    {t().strikeSure}
                  </Button>
                </div>
              </>
            ) : (
              <div class="row">
                {form.withdrawn === undefined && form.scope.length > 0 && (
                  <Button onClick={() => setDoing({ what: 'withdraw', form })}>{t().withdraw}</Button>
                )}
                <Button onClick={() => setDoing({ what: 'correct', form })}>{t().correct}</Button>
                <Button onClick={() => setDoing({ what: 'strike', form })}>{t().strike}</Button>
              </div>
            )}
          </section>
        ))}
      </div>
    </Dialog>
  )
}
