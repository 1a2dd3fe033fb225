import { useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { bytes } from '../i18n/amounts.ts'
import { relativeDay, time } from '../i18n/dates.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { IconDownload } from '../ui/icons/download.tsx'
import { subjectIcon } from '../ui/icons/subject.ts'
import { IconTrash } from '../ui/icons/trash.tsx'
import { Light } from '../ui/light.tsx'
import { Tile } from '../ui/tile.tsx'
import { useStore } from '../ui/use-store.ts'
import { removePackage } from './keep-package.ts'
import { fetchNext, preparing } from './prepare.ts'
import type { ShelfItem } from './shelf.ts'
import { t } from './words.ts'

/** One package on the shelf: its light, what it weighs and teaches, when it is needed. */
export function PackageCard({ item }: { item: ShelfItem }) {
  const coming = useStore(preparing, (state) => state.package)
  const { next, now } = item
  const lesser = [bytes(item.size), item.points.length > 0 && t().points(item.points.length)].filter(Boolean)
  return (
    <div class="library-package">
      <Tile
        icon={subjectIcon(item.subject)}
        title={item.title}
        line={lesser.join(' · ')}
        over={next === undefined ? undefined : t().next(relativeDay(next, now), time(next))}
        onClick={() => go(`library/${item.hash}`)}
      >
        <Light state={item.state} text={lightWords(item)} />
      </Tile>
      {item.state !== 'ready' && coming !== item.hash && (
        <Button icon={IconDownload} onClick={() => fetchNext(item.hash, item.title)}>
          {t().fetch}
        </Button>
      )}
      {item.extra && <Remove item={item} />}
    </div>
  )
}

function lightWords(item: ShelfItem): string | undefined {
  if (item.state === 'partly') return t().partly(item.filesLeft, bytes(item.bytesLeft))
  return item.state === 'missing' ? t().missing : undefined
}

function Remove({ item }: { item: ShelfItem }) {
  const [asking, ask] = useState(false)
  return (
    <>
      <Button icon={IconTrash} onClick={() => ask(true)}>
        {t().remove}
      </Button>
      {asking && (
        <Dialog
          title={t().removeTitle(item.title)}
          onClose={() => ask(false)}
          actions={
            <>
              <Button first onClick={() => ask(false)}>
                {t().keep}
              </Button>
              <Button kind="danger" onClick={() => void removePackage(here().store, item.hash)}>
                {t().remove}
              </Button>
            </>
          }
        >
          <p>{t().removeHint(bytes(item.size))}</p>
        </Dialog>
      )}
    </>
  )
}
