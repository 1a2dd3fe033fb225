import type { LessonId } from '../../core/facts/ids.ts'

/** What a line needs of the browser. */
export interface RoomWorld {
  open(room: LessonId): WebSocket
  /** Signs the hub's nonce; `undefined` where this device is none of a place's. */
  prove(nonce: string): Promise<string | undefined>
  /** Calls back when the browser has a line again. @returns what ends it */
  onOnline(back: () => void): () => void
}
