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
import { who } from '../who/who.ts'
import { t } from './words.ts'

/** What is for a teacher's eyes: shown when one has unlocked this device. @param to where to come back to */
export function TeacherGate({ to, children }: { to: string; children: ComponentChildren }) {
  const holder = useStore(who, (state) => state.as)
  if (holder === 'adult') return <>{children}</>
  const unlock = (
    <Button kind="primary" icon={IconUnlock} first onClick={() => go(`unlock/${to}`)}>
      {t().unlock}
    </Button>
  )
  return (
    <Page title={t().teacherTitle} subtitle={here().place.title} back="" right={<LineStatus />}>
      <Empty picture={<PictureDesk />} action={unlock}>
        {t().locked}
      </Empty>
    </Page>
  )
}
