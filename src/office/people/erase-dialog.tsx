import { useState } from 'preact/hooks'
import { placeDescribed } from '../../../core/facts/kinds/place-described.ts'
import type { OnePerson } from '../../../core/reports/people.ts'
import { storedWords } from '../../../core/reports/stored-words.ts'
import { language } from '../../i18n/language.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { IconErase } from '../../ui/icons/erase.tsx'
import { Notice } from '../../ui/notice.tsx'
import { erase } from './query.ts'
import { t } from './words.ts'

function elsewhereWords({ kind, count }: OnePerson['elsewhere'][number]): string {
  const what = kind === placeDescribed.name ? t().placeTitle : (storedWords[language()][kind] ?? kind)
  return t().times(what, count)
}

interface EraseDialogProps {
  of: OnePerson
  /** It is recorded. */
  onErased(): void
  /** Where the name stands elsewhere is to be looked at first. */
  onWords(): void
  onClose(): void
}

/** Says what goes, what stays, and that it is for ever; then asks for the name, so that nobody is erased by a slip. */
export function EraseDialog({ of, onErased, onWords, onClose }: EraseDialogProps) {
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking')
  const isRight = [of.name, ...of.numbers].includes(typed.trim())
  const act = async () => {
    setState('busy')
    try {
      await erase(of)
      onErased()
      onClose()
    } catch (error) {
      console.error('erasing:', error)
      setState('failed')
    }
  }
  return (
    <Dialog
      title={t().eraseTitle(of.name)}
      wide
      onClose={onClose}
      onSubmit={() => void act()}
      actions={
        <>
          <Button onClick={onClose}>{t().keep}</Button>
          <Button kind="danger" type="submit" icon={IconErase} disabled={!isRight || state === 'busy'}>
            {t().eraseDo}
          </Button>
        </>
      }
    >
      <div class="stack">
        {state === 'failed' && <Notice kind="attention">{t().notSaved}</Notice>}
        <div class="people-columns">
          <section>
            <h3>{t().goes}</h3>
            <ul class="people-points">
              <li>{t().goesName}</li>
              <li>{t().goesWords}</li>
              <li>{t().goesWhere}</li>
            </ul>
          </section>
          <section>
            <h3>{t().stays}</h3>
            <ul class="people-points">
              <li>{t().staysCounts}</li>
              <li>{t().staysTogether}</li>
              {of.elsewhere.length > 0 && (
                <li>
                  {t().staysElsewhere(of.elsewhere.map(elsewhereWords).join(t().listed))}{' '}
                  <Button kind="quiet" class="people-look" onClick={onWords}>
                    {t().lookFirst}
                  </Button>
                </li>
              )}
            </ul>
          </section>
        </div>
        <p>
          <strong class="people-never">{t().never}</strong>
        </p>
        <Field
          label={t().type(of.name)}
          {...(of.numbers.length > 0 && { hint: t().typeOr(of.numbers.join('、')) })}
          value={typed}
          onValue={setTyped}
          autocomplete="off"
          first
        />
      </div>
    </Dialog>
  )
}
