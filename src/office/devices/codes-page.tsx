import { useEffect, useState } from 'preact/hooks'
import type { PlaceId, SchoolId } from '../../../core/facts/ids.ts'
import { CodeSheet, mostCodes, mostEach, type OfficeDevices } from '../../../core/reports/office-devices.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { IconPlus } from '../../ui/icons/plus.tsx'
import { IconPrinter } from '../../ui/icons/printer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { OfficePage } from '../office-page.tsx'
import { t } from './code-words.ts'
import { NewPlaceDialog } from './new-place.tsx'
import { PrintedSheet } from './printed-sheet.tsx'
import { askFor, fetchDevices, goingOn, namesIn } from './query.ts'
import { kindWords } from './words.ts'

/** Codes for a sheet to print: for which places, how many for each. */
export function CodesPage() {
  const [all, setAll] = useState<OfficeDevices>()
  const [sheet, setSheet] = useState<CodeSheet>()
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()

  const ask = async () => {
    const heard = await fetchDevices()
    setTrouble(heard.is === 'line' ? 'noLine' : heard.is === 'no' ? 'failed' : undefined)
    if (heard.is === 'yes') setAll(heard.answer)
  }
  useEffect(() => void ask(), [])

  const back = () => go('office/devices')
  if (!all)
    return (
      <OfficePage title={t().title} back={back}>
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? t()[trouble] : t().waiting}
        </Empty>
      </OfficePage>
    )
  if (sheet)
    return (
      <OfficePage
        title={t().title}
        back={back}
        right={
          <>
            <Button onClick={() => setSheet(undefined)}>{t().more}</Button>
            <Button kind="primary" icon={IconPrinter} first onClick={() => print()}>
              {t().print}
            </Button>
          </>
        }
      >
        <div class="codes-screen">
          <Notice kind="done">{t().ready(sheet.codes.length)}</Notice>
        </div>
        <PrintedSheet sheet={sheet} names={namesIn(all)} />
      </OfficePage>
    )
  return (
    <OfficePage title={t().title} back={back}>
      <Choosing all={all} onSheet={setSheet} onPlaces={ask} />
    </OfficePage>
  )
}

interface ChoosingProps {
  all: OfficeDevices
  onSheet(sheet: CodeSheet): void
  /** There is a new place. */
  onPlaces(): Promise<void>
}

function Choosing({ all, onSheet, onPlaces }: ChoosingProps) {
  const [school, setSchool] = useState<SchoolId | ''>(goingOn(all)[0]?.school ?? '')
  const [chosen, setChosen] = useState<ReadonlySet<PlaceId>>(new Set())
  const [each, setEach] = useState('1')
  const [busy, setBusy] = useState(false)
  const [adding, setAdding] = useState(false)
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()
  const places = all.places.filter((place) => place.school === school && place.kind !== 'office')
  const isNumber = /^\d{1,2}$/.test(each) && Number(each) >= 1 && Number(each) <= mostEach
  const count = isNumber ? chosen.size * Number(each) : 0
  const names = namesIn(all)

  const toggle = (place: PlaceId) => {
    const now = new Set(chosen)
    if (!now.delete(place)) now.add(place)
    setChosen(now)
  }
  const make = async () => {
    setBusy(true)
    const heard = await askFor(CodeSheet, 'codes', { places: [...chosen], each: Number(each) })
    setBusy(false)
    if (heard.is === 'yes') onSheet(heard.answer)
    else setTrouble(heard.is === 'line' ? 'noLine' : 'failed')
  }

  return (
    <>
      <p>{t().intro}</p>
      {trouble && <Notice kind="waiting">{t()[trouble]}</Notice>}
      <div class="devices-filter">
        <Field
          label={t().school}
          value={school}
          onValue={(value) => {
            setSchool(value as SchoolId) // one of those below
            setChosen(new Set())
          }}
          options={goingOn(all).map((one) => ({ value: one.school, label: one.name }))}
        />
        <Field
          label={t().each}
          type="number"
          min={1}
          max={mostEach}
          value={each}
          onValue={setEach}
          hint={t().eachHint(mostEach, mostCodes)}
          error={isNumber && count <= mostCodes ? undefined : t().eachHint(mostEach, mostCodes)}
        />
      </div>
      <fieldset class="codes-places">
        <legend>{t().which}</legend>
        {places.length === 0 && <p class="lesser">{t().none}</p>}
        {places.map((place) => (
          <label key={place.place} class="codes-place">
            <input type="checkbox" checked={chosen.has(place.place)} onChange={() => toggle(place.place)} />
            <span>
              {place.title}
              <small class="devices-where">
                {[kindWords()[place.kind], names.classes(place.classes)].filter(Boolean).join(' · ')}
              </small>
            </span>
          </label>
        ))}
        <Button icon={IconPlus} onClick={() => setAdding(true)}>
          {t().newPlace}
        </Button>
      </fieldset>
      <div class="row">
        <Button kind="primary" disabled={busy || count < 1 || count > mostCodes} onClick={() => void make()}>
          {busy ? t().making : count > 0 ? t().make(count) : t().makeNone}
        </Button>
      </div>
      {adding && school !== '' && (
        <NewPlaceDialog
          all={all}
          school={school}
          onClose={async (place) => {
            setAdding(false)
            if (!place) return
            await onPlaces()
            // A teacher's own is of the school that they are of.
            const at = place.school ?? school
            setSchool(at)
            setChosen(new Set([...(at === school ? chosen : []), place.place]))
          }}
        />
      )}
    </>
  )
}
