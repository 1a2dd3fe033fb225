import type { LessonId } from '../../core/facts/ids.ts'
import { doorsOf, type NoSession } from './doors.ts'

/** What an encoder is told to publish with: a WHIP address and a bearer token, good for joining within four hours. */
export interface EncoderDoor {
  url: string
  token: string
}

/** Asks for a host's door that an encoder can be told. */
export async function encoderDoor(room: LessonId, signal: AbortSignal): Promise<EncoderDoor | NoSession> {
  const access = await doorsOf(room, signal, 'encoder')
  if (typeof access === 'string') return access
  if (!access.host) return 'refused'
  const { url, token } = access.host
  return { url: new URL(url, location.href).href, token }
}
