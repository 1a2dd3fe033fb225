import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type OfficeRoom, roomOf } from './rooms.ts'
import './office.css'

interface RoomProps {
  /** What stands behind the room in the address. */
  path: string[]
}

/** Each room is loaded when first asked for. */
const rooms: Record<OfficeRoom, () => Promise<ComponentType<RoomProps>>> = {
  week: async () => (await import('./week/week-page.tsx')).WeekPage,
  pairs: async () => (await import('./pairs/pairs-page.tsx')).PairsPage,
  devices: async () => (await import('./devices/devices-page.tsx')).DevicesPage,
  roster: async () => (await import('./roster/roster-page.tsx')).RosterPage,
  consent: async () => (await import('./consent/consent-page.tsx')).ConsentPage,
  people: async () => (await import('./people/people-page.tsx')).PeoplePage,
  log: async () => (await import('./log/log-page.tsx')).LogPage,
}

/** The office's desk: `office` is the county's week, `office/ROOM` what else is done there. */
export function OfficeScreen({ path: [word, ...path] }: { path: string[] }) {
  const name = roomOf(word)
  const [room, setRoom] = useState<{ name: OfficeRoom; Room: ComponentType<RoomProps> }>()
  useEffect(() => {
    let current = true
    // Where it cannot be fetched the shell says so, as for every screen.
    void rooms[name]().then((Room) => current && setRoom({ name, Room }))
    return () => {
      current = false
    }
  }, [name])
  // The room before stays until the next one is there.
  return room ? <room.Room path={room.name === name ? path : []} /> : null
}
