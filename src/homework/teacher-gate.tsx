import type { ComponentChildren } from 'preact'
import { here } from '../here/here.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconUnlock } from '../ui/icons/unlock.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { handOver, who } from '../who/who.ts'
import { t } from './mark/words.ts'
import { IdleGuard } from './pupil/idle-guard.tsx'

/** What is for a teacher's eyes: shown once one has unlocked this device. @param to where to come back to */
export function TeacherGate({ to, children }: { to: string; children: ComponentChildren }) {
  const holder = useStore(who, (state) => state.as)
  const { kind, title } = here().place
  if (holder === 'adult') {
    return (
      <>
        {children}
        {kind === 'tablet' && <IdleGuard onIdle={leave} />}
      </>
    )
  }
  return (
    <Page title={t().title} subtitle={title} back={() => go('')} right={<LineStatus />}>
      <Empty
        picture={<PictureDesk />}
        action={
          <Button kind="primary" icon={IconUnlock} first onClick={() => go(`unlock/${to}`)}>
            {t().unlock}
          </Button>
        }
      >
        {t().locked}
      </Empty>
    </Page>
  )
}

function leave(): void {
  handOver()
  go('')
}
