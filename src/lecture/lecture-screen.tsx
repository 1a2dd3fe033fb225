import { useBack } from '../here/use-back.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Page } from '../ui/page.tsx'
import { UnlockFirst } from '../ui/unlock-first.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { DraftPreview } from './preview.tsx'
import { RecordingDesk } from './recording-desk.tsx'
import { LectureShelf } from './shelf.tsx'
import { t } from './words.ts'

/** 微课: recorded by a teacher alone, a resource of classes when it is published. `path`: a draft, and `look` for its preview. */
export function LectureScreen({ path }: { path: string[] }) {
  const [id, then] = path
  const holder = useStore(who, (state) => state)
  if (holder.as !== 'adult' || holder.person === '') return <Locked id={id} />
  if (!id) return <LectureShelf person={holder.person} />
  return then === 'look' ? <DraftPreview key={id} id={id} /> : <RecordingDesk key={id} id={id} />
}

function Locked({ id }: { id: string | undefined }) {
  const leave = () => go('library')
  useBack(leave)
  return (
    <Page title={t().title} subtitle={t().subtitle} back={leave} right={<LineStatus />}>
      <UnlockFirst
        title={t().unlockFirst}
        hint={t().unlockHint}
        unlock={t().unlock}
        onUnlock={() => go(['unlock', 'lecture', id].filter(Boolean).join('/'))}
      />
    </Page>
  )
}
