import type { ComponentChildren } from 'preact'
import { LineStatus } from '../line/index.ts'
import { go, useRoute } from '../route.ts'
import { Page } from '../ui/page.tsx'
import { Press } from '../ui/press.tsx'
import { officeRooms, roomOf } from './rooms.ts'
import { roomNames, t } from './words.ts'

interface OfficePageProps {
  title: string
  subtitle?: ComponentChildren
  /** The way back. */
  back?: (() => void) | undefined
  /** At the right of the header, before the line's mark. */
  right?: ComponentChildren
  footer?: ComponentChildren
  children: ComponentChildren
}

/** The frame of all that is done at the office's desk, with the way to the other rooms. */
export function OfficePage({ right, children, ...page }: OfficePageProps) {
  const { path } = useRoute()
  const chosen = roomOf(path.split('/')[1])
  return (
    <Page
      {...page}
      right={
        <>
          {right}
          <LineStatus />
        </>
      }
    >
      <nav class="office-rooms" aria-label={t().rooms}>
        {officeRooms.map((room) => (
          <Press
            key={room}
            class="office-room"
            aria-current={room === chosen ? 'page' : undefined}
            onClick={() => go(room === 'week' ? 'office' : `office/${room}`)}
          >
            {roomNames()[room]}
          </Press>
        ))}
      </nav>
      {children}
    </Page>
  )
}
