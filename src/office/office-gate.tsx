import type { ComponentChildren } from 'preact'
import { go, useRoute } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconUnlock } from '../ui/icons/unlock.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { OfficePage } from './office-page.tsx'
import type { OfficeRoom } from './rooms.ts'
import { roomNames, t } from './words.ts'

/** What speaks of single people, or changes something: shown once somebody of the office has unlocked this desk. */
export function OfficeGate({ room, children }: { room: OfficeRoom; children: ComponentChildren }) {
  const holder = useStore(who, (state) => state.as)
  const { path } = useRoute()
  if (holder === 'adult') return <>{children}</>
  return (
    <OfficePage title={roomNames()[room]}>
      <Empty
        picture={<PictureDesk />}
        action={
          <Button kind="primary" icon={IconUnlock} first onClick={() => go(`unlock/${path}`)}>
            {t().unlock}
          </Button>
        }
      >
        {t().locked}
      </Empty>
    </OfficePage>
  )
}
