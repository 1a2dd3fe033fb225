import { useState } from 'preact/hooks'
import { dayOf } from '../../../core/school/day.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { fetchFile, saveFile } from '../ask-hub.ts'
import { t } from './words.ts'
import './year-package.css'

export type LogTrouble = 'noLine' | 'notOffice' | 'failed'

interface YearPackageProps {
  /** When the log begins, ms since 1970. */
  since: number
  onTrouble(trouble: LogTrouble | undefined): void
}

/** One file with a year of the log, its check and what the year came to: what the yearly audit of children's data asks for. */
export function YearPackage({ since, onTrouble }: YearPackageProps) {
  const [first, last] = [yearOf(since), yearOf(Date.now())]
  const [busy, setBusy] = useState(false)
  // The audit is of the year that is over, once there is one.
  const [year, setYear] = useState(Math.max(first, last - 1))
  const years = Array.from({ length: Math.max(1, last - first + 1) }, (_, n) => first + n).reverse()
  const take = async () => {
    setBusy(true)
    try {
      const file = await fetchFile(`office/log/years/${year}`)
      onTrouble(file ? undefined : 'noLine')
      if (file) saveFile(file, t().yearFile(year))
    } catch {
      onTrouble('failed') // the hub would not give it
    }
    setBusy(false)
  }
  return (
    <div class="log-year">
      <Field
        label={t().year}
        labelled
        value={String(year)}
        onValue={(value) => setYear(Number(value))}
        options={years.map((one) => ({ value: String(one), label: t().yearOf(one) }))}
      />
      <Button icon={IconDownload} disabled={busy} onClick={() => void take()}>
        {busy ? t().packing : t().takeYear}
      </Button>
    </div>
  )
}

function yearOf(moment: number): number {
  return Number(dayOf(moment).slice(0, 4))
}
