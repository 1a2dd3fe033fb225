import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { SchoolId } from '../../../core/facts/ids.ts'
import { deviceTroubles } from '../../../core/reports/device-trouble.ts'
import type { OfficeDevices } from '../../../core/reports/office-devices.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { IconPrinter } from '../../ui/icons/printer.tsx'
import { IconUnlock } from '../../ui/icons/unlock.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { OfficeGate } from '../office-gate.tsx'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { CodesPage } from './codes-page.tsx'
import { DeviceDialog } from './device-dialog.tsx'
import { DeviceTable } from './device-table.tsx'
import { PinsPage } from './pins-page.tsx'
import { type DeviceLine, fetchDevices, linesOf } from './query.ts'
import { t, troubleWords } from './words.ts'
import './devices.css'

/** The county's devices: how they are, and what is done with them. */
export function DevicesPage({ path: [page, of] }: { path: string[] }) {
  const school = v.safeParse(SchoolId, page === 'of' ? of : undefined)
  return (
    <OfficeGate room="devices">
      {pages[page ?? ''] ?? <Devices key={of} first={school.success ? school.output : ''} />}
    </OfficeGate>
  )
}

const pages: Record<string, VNode> = { codes: <CodesPage />, pins: <PinsPage /> }

type Shown = Parameters<typeof linesOf>[2]

/** @param first the school that is shown at first; '' for all */
function Devices({ first }: { first: SchoolId | '' }) {
  const [all, setAll] = useState<OfficeDevices>()
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()
  const [school, setSchool] = useState<SchoolId | ''>(first)
  const [show, setShow] = useState<Shown>('')
  const [handled, setHandled] = useState<DeviceLine>()

  const ask = async () => {
    const heard = await fetchDevices()
    setTrouble(heard.is === 'line' ? 'noLine' : heard.is === 'no' ? 'failed' : undefined)
    if (heard.is === 'yes') setAll(heard.answer)
  }
  useEffect(() => void ask(), [])

  const title = roomNames().devices
  if (!all)
    return (
      <OfficePage title={title}>
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? t()[trouble] : t().waiting}
        </Empty>
      </OfficePage>
    )

  const inUse = all.devices.filter(({ revoked }) => revoked === 0)
  const shown = linesOf(all, school, show)
  const options = [
    { value: '', label: t().all },
    { value: 'any', label: t().any },
    ...deviceTroubles.map((one) => ({ value: one, label: troubleWords()[one] })),
    { value: 'revoked', label: t().revokedOnes },
  ]
  return (
    <OfficePage
      title={title}
      subtitle={t().counted(inUse.length, linesOf(all, '', 'any').length)}
      right={
        <>
          <Button icon={IconUnlock} onClick={() => go('office/devices/pins')}>
            {t().pins}
          </Button>
          <Button icon={IconPrinter} onClick={() => go('office/devices/codes')}>
            {t().codes}
          </Button>
        </>
      }
    >
      {trouble && <Notice kind="waiting">{trouble === 'noLine' ? t().noLineOld : t().failed}</Notice>}
      <div class="devices-filter">
        <Field
          label={t().school}
          value={school}
          onValue={(value) => setSchool(value as SchoolId | '')} // one of those below
          options={[
            { value: '', label: t().allSchools },
            ...all.schools.map((one) => ({ value: one.school, label: one.name })),
          ]}
        />
        <Field label={t().show} value={show} onValue={(value) => setShow(value as Shown)} options={options} />
      </div>
      <DeviceTable
        all={all}
        lines={shown}
        empty={<Empty picture={<PictureDesk />}>{all.devices.length === 0 ? t().none : t().noneSuch}</Empty>}
        onHandle={setHandled}
      />
      {handled && (
        <DeviceDialog
          all={all}
          line={handled}
          onClose={(changed) => {
            setHandled(undefined)
            if (changed) void ask()
          }}
        />
      )}
    </OfficePage>
  )
}
