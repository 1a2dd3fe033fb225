import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { refusalWords } from './open/refusal-words.ts'
import { preparing } from './prepare.ts'
import type { ShelfItem } from './shelf.ts'
import { t } from './words.ts'

/** The packages that came and did not pass their checks, each with the file that it was about. */
export function RefusedNotices({ items }: { items: readonly ShelfItem[] }) {
  const refused = useStore(preparing, (state) => state.refused)
  return (
    <>
      {refused.map(({ hash, refusal }) => (
        <Notice
          key={hash}
          kind="attention"
          title={t().refused(items.find((item) => item.hash === hash)?.title ?? hash.slice(0, 8))}
        >
          {refusalWords(refusal)}
        </Notice>
      ))}
    </>
  )
}
