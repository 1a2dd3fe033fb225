import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import type { PlaceId, SchoolId } from '../../../core/facts/ids.ts'
import type { Place } from '../../../core/people/places.ts'
import type { EndedSchool, Moves } from '../../../core/reports/left-behind.ts'
import type { OfficeDevices } from '../../../core/reports/office-devices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { askFor, fetchDevices, goingOn } from '../devices/query.ts'
import { kindWords } from '../devices/words.ts'
import { t } from './words.ts'

/** Whose devices stand for a place and not for a person: they are moved to another of the same sort. */
const kinds = ['projector', 'tablet', 'studio'] as const

interface MoveAllDialogProps {
  of: EndedSchool
  onClose(changed: boolean): void
}

/** Moves what devices an ended school has to places of another, all at once. */
export function MoveAllDialog({ of, onClose }: MoveAllDialogProps) {
  const [all, setAll] = useState<OfficeDevices>()
  const [school, setSchool] = useState<SchoolId | ''>('')
  const [chosen, setChosen] = useState<Partial<Record<Place['kind'], PlaceId | ''>>>({})
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()
  useEffect(() => {
    void fetchDevices().then((heard) => {
      if (heard.is !== 'yes') return setTrouble(heard.is === 'line' ? 'noLine' : 'failed')
      setAll(heard.answer)
      setSchool(goingOn(heard.answer)[0]?.school ?? '')
    })
  }, [])
  const groups = kinds.flatMap((kind) => {
    const devices = devicesOf(of, kind)
    if (devices.length === 0) return []
    const places = all?.places.filter((one) => one.school === school && one.kind === kind) ?? []
    const to = places.find(({ place }) => place === chosen[kind]) ?? (chosen[kind] === '' ? undefined : places[0])
    return [{ kind, devices, places, to: to?.place }]
  })
  const moves = groups.flatMap(({ devices, to }) => (to ? devices.map((device) => ({ device, place: to })) : []))
  const own = devicesOf(of, 'own').length
  const act = async () => {
    setBusy(true)
    const asked: Moves = { moves }
    const heard = await askFor(v.object({ moved: v.number() }), 'moves', asked)
    setBusy(false)
    if (heard.is === 'yes') return onClose(true)
    setTrouble(heard.is === 'line' ? 'noLine' : 'failed')
  }
  return (
    <Dialog
      title={t().moveTitle(
        of.name,
        of.places.reduce((sum, one) => sum + one.devices.length, 0),
      )}
      onClose={() => onClose(false)}
      onSubmit={() => void act()}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{t().keep}</Button>
          <Button kind="primary" type="submit" disabled={busy || moves.length === 0}>
            {t().moveDo(moves.length)}
          </Button>
        </>
      }
    >
      <div class="stack">
        {trouble && <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{t()[trouble]}</Notice>}
        {!all && !trouble && <p>{t().waiting}</p>}
        {all && (
          <Field
            label={t().toSchool}
            value={school}
            onValue={(value) => setSchool(value as SchoolId)} // one of those below
            options={goingOn(all).map((one) => ({ value: one.school, label: one.name }))}
          />
        )}
        {all &&
          groups.map(({ kind, devices, places, to }) => (
            <Field
              key={kind}
              label={t().kindTo(kindWords()[kind], devices.length)}
              value={to ?? ''}
              onValue={(value) => setChosen({ ...chosen, [kind]: value as PlaceId | '' })} // one of those below
              options={[
                ...places.map(({ place, title }) => ({ value: place, label: title })),
                { value: '', label: t().stay },
              ]}
              hint={places.length === 0 ? t().nowhere : undefined}
            />
          ))}
        {own > 0 && <p>{t().own(own)}</p>}
        <p class="lesser">{t().kept}</p>
      </div>
    </Dialog>
  )
}

function devicesOf(of: EndedSchool, kind: Place['kind']) {
  return of.places.flatMap((one) => (one.kind === kind ? one.devices : []))
}
