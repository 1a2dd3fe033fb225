import { once } from 'node:events'
import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { createServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import type { ServerCertificate } from './certificate.ts'

export type TlsFront = { port: number; close(): Promise<void> }

export type TlsFrontOptions = {
  certificate: ServerCertificate
  /** Offer HTTP/2 beside HTTP/1.1; WebSockets stay on HTTP/1.1. */
  http2?: boolean
}

/** Stands before a hub's plain HTTP as an operator's reverse proxy does: takes TLS off, passes requests and WebSockets on. */
export async function openTlsFront(hubPort: number, options: TlsFrontOptions): Promise<TlsFront> {
  const { key, chain } = options.certificate
  const agent = new Agent({ keepAlive: true })
  const sockets = new Set<Socket>()
  const answer = (asked: Asked, answered: Answered) => passOn(asked, answered, hubPort, agent)
  const server =
    options.http2 === true
      ? createSecureServer({ key, cert: chain, allowHTTP1: true }, answer)
      : createServer({ key, cert: chain }, answer)
  server.on('upgrade', (asked: IncomingMessage, device: Socket, head: Buffer) => {
    passUpgradeOn(asked, device, head, hubPort)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })

  await once(server.listen(0), 'listening')
  return {
    port: (server.address() as AddressInfo).port, // A server that listens on a port, not on a pipe, has this type.
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      agent.destroy()
      await closed
    },
  }
}

type Asked = IncomingMessage | Http2ServerRequest
type Answered = ServerResponse | Http2ServerResponse

/** Of one connection only, RFC 9110, 7.6.1; HTTP/2 forbids them. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'http2-settings']

function passOn(asked: Asked, answered: Answered, port: number, agent: Agent): void {
  const headers = Object.entries(asked.headers).filter(([name]) => !name.startsWith(':') && !hopByHop.includes(name))
  const host = String(asked.headers.host ?? asked.headers[':authority'])
  const onward = request({
    port,
    agent,
    method: asked.method ?? 'GET',
    path: asked.url ?? '/',
    headers: { ...Object.fromEntries(headers), host, 'x-forwarded-proto': 'https' },
  })
  onward.on('response', (answer) => {
    const kept = Object.entries(answer.headers).filter(([name]) => !hopByHop.includes(name))
    answered.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept))
    pipeline(answer, answered, ignoreEarlyEnd)
  })
  onward.on('error', () => {
    if (answered.headersSent) answered.destroy()
    else answered.writeHead(502).end()
  })
  answered.once('close', () => onward.destroy())
  pipeline(asked, onward, ignoreEarlyEnd)
}

function passUpgradeOn(asked: IncomingMessage, device: Socket, head: Buffer, port: number): void {
  const hub = connect({ port, host: 'localhost' })
  const headers = asked.rawHeaders.reduce((text, word, i) => text + word + (i % 2 === 0 ? ': ' : '\r\n'), '')
  hub.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers}x-forwarded-proto: https\r\n\r\n`)
  hub.write(head)
  pipeline(device, hub, device, ignoreEarlyEnd)
}

/** A device or hub that goes away in the middle is what this stands in tests for; both sides have been closed by then. */
function ignoreEarlyEnd(): void {
  return
}
