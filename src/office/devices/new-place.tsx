import { useState } from 'preact/hooks'
import type { ClassId, PlaceId, SchoolId } from '../../../core/facts/ids.ts'
import { Place } from '../../../core/people/places.ts'
import type { NewPlace, OfficeDevices } from '../../../core/reports/office-devices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { t, wrongPlaceWords } from './code-words.ts'
import { askFor } from './query.ts'
import { kindWords } from './words.ts'

const kinds = ['tablet', 'projector', 'studio'] as const

interface NewPlaceDialogProps {
  all: OfficeDevices
  school: SchoolId
  /** @param made the new place, if there is one */
  onClose(made?: PlaceId): void
}

/** A place that the county's files do not have: a class's tablets, a panel, a studio. */
export function NewPlaceDialog({ all, school, onClose }: NewPlaceDialogProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('tablet')
  const [title, setTitle] = useState('')
  // A studio teaches classes of other schools.
  const classes = kind === 'studio' ? all.classes : all.classes.filter((one) => one.school === school)
  const [chosen, setChosen] = useState<ClassId | ''>('')
  const classId = classes.some((one) => one.class === chosen) ? chosen : (classes[0]?.class ?? '')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  const add = async () => {
    if (classId === '') return
    setBusy(true)
    const asked: NewPlace = { kind, title: title.trim(), school, classes: [classId] }
    const heard = await askFor(Place, 'places', asked)
    setBusy(false)
    if (heard.is === 'yes') return onClose(heard.answer.place)
    setTrouble(heard.is === 'line' ? t().noLine : (wrongPlaceWords()[heard.why] ?? t().failed))
  }

  return (
    <Dialog
      title={t().placeTitle}
      onClose={() => onClose()}
      actions={
        <>
          <Button onClick={() => onClose()}>{t().placeCancel}</Button>
          <Button kind="primary" disabled={busy || title.trim() === '' || classId === ''} onClick={() => void add()}>
            {t().placeAdd}
          </Button>
        </>
      }
    >
      <div class="stack">
        {trouble !== '' && <Notice kind="attention">{trouble}</Notice>}
        <Field
          label={t().placeKind}
          value={kind}
          onValue={(value) => setKind(value as typeof kind)} // one of those below
          options={kinds.map((one) => ({ value: one, label: kindWords()[one] }))}
        />
        <Field
          label={t().placeClass}
          value={classId}
          onValue={(value) => setChosen(value as ClassId)} // one of those below
          options={classes.map((one) => ({ value: one.class, label: one.name }))}
        />
        <Field label={t().placeName} value={title} onValue={setTitle} hint={t().placeNameHint} first />
      </div>
    </Dialog>
  )
}
