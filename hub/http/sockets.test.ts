import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openTestHub, type TestHub } from '../../test/hubs/small-county.ts'
import { socketsOf } from '../../test/hubs/sockets-of.ts'

let hub: TestHub
let sockets: Awaited<ReturnType<typeof socketsOf>>
beforeEach(async () => {
  hub = await openTestHub()
  sockets = await socketsOf(hub)
})
afterEach(async () => {
  sockets.close()
  await hub.close()
})

const address = () => `ws://${sockets.host}/api/sync/live`

test('a message that unfolds to more than one may have is not unfolded, and its sender is gone', async () => {
  const socket = new WebSocket(address())
  await once(socket, 'open')
  expect(socket.extensions).toContain('permessage-deflate')
  socket.send('0'.repeat(2 * 1024 * 1024))
  const [code] = await once(socket, 'close')
  expect(code).toBe(1009)
})

test('compressed bytes that are anything end the one that sent them, and nobody else', async () => {
  const other = new WebSocket(address())
  await once(other, 'open')
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 125 }), async (bytes) => {
      const { hostname, port } = new URL(address())
      const socket = connect(Number(port), hostname)
      const closed = once(socket, 'close')
      const key = Buffer.alloc(16, 7).toString('base64')
      socket.on('error', () => undefined)
      socket.resume()
      socket.write(
        `GET /api/sync/live HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n`,
      )
      // A text, whole, compressed (RSV1), masked with zeros (RFC 6455 5.2, RFC 7692 6); then a farewell for what could be read.
      socket.write(Uint8Array.of(0xc1, 0x80 | bytes.length, 0, 0, 0, 0, ...bytes))
      socket.end(Uint8Array.of(0x88, 0x80, 0, 0, 0, 0))
      await closed
    }),
    { numRuns: 50 },
  )
  expect(other.readyState).toBe(WebSocket.OPEN)
  other.terminate()
})
