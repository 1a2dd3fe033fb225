import { type Context, Hono } from 'hono'
import type { Hub } from '../../hub.ts'
import { otherMethod, problem } from '../answers.ts'
import { bearer } from '../bearer.ts'
import { openToAll } from '../cross-origin.ts'
import type { Media } from '../media.ts'
import type { RoomPackagers } from './room-packagers.ts'

/** A player that comes first waits so long for the first segments, ms. */
const longestWait = 8_000

/** A lesson's HLS, for who has a token to watch. */
export function hlsRoutes(hub: Hub, media: Media, packagers: RoomPackagers): Hono {
  const app = new Hono()
  app.use('/:room/hls/*', openToAll)
  app.get('/:room/hls/:file', (c) => giveFile(c, hub, media, packagers))
  app.all('/:room/hls/:file', (c) => otherMethod(c, { methods: ['GET', 'HEAD'], headers: {} }))
  return app
}

async function giveFile(c: Context, hub: Hub, media: Media, packagers: RoomPackagers): Promise<Response> {
  const token = await bearer(c, hub, media, false)
  if (token instanceof Response) return token
  const room = c.req.param('room') ?? ''
  const name = c.req.param('file') ?? ''
  if (token.room !== room || token.as !== 'watch') return problem(c, 403, 'not-here')
  if (name.endsWith('.m3u8')) {
    const rights = await media.rights.of(token.device, room)
    if (!rights) return problem(c, 404, 'no-such-room')
    if (!rights.watch) return problem(c, 403, 'not-allowed')
  }
  const packager = await packagers.of(room)
  if (name === 'master.m3u8') await packager.ready(longestWait)
  const file = packager.file(name)
  if (!file) {
    // Before anybody publishes there is nothing, and afterwards there will be.
    if (name === 'master.m3u8') c.header('Retry-After', '5')
    return problem(c, name === 'master.m3u8' ? 503 : 404, 'not-there')
  }
  c.header('Cache-Control', file.isPlaylist ? 'no-store' : 'private, max-age=60')
  c.header('Content-Type', file.isPlaylist ? 'application/vnd.apple.mpegurl' : 'video/mp4')
  return c.body(typeof file.bytes === 'string' ? file.bytes : new Uint8Array(file.bytes))
}
