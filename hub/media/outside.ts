import type { MediaAccess } from '../../core/media/access.ts'
import type { MediaRights } from './rights.ts'

/** A media server that is not the hub, which speaks WHIP and WHEP too. It knows nothing of rooms and rights: who has its tokens may. */
export interface OutsideServer {
  /** Where a room's streams are: `{room}` stands for its name, `{way}` for `whip` or `whep`. */
  url: string
  /** Bearer tokens, to publish and to watch; empty where it wants none. */
  publishToken: string
  watchToken: string
}

/** Its doors: the host's picture and sound. Of the floor there is the timeline's own sound alone. */
export function outsideDoors(
  { url, publishToken, watchToken }: OutsideServer,
  room: string,
  rights: MediaRights,
): Omit<MediaAccess, 'iceServers'> {
  const at = (way: 'whip' | 'whep') => url.replaceAll('{room}', encodeURIComponent(room)).replaceAll('{way}', way)
  return {
    outside: true,
    ...(rights.watch && { watch: { url: at('whep'), token: watchToken } }),
    ...(rights.publish.includes('host') && { host: { url: at('whip'), token: publishToken } }),
  }
}

/** The address as an operator writes it: without a place for the room it is a server's whose paths are `/ROOM/whip` and `/ROOM/whep`. */
export function outsideUrl(text: string): string {
  return text.includes('{room}') ? text : `${text.replace(/\/+$/, '')}/{room}/{way}`
}

/** Whether it is one: HTTP, with both places or none, and nothing in it that belongs into a header. */
export function isOutsideUrl(text: string): boolean {
  if (text.includes('{room}') !== text.includes('{way}')) return false
  try {
    const { protocol, username, hostname, hash } = new URL(text.replaceAll(/[{}]/g, ''))
    return /^https?:$/.test(protocol) && username === '' && hostname !== '' && hash === ''
  } catch {
    return false // no address at all
  }
}
