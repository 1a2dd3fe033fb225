import { useState } from 'preact/hooks'
import type { ClassId, SchoolId } from '../../../core/facts/ids.ts'
import { Place } from '../../../core/people/places.ts'
import type { Adults } from '../../../core/reports/adults.ts'
import type { NewPlace, OfficeDevices } from '../../../core/reports/office-devices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ClassTicks } from './class-ticks.tsx'
import { t, wrongPlaceWords } from './code-words.ts'
import { askFor } from './query.ts'
import { WhoseField } from './whose-field.tsx'
import { kindWords } from './words.ts'

const kinds = ['tablet', 'projector', 'studio', 'own'] as const

interface NewPlaceDialogProps {
  all: OfficeDevices
  school: SchoolId
  /** @param made the new place, if there is one */
  onClose(made?: Place): void
}

/** A place that the county's files do not have: a class's tablets, a panel, a studio, a teacher's own computer. */
export function NewPlaceDialog({ all, school, onClose }: NewPlaceDialogProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('tablet')
  const [title, setTitle] = useState('')
  const [ticked, setTicked] = useState<ReadonlySet<ClassId>>(new Set())
  const [whose, setWhose] = useState<Adults['adults'][number]>()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  // A studio teaches classes of other schools, a teacher those that they teach.
  const offered =
    kind === 'studio'
      ? all.classes
      : all.classes.filter((one) => (kind === 'own' ? whose?.classes.includes(one.class) : one.school === school))
  const [only] = offered
  const chosen = offered.length === 1 && only ? [only.class] : [...ticked].filter((id) => isOffered(offered, id))
  const isWhole = title.trim() !== '' && chosen.length > 0

  const schoolOf = (adult: { school: string }) => all.schools.find(({ name }) => name === adult.school)?.school
  const add = async () => {
    setBusy(true)
    const asked: NewPlace = {
      ...{ kind, title: title.trim(), school, classes: chosen },
      ...(kind === 'own' && whose && { person: whose.person, school: schoolOf(whose) ?? school }),
    }
    const heard = await askFor(Place, 'places', asked)
    setBusy(false)
    if (heard.is === 'yes') return onClose(heard.answer)
    setTrouble(heard.is === 'line' ? t().noLine : (wrongPlaceWords()[heard.why] ?? t().failed))
  }

  return (
    <Dialog
      title={t().placeTitle}
      onClose={() => onClose()}
      onSubmit={() => void add()}
      actions={
        <>
          <Button onClick={() => onClose()}>{t().placeCancel}</Button>
          <Button kind="primary" type="submit" disabled={busy || !isWhole}>
            {busy ? t().placeAdding : t().placeAdd}
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
          first
        />
        {kind === 'own' && (
          <WhoseField
            onWhose={(adult) => {
              setWhose(adult)
              setTicked(new Set(adult?.classes))
              if (adult && title.trim() === '') setTitle(t().placeOwn(adult.name))
            }}
          />
        )}
        {(kind !== 'own' || whose) && (
          <ClassTicks
            classes={offered}
            schools={all.schools}
            bySchool={kind === 'studio'}
            chosen={new Set(chosen)}
            onChosen={setTicked}
          />
        )}
        <Field label={t().placeName} value={title} onValue={setTitle} hint={t().placeNameHint} />
      </div>
    </Dialog>
  )
}

function isOffered(classes: OfficeDevices['classes'], id: ClassId): boolean {
  return classes.some((one) => one.class === id)
}
