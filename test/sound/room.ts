import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'vite'
import { type WebSocket, WebSocketServer } from 'ws'
import { readChunk } from '../../core/sound/chunk.ts'
import { endOf } from '../../core/sound/packet.ts'

/** What becomes of a chunk, by its place in the order of all that were said. */
export type Fate = (n: number) => 'passed' | 'lost'

export type Room = {
  port: number
  /** Lets chunks pass or not, from now on. */
  let(fate: Fate): void
  /** What a page fetches under `/kept/NAME`. */
  keep(name: string, bytes: Uint8Array): void
  close(): Promise<void>
}

/** A page for speaking and listening, and one room: what comes in at `/say` goes out at `/hear`. */
export async function openRoom(script: string): Promise<Room> {
  const kept = new Map<string, Uint8Array>()
  const listeners = new Set<WebSocket>()
  let fate: Fate = () => 'passed'
  let said = 0

  const server = createServer((asked, answer) => {
    const blob = kept.get(asked.url ?? '')
    if (blob) answer.end(blob)
    else if (asked.url === '/page.js') answer.setHeader('content-type', 'text/javascript').end(script)
    else
      answer
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>声</title><script src="/page.js"></script>')
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, asked) => {
    if (asked.url === '/hear') {
      listeners.add(socket)
      socket.on('close', () => listeners.delete(socket))
      return
    }
    socket.on('message', (bytes: Buffer) => {
      const chunk = readChunk(Uint8Array.from(bytes))
      if (!chunk) throw new Error('not a chunk')
      socket.send(String(endOf(chunk.packets)))
      if (fate(said++) === 'passed') for (const listener of listeners) listener.send(bytes)
    })
  })
  await once(server.listen(0), 'listening')
  return {
    port: (server.address() as AddressInfo).port, // A server that listens on a port, not on a pipe, has this type.
    let(next) {
      fate = next
    },
    keep(name, bytes) {
      kept.set(`/kept/${name}`, bytes)
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The page's script as the floor of browsers reads it. */
export async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'chrome88',
      lib: { entry: path.join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'soundPage' },
    },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('the page was not built')
  return output.output[0].code
}
