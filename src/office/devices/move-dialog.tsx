import { useState } from 'preact/hooks'
import type { PlaceId, SchoolId } from '../../../core/facts/ids.ts'
import type { OfficeDevices } from '../../../core/reports/office-devices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type DeviceLine, goingOn, move } from './query.ts'
import { t } from './words.ts'

interface MoveDialogProps {
  all: OfficeDevices
  line: DeviceLine
  /** @param changed whether it was moved */
  onClose(changed: boolean): void
}

/** Moves a device to another place, of this school or another one. */
export function MoveDialog({ all, line, onClose }: MoveDialogProps) {
  const stood = all.places.find(({ place }) => place === line.stoodAt)
  const [school, setSchool] = useState<SchoolId | ''>(
    stood?.school ?? goingOn(all).find((one) => one.school === line.at.school)?.school ?? goingOn(all)[0]?.school ?? '',
  )
  const places = all.places.filter(
    (place) => place.school === school && place.kind !== 'office' && place.place !== line.place,
  )
  const [chosen, setChosen] = useState<PlaceId | ''>(stood?.place ?? '')
  const to = places.some(({ place }) => place === chosen) ? chosen : (places[0]?.place ?? '')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<'notSure' | 'failed'>()
  const act = async () => {
    if (to === '') return
    setBusy(true)
    const heard = await move(line.device, to)
    setBusy(false)
    if (heard.is === 'yes') return onClose(true)
    setTrouble(heard.is === 'line' ? 'notSure' : 'failed')
  }
  return (
    <Dialog
      title={t().moveTitle(line.at.title)}
      onClose={() => onClose(trouble === 'notSure')}
      onSubmit={() => void act()}
      actions={
        <>
          <Button onClick={() => onClose(trouble === 'notSure')}>{t().close}</Button>
          <Button kind="primary" type="submit" disabled={busy || to === ''}>
            {t().moveDo}
          </Button>
        </>
      }
    >
      <div class="stack">
        {trouble && <Notice kind={trouble === 'notSure' ? 'waiting' : 'attention'}>{t()[trouble]}</Notice>}
        <Field
          label={t().school}
          value={school}
          onValue={(value) => setSchool(value as SchoolId)} // one of those below
          options={goingOn(all).map((one) => ({ value: one.school, label: one.name }))}
        />
        <Field
          label={t().place}
          value={to}
          onValue={(value) => setChosen(value as PlaceId)} // one of those below
          options={places.map(({ place, title }) => ({ value: place, label: title }))}
          hint={places.length === 0 ? t().moveNowhere : undefined}
        />
        <ul class="devices-steps">
          <li>{t().moveKept}</li>
          <li>{t().moveThen}</li>
          <li>{t().moveUntil}</li>
        </ul>
      </div>
    </Dialog>
  )
}
