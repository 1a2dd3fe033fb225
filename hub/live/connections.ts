import type { LessonId } from '../../core/facts/ids.ts'
import { liveScope } from '../../core/facts/scope.ts'
import type { Hub } from '../hub.ts'
import { Connection, type RoomSocket } from './connection.ts'
import { noteFloor } from './floor.ts'

/** How often connections are looked at, and how often it is asked whether they may still be there, ms. */
const lookEvery = 500
const reviewEvery = 10_000

/** The connections of a hub to its live rooms, whatever opens their sockets. */
export interface Connections {
  accept(room: LessonId, socket: RoomSocket): void
  /** Sends away whoever may no longer be there. */
  review(): Promise<void>
  end(): void
}

export function openConnections(hub: Hub): Connections {
  const all = new Set<Connection>()
  const failed = (error: unknown) => console.error('room:', error)
  const timers = [
    setInterval(() => {
      for (const one of all) one.beat()
    }, lookEvery),
    setInterval(() => review().catch(failed), reviewEvery),
  ]

  async function review(): Promise<void> {
    for (const one of all) await one.review()
  }

  // Who has the floor is a fact; whether they are heard is decided here.
  const stop = hub.desk.onGrowth((scopes) => {
    for (const room of new Set([...all].map((one) => one.room)))
      if (scopes === 'all' || scopes.has(liveScope(room))) noteFloor(hub, room).catch(failed)
  })

  return {
    accept(room, socket) {
      const one = new Connection(hub, room, socket)
      all.add(one)
      socket.on('close', () => all.delete(one))
    },
    review,
    end() {
      stop()
      for (const timer of timers) clearInterval(timer)
      for (const one of all) one.close()
    },
  }
}
