import { useEffect, useState } from 'preact/hooks'
import type { BlobHash } from '../../../core/facts/ids.ts'
import { bytes } from '../../i18n/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useStore } from '../../ui/use-store.ts'
import { fetchNext, goOnPreparing, type Preparing, preparing, stopPreparing } from '../prepare.ts'
import { t } from '../words.ts'
import { RefusedNotice } from './refused-notice.tsx'
import { secondsLeft } from './seconds-left.ts'

/** How it stands with a package that is not all here, and what can be done: on its way, stopped, refused, no room. */
export function PackageProgress({ hash, title }: { hash: BlobHash; title: string }) {
  const now = useStore(preparing, (state) => state)
  const refused = now.refused.find((one) => one.hash === hash)
  if (refused) return <RefusedNotice refused={refused} title={title} />
  if (now.full || now.stopped) return <Standstill full={now.full} />
  if (now.package === hash) return <Coming now={now} />
  return (
    <Notice
      kind="waiting"
      title={t().notHere(title)}
      action={
        <Button icon={IconDownload} onClick={() => fetchNext(hash, title)}>
          {t().fetch}
        </Button>
      }
    >
      {t().notHereHint}
    </Notice>
  )
}

/** The download that runs now. */
export function Coming({ now }: { now: Preparing }) {
  useSeconds()
  return (
    <Progress
      what={t().coming(now.title)}
      share={now.of > 0 ? now.have / now.of : undefined}
      much={now.of > 0 ? `${bytes(now.have)} / ${bytes(now.of)}` : undefined}
      secondsLeft={secondsLeft(now, Date.now())}
      onStop={stopPreparing}
      stopLabel={t().stop}
    />
  )
}

/** Nothing comes down: a person stopped it, or there is no room. */
export function Standstill({ full }: { full: boolean }) {
  return (
    <Notice
      kind={full ? 'attention' : 'waiting'}
      title={full ? t().full : t().stopped}
      action={<Button onClick={goOnPreparing}>{t().goOn}</Button>}
    >
      {full ? t().fullHint : t().stoppedHint}
    </Notice>
  )
}

/** A line that has stopped gives no event: how long it still takes grows by looking again. */
function useSeconds(): void {
  const [, look] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => look((n) => n + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
}
