import * as v from 'valibot'
import { FromMember } from '../../core/live/room-messages.ts'

/** A binary message as a socket hands it on; nothing for what it should not. */
export function bytesOf(data: unknown): Uint8Array {
  return data instanceof Uint8Array ? data : new Uint8Array()
}

/** A member's word; `undefined` for what is none. */
export function readMessage(text: string): FromMember | undefined {
  try {
    const reading = v.safeParse(FromMember, JSON.parse(text))
    return reading.success ? reading.output : undefined
  } catch {
    return undefined // not JSON: the connection is closed for it
  }
}
