import { useRef, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { IconUpload } from '../ui/icons/upload.tsx'
import { Notice } from '../ui/notice.tsx'
import { readPackageFile } from './import-package.ts'
import { keepPackage } from './keep-package.ts'
import { refusalWords } from './open/refusal-words.ts'
import { knownPublishers } from './packages.ts'
import { t } from './words.ts'

type Importing = 'checking' | { title: string } | { refused: string }

/** Takes in a package that somebody brought as a file; says what became of it. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null)
  const [importing, setImporting] = useState<Importing>()
  const take = async (file: File | undefined) => {
    if (!file) return
    setImporting('checking')
    setImporting(await importFile(file))
  }
  return (
    <>
      <Button icon={IconUpload} onClick={() => input.current?.click()}>
        {t().importPackage}
      </Button>
      <input
        ref={input}
        class="library-file"
        type="file"
        accept=".zip"
        aria-label={t().importPackage}
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0])
          // The same file chosen again is a change again.
          currentTarget.value = ''
        }}
      />
      {importing && (
        <Dialog title={t().importPackage} onClose={() => setImporting(undefined)}>
          {importing === 'checking' ? (
            <Notice kind="waiting">{t().importing}</Notice>
          ) : 'title' in importing ? (
            <Notice kind="done">{t().imported(importing.title)}</Notice>
          ) : (
            <Notice kind="attention">{importing.refused}</Notice>
          )}
        </Dialog>
      )}
    </>
  )
}

async function importFile(file: File): Promise<Importing> {
  const { store } = here()
  try {
    // Undefined on a page without HTTPS, whatever the types say.
    const subtle = (globalThis.crypto as Partial<Crypto>).subtle
    const read = await readPackageFile(file, await knownPublishers(store), subtle)
    if (!read.ok) return { refused: refusalWords(read) }
    await keepPackage(store, read.verified)
    return { title: read.verified.manifest.title }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError')
      return { refused: `${t().full}。${t().fullHint}` }
    // A USB stick pulled out in mid-reading: `NotReadableError`.
    if (error instanceof DOMException) return { refused: t().unreadable }
    throw error
  }
}
