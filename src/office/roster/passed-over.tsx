import { useState } from 'preact/hooks'
import type { RosterPreview } from '../../../core/roster/preview.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { t } from './words.ts'

interface PassedOverProps {
  people: RosterPreview['passedOver']
  onBack(keys: readonly string[]): void
}

/** Those who were erased and still stand in the files: not brought in, unless the office says of somebody that they come again. */
export function PassedOver({ people, onBack }: PassedOverProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Notice
        kind="waiting"
        title={t().stillListed(people.length)}
        action={<Button onClick={() => setAsking(true)}>{t().someComeAgain}</Button>}
      >
        {namesOf(people)}
      </Notice>
      {asking && <ComingAgain people={people} onBack={onBack} onClose={() => setAsking(false)} />}
    </>
  )
}

/** So many names are told one by one. */
const mostNames = 12

function namesOf(people: PassedOverProps['people']): string {
  const names = people.map(({ name }) => name)
  const first = names.slice(0, mostNames).join('、')
  return names.length > mostNames ? t().andOthers(first, names.length) : first
}

function ComingAgain({ people, onBack, onClose }: PassedOverProps & { onClose(): void }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <Dialog
      title={t().whoComesAgain}
      onClose={onClose}
      onSubmit={() => onBack(chosen)}
      actions={
        <>
          <Button onClick={onClose}>{t().nobodyComesAgain}</Button>
          <Button kind="primary" type="submit" disabled={chosen.length === 0}>
            {t().letBack(chosen.length)}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t().comingAgain}</p>
        {people.map(({ key, name, row }) => (
          <label key={key} class="roster-again">
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={({ currentTarget: { checked } }) =>
                setChosen(checked ? [...chosen, key] : chosen.filter((one) => one !== key))
              }
            />
            {t().nameInRow(name, row)}
          </label>
        ))}
      </div>
    </Dialog>
  )
}
