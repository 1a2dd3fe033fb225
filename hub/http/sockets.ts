import type { Server } from 'node:http'
import * as v from 'valibot'
import { WebSocketServer } from 'ws'
import { LessonId } from '../../core/facts/ids.ts'
import { longestSignal } from '../../core/live/room-messages.ts'
import { openChannels } from '../facts/live.ts'
import type { Hub } from '../hub.ts'
import { openConnections } from '../live/connections.ts'

/**
 * Compression of the live channel (RFC 7692), which goes on from message to message: facts are much like those before them, and the ink of
 * a steady hand takes a quarter. Windows of 4 KB to the device and 1 KB from it keep what a channel holds in memory under 100 KB.
 */
const compression = {
  serverMaxWindowBits: 12,
  clientMaxWindowBits: 10,
  zlibDeflateOptions: { memLevel: 5, chunkSize: 4_096 },
  zlibInflateOptions: { chunkSize: 4_096 },
}

/** The longest message of the live channel, bytes. */
const mostMessage = 1024 * 1024

/**
 * What a hub's server upgrades to WebSockets: the live channel at `/api/sync/live`, and a live room's signals at
 * `/api/live/ROOM/signals`.
 *
 * @returns how to end all of them
 */
export function serveSockets(hub: Hub, server: Server): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessage, perMessageDeflate: compression })
  const signals = new WebSocketServer({ noServer: true, maxPayload: longestSignal })
  const channels = openChannels(hub)
  const connections = openConnections(hub)
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?')[0] ?? ''
    const room = v.safeParse(LessonId, /^\/api\/live\/([^/]+)\/signals$/.exec(path)?.[1])
    if (path === '/api/sync/live') sockets.handleUpgrade(request, socket, head, (opened) => channels.accept(opened))
    else if (room.success)
      signals.handleUpgrade(request, socket, head, (opened) => connections.accept(room.output, opened))
    else socket.destroy()
  })
  return () => {
    channels.end()
    connections.end()
    sockets.close()
    signals.close()
  }
}
