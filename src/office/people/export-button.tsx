import { useState } from 'preact/hooks'
import type { OnePerson } from '../../../core/reports/people.ts'
import { language } from '../../i18n/language.ts'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { fetchFile, saveFile } from '../ask-hub.ts'
import type { Trouble } from './query.ts'
import { t } from './words.ts'

/** Saves everything that is stored of somebody, to be handed to a guardian. */
export function ExportButton({ of, onTrouble }: { of: OnePerson; onTrouble(trouble: Trouble | undefined): void }) {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const file = await fetchFile(`office/people/${of.person}/everything?lang=${language()}`)
      if (file) saveFile(file, t().exportFile(of.numbers[0] ?? of.person))
      onTrouble(file ? undefined : 'noLine')
    } catch (error) {
      console.error('everything stored:', error)
      onTrouble('failed')
    }
    setBusy(false)
  }
  const isPupil = of.memberships.some(({ role }) => role === 'pupil')
  return (
    <Button icon={IconDownload} disabled={busy} onClick={() => void save()}>
      {busy ? t().exporting : isPupil ? t().export : t().exportSelf}
    </Button>
  )
}
