import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { makeServerCertificate, type ServerCertificate } from './certificate.ts'
import { openTlsFront, type TlsFront } from './tls-front.ts'

let certificate: ServerCertificate
let hub: Server
let hubPort: number
let front: TlsFront

beforeEach(async () => {
  certificate = await makeServerCertificate()
  hub = createServer(async (asked, answer) => {
    const heard = await text(asked)
    answer.setHeader('x-heard-host', String(asked.headers.host))
    answer.end(`${asked.method} ${asked.url} ${heard.length} ${asked.headers['x-forwarded-proto']}`)
  })
  const room = new WebSocketServer({ server: hub })
  room.on('connection', (socket) => socket.on('message', (words) => socket.send(`heard ${words}`)))
  await once(hub.listen(0), 'listening')
  hubPort = (hub.address() as AddressInfo).port
})

afterEach(async () => {
  await front.close()
  hub.closeAllConnections()
  hub.close()
})

describe('a TLS front', () => {
  it('serves a chain that a client accepts who trusts only its root', async () => {
    front = await openTlsFront(hubPort, { certificate })
    expect(await post('/facts?a=1', 'x'.repeat(5000))).toBe('POST /facts?a=1 5000 https')
  })

  it('sends about as many bytes of certificates as public sites do', async () => {
    front = await openTlsFront(hubPort, { certificate })
    const blocks = certificate.chain.split(/(?<=-----END CERTIFICATE-----\n)/)
    const sizes = blocks.map((block) => new X509Certificate(block).raw.length)
    expect(sizes).toHaveLength(2)
    expect(sizes[0]).toBeGreaterThan(800)
    expect(sizes[1]).toBeGreaterThan(500)
    expect((sizes[0] ?? 0) + (sizes[1] ?? 0)).toBeLessThan(2400)
  })

  it('speaks HTTP/2 when asked to, and tells the hub the host that the client asked for', async () => {
    front = await openTlsFront(hubPort, { certificate, http2: true })
    const session = connectHttp2(`https://localhost:${front.port}`, { ca: certificate.root })
    const stream = session.request({ ':method': 'PUT', ':path': '/blob' })
    stream.end('hand')
    const [headers] = await once(stream, 'response')
    expect(await text(stream)).toBe('PUT /blob 4 https')
    expect(headers['x-heard-host']).toBe(`localhost:${front.port}`)
    session.close()
  })

  it.each([false, true])('passes WebSockets (HTTP/2 beside: %s)', async (http2) => {
    front = await openTlsFront(hubPort, { certificate, http2 })
    const socket = new WebSocket(`wss://localhost:${front.port}/room`, { ca: certificate.root })
    await once(socket, 'open')
    socket.send('你好')
    const [words] = await once(socket, 'message')
    expect(String(words)).toBe('heard 你好')
    socket.close()
  })

  it('answers 502 while the hub is away', async () => {
    front = await openTlsFront(hubPort, { certificate })
    hub.close()
    await expect(post('/', '')).rejects.toThrow('502')
  })
})

function post(path: string, body: string): Promise<string> {
  const options = { port: front.port, path, method: 'POST', ca: certificate.root, agent: false }
  return new Promise((resolve, reject) => {
    request(options, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(String(answer.statusCode)))
      text(answer).then(resolve, reject)
    })
      .on('error', reject)
      .end(body)
  })
}
