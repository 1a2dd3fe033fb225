import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveSockets } from '../../hub/http/sockets.ts'
import type { TestHub } from './small-county.ts'

/** A hub's WebSockets on a port of this machine. */
export async function socketsOf(hub: TestHub): Promise<{ host: string; close(): void }> {
  const server = createServer()
  const end = serveSockets(hub, server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    host: `127.0.0.1:${port}`,
    close() {
      end()
      server.closeAllConnections()
      server.close()
    },
  }
}
