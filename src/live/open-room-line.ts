import type { LessonId } from '../../core/facts/ids.ts'
import { type Store, selfOf } from '../store/store.ts'
import { prove } from '../sync/device-key.ts'
import { type RoomLine, roomLine } from './room-line.ts'

export function openRoomLine(store: Store, room: LessonId): RoomLine {
  return roomLine(room, {
    open(name) {
      const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live/${name}/signals`
      return new WebSocket(url)
    },
    async prove(nonce) {
      const self = await selfOf(store)
      return self && prove(store, self.formerly ?? self.device, nonce)
    },
    onOnline(back) {
      addEventListener('online', back)
      return () => removeEventListener('online', back)
    },
  })
}
