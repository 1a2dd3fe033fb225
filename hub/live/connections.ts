import type { LessonId } from '../../core/facts/ids.ts'
import type { Hub } from '../hub.ts'
import { Connection, type RoomSocket } from './connection.ts'

/** How often connections are looked at, ms. */
const lookEvery = 500

/** The connections of a hub to its live rooms, whatever opens their sockets. */
export interface Connections {
  accept(room: LessonId, socket: RoomSocket): void
  end(): void
}

export function openConnections(hub: Hub): Connections {
  const all = new Set<Connection>()
  const timer = setInterval(() => {
    for (const one of all) one.beat()
  }, lookEvery)
  return {
    accept(room, socket) {
      const one = new Connection(hub, room, socket)
      all.add(one)
      socket.on('close', () => all.delete(one))
    },
    end() {
      clearInterval(timer)
      for (const one of all) one.close()
    },
  }
}
