import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { readChunk, type SoundChunk, writeChunk } from '../../core/sound/chunk.ts'
import { goOut, nothingGoes } from '../../core/sound/outgoing.ts'
import { endOf } from '../../core/sound/packet.ts'
import { builtScript } from '../browsers/script.ts'
import type { ServerCertificate } from '../network/certificate.ts'

/** What becomes of a chunk, by its place in the order of all that were said. */
export type Fate = (n: number) => 'passed' | 'lost'

export type Room = {
  port: number
  /** Somebody in the room says it. */
  say(chunk: SoundChunk): void
  /** Sends a text to all who listen, as ink would go. */
  write(text: string): void
  /** Lets chunks pass or not, from now on. */
  let(fate: Fate): void
  /** What a page fetches under `/kept/NAME`. */
  keep(name: string, bytes: Uint8Array): void
  close(): Promise<void>
}

/**
 * A page for speaking and listening, and one room: what comes in at `/say` goes out at `/hear`, to each as its line takes it. Without
 * a certificate in the clear.
 */
export async function openRoom(script: string, certificate?: ServerCertificate): Promise<Room> {
  const kept = new Map<string, Uint8Array>()
  const listeners = new Map<WebSocket, (chunk: SoundChunk) => void>()
  let fate: Fate = () => 'passed'
  let said = 0

  const answer: RequestListener = (asked, answered) => {
    const blob = kept.get(asked.url ?? '')
    if (blob) answered.end(blob)
    else if (asked.url === '/page.js') answered.setHeader('content-type', 'text/javascript').end(script)
    else answered.setHeader('content-type', 'text/html').end(html)
  }
  const server = certificate
    ? createSecureServer({ key: certificate.key, cert: certificate.chain }, answer)
    : createServer(answer)
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, asked) => {
    if (asked.url === '/hear') {
      listeners.set(socket, lineTo(socket))
      socket.on('close', () => listeners.delete(socket))
    } else socket.on('message', (bytes: Buffer) => heard(socket, bytes))
  })

  function heard(socket: WebSocket, bytes: Buffer): void {
    const chunk = readChunk(Uint8Array.from(bytes))
    if (!chunk) throw new Error('not a chunk')
    socket.send(String(endOf(chunk.packets)))
    if (fate(said++) === 'passed') say(chunk)
  }

  function say(chunk: SoundChunk): void {
    for (const line of listeners.values()) line(chunk)
  }

  await once(server.listen(0), 'listening')
  return {
    port: (server.address() as AddressInfo).port, // A server that listens on a port, not on a pipe, has this type.
    say,
    write(text) {
      for (const listener of listeners.keys()) listener.send(text)
    },
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

const html = '<!doctype html><title>声</title><script src="/page.js"></script>'

/** Sends what one listener's line takes. */
function lineTo(socket: WebSocket): (chunk: SoundChunk) => void {
  let outgoing = nothingGoes
  let [sentUntil, toldUntil] = [0, 0]
  socket.on('message', (until: Buffer) => {
    toldUntil = Number(until)
  })
  return (chunk) => {
    const stuck = toldUntil > 0 && sentUntil - toldUntil > 2_500
    const step = goOut(outgoing, [chunk], { now: performance.now(), pending: socket.bufferedAmount, stuck })
    outgoing = step.outgoing
    for (const sent of step.send) {
      socket.send(writeChunk(sent))
      sentUntil = endOf(sent.packets) ?? sentUntil
    }
  }
}

/** The page's script as the floor of browsers reads it. */
export function pageScript(): Promise<string> {
  return builtScript(path.join(import.meta.dirname, 'page.ts'))
}
