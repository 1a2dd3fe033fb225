import type { Context } from 'hono'
import * as v from 'valibot'
import { type MediaAccess, MediaAsked } from '../../core/media/access.ts'
import type { WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { mayKeep } from '../recordings/may-keep.ts'
import { jsonOf } from './answers.ts'
import { iceServers } from './ice.ts'
import type { Media } from './media.ts'
import { outsideDoors } from './outside.ts'
import type { MediaRole } from './rights.ts'
import { tokenLife } from './tokens.ts'

/** What a device may do in a room's picture at this moment, with a token for each. */
export async function giveAccess(c: Context<WithCaller>, hub: Hub, media: Media): Promise<Response> {
  const text = await c.req.text()
  const asked = v.safeParse(MediaAsked, text === '' ? {} : jsonOf(text))
  if (!asked.success) return c.json({ why: 'malformed' }, 400)
  const { device } = c.get('caller')
  const room = c.req.param('room') ?? ''
  const rights = await media.rights.of(device, room)
  if (!rights) return c.json({ why: 'no-such-room' }, 404)
  const door = async (as: MediaRole) => ({
    url: `/api/live/${room}/${as === 'watch' ? 'whep' : 'whip'}`,
    token: await media.tokens.sign({ room, device, as }, tokenLife[asked.output.for], hub.now()),
  })
  const { outside } = media.settings
  const own = async () => ({
    ...(rights.watch && { watch: await door('watch'), late: lateDoor(room, await door('watch')) }),
    ...(rights.publish.includes('host') && { host: await door('host') }),
    ...(rights.publish.includes('floor') && { floor: await door('floor') }),
  })
  const answer: MediaAccess = {
    ...(outside ? outsideDoors(outside, room, rights) : await own()),
    ...(rights.publish.includes('host') && (await mayKeep(hub, device, media.settings)) && { keeps: true }),
    iceServers: iceServers(media.settings.turn, hub.now()),
  }
  c.header('Cache-Control', 'no-store')
  return c.json(answer)
}

/** Who may watch may do so some seconds late, with the same token. */
function lateDoor(room: string, { token }: { token: string }) {
  return { url: `/api/live/${room}/hls/master.m3u8`, token }
}
