import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { PackageRefused } from '../packages.ts'
import { fetchNext } from '../prepare.ts'
import { t } from '../words.ts'
import { refusalWords } from './refusal-words.ts'

/**
 * A package that came and did not pass its checks, with the file that it was about. What the hub did not serve whole
 * the device tries again by itself; anything else needs a person.
 */
export function RefusedNotice({ refused: { hash, refusal }, title }: { refused: PackageRefused; title: string }) {
  if (refusal.reason !== 'not-served') {
    return (
      <Notice kind="attention" title={t().refused(title)}>
        {refusalWords(refusal)}
      </Notice>
    )
  }
  const action = (
    <Button icon={IconDownload} onClick={() => fetchNext(hash, title)}>
      {t().fetch}
    </Button>
  )
  return (
    <Notice kind="waiting" title={t().notWhole(title)} action={action}>
      {refusalWords(refusal)}
    </Notice>
  )
}
