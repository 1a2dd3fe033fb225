import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { BlobHash } from '../../core/facts/ids.ts'
import { here, useLive } from '../here/here.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { IconMicrophone } from '../ui/icons/microphone.tsx'
import { Page } from '../ui/page.tsx'
import { PictureSearch } from '../ui/pictures/search.tsx'
import { useStore } from '../ui/use-store.ts'
import { ImportButton } from './import-button.tsx'
import { Coming, Standstill } from './open/package-progress.tsx'
import { RefusedNotice } from './open/refused-notice.tsx'
import { PackageCard } from './package-card.tsx'
import { PackageScreen } from './package-screen.tsx'
import { preparing } from './prepare.ts'
import { RecordingShelf } from './recordings/shelf.tsx'
import { finds } from './search.ts'
import { type ShelfItem, shelf } from './shelf.ts'
import { t } from './words.ts'
import './library.css'

/** 资源: what is on this device and what is coming; `path` names a package to look at. */
export function LibraryScreen({ path }: { path: string[] }) {
  const asked = v.safeParse(BlobHash, path[0])
  return asked.success ? <PackageScreen key={asked.output} hash={asked.output} /> : <Shelf />
}

function Shelf() {
  const items = useLive(() => shelf(here().store, here().place))
  const [typed, setTyped] = useState('')
  if (!items) return null
  const found = items.filter((item) => finds(typed, item.search))
  const ready = items.filter((item) => item.state === 'ready').length
  return (
    <Page title={t().title} subtitle={t().subtitle(ready, items.length)} back={() => go('')} right={<LineStatus />}>
      <Now items={items} />
      <div class="library-find">
        {items.length > 0 && (
          <Field label={t().find} type="search" value={typed} onValue={setTyped} hint={t().findHint} />
        )}
        <ImportButton />
        {(here().place.kind === 'own' || here().place.kind === 'studio') && (
          <Button icon={IconMicrophone} onClick={() => go('lecture')}>
            {t().lectures}
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <Empty picture={<PictureSearch />}>
          <strong>{t().none}</strong>
          <br />
          {t().noneHint}
        </Empty>
      ) : found.length === 0 ? (
        <Empty picture={<PictureSearch />}>{t().nothingFound}</Empty>
      ) : (
        groups(found).map(([name, group]) => (
          <section key={name} class="library-group">
            <h2>{name}</h2>
            <ul class="library-packages">
              {group.map((item) => (
                <li key={item.hash}>
                  <PackageCard item={item} />
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      <RecordingShelf typed={typed} />
    </Page>
  )
}

/** What comes down now, or why nothing does, and what came and is not shown. */
function Now({ items }: { items: readonly ShelfItem[] }) {
  const now = useStore(preparing, (state) => state)
  return (
    <>
      {now.full || now.stopped ? <Standstill full={now.full} /> : now.package && <Coming now={now} />}
      {now.refused.map((one) => (
        <RefusedNotice
          key={one.hash}
          refused={one}
          title={items.find((item) => item.hash === one.hash)?.title ?? one.hash.slice(0, 8)}
        />
      ))}
    </>
  )
}

/** By subject, in the order of the plans; what is in no plan comes last. */
function groups(items: readonly ShelfItem[]): [string, ShelfItem[]][] {
  const byName = new Map<string, ShelfItem[]>()
  for (const item of [...items].sort((a, b) => Number(a.extra) - Number(b.extra))) {
    const name = item.extra ? t().extras : item.subject
    byName.set(name, [...(byName.get(name) ?? []), item])
  }
  return [...byName]
}
