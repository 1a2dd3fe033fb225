import { useState } from 'preact/hooks'
import { Adults } from '../../../core/reports/adults.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { askHub } from '../ask-hub.ts'
import { t } from './code-words.ts'

type Adult = Adults['adults'][number]

/** Finds the teacher whose own computer it is. */
export function WhoseField({ onWhose }: { onWhose(adult: Adult | undefined): void }) {
  const [name, setName] = useState('')
  const [found, setFound] = useState<readonly Adult[]>()
  const [person, setPerson] = useState('')
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()
  const choose = (adults: readonly Adult[], id: string) => {
    setPerson(id)
    onWhose(adults.find((one) => one.person === id))
  }
  const find = async () => {
    const heard = await askHub(Adults, `office/pins?${new URLSearchParams({ name: name.trim() })}`)
    setTrouble(heard.is === 'line' ? 'noLine' : heard.is === 'no' ? 'failed' : undefined)
    if (heard.is !== 'yes') return
    const adults = heard.answer.adults.filter((one) => one.classes.length > 0)
    setFound(adults)
    choose(adults, adults[0]?.person ?? '')
  }
  return (
    <>
      {/* It stands in a form already. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key is heard for the field in it */}
      <div
        class="devices-filter devices-find"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || event.target instanceof HTMLButtonElement) return
          event.preventDefault()
          if (name.trim() !== '') void find()
        }}
      >
        <Field
          label={t().placeTeacher}
          value={name}
          onValue={setName}
          error={trouble ? t()[trouble] : found?.length === 0 ? t().placeNobody : undefined}
        />
        <Button disabled={name.trim() === ''} onClick={() => void find()}>
          {t().placeFind}
        </Button>
      </div>
      {found && found.length > 0 && (
        <Field
          label={t().placeWhose}
          value={person}
          onValue={(id) => choose(found, id)}
          options={found.map((one) => ({
            value: one.person,
            label: [one.name, one.school].filter(Boolean).join(' · '),
          }))}
        />
      )}
    </>
  )
}
