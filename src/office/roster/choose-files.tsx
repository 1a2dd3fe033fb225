import { useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { IconUpload } from '../../ui/icons/upload.tsx'
import { PictureParcel } from '../../ui/pictures/parcel.tsx'
import { t } from './words.ts'

interface ChooseFilesProps {
  onFiles(files: readonly File[]): void
  onTemplate(): void
  onCsvTemplate(): void
}

/** Files by dropping them here or by choosing, and the templates that they are made from. */
export function ChooseFiles({ onFiles, onTemplate, onCsvTemplate }: ChooseFilesProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    if (files && files.length > 0) onFiles([...files])
  }
  return (
    <section
      class={`roster-drop sheet${over ? ' roster-drop-over' : ''}`}
      aria-label={t().choose}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <PictureParcel />
      <p>{t().start}</p>
      <div class="row">
        <span>{t().drop}</span>
        <Button kind="primary" icon={IconUpload} first onClick={() => input.current?.click()}>
          {t().choose}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".xlsx,.csv,.zip"
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <p class="lesser">{t().kinds}</p>
      <div class="row">
        <Button icon={IconDownload} onClick={onTemplate}>
          {t().template}
        </Button>
        <Button icon={IconDownload} onClick={onCsvTemplate}>
          {t().templateCsv}
        </Button>
      </div>
    </section>
  )
}
