import * as v from 'valibot'
import type { LessonId } from '../../core/facts/ids.ts'
import { MediaAccess } from '../../core/media/access.ts'
import { here } from '../here/here.ts'
import { selfOf } from '../store/store.ts'

/** Why there is no session. `refused`: not now; the room is not known yet, it is full, another device teaches. */
export type NoSession = 'line' | 'no-picture-here' | 'refused'

/** Which doors of a room's picture are open for this device, with tokens for some minutes; an encoder's last longer. */
export async function doorsOf(
  room: LessonId,
  signal: AbortSignal,
  whose: 'app' | 'encoder' = 'app',
): Promise<MediaAccess | NoSession> {
  const { store, carrier } = here()
  const self = await selfOf(store)
  if (!self) return 'refused'
  try {
    const asked = { method: 'POST', body: JSON.stringify({ for: whose }), signal } as const
    const { status, body } = await carrier.ask(self.formerly ?? self.device, `live/${room}/media`, asked)
    return readDoors(status, await body.text())
  } catch {
    return 'line' // the carrier's failures; whoever asks comes again
  }
}

/** What is no answer of a hub is a line that did not carry: a captive portal's page. */
export function readDoors(status: number, text: string): MediaAccess | NoSession {
  if (status >= 300) return 'refused'
  const said = v.safeParse(v.pipe(v.string(), v.parseJson(), MediaAccess), text)
  return said.success ? said.output : 'line'
}
