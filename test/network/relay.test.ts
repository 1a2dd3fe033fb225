import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cutEvery, type LineProperties } from './line.ts'
import { openRelay, type Relay } from './relay.ts'

let hub: Server
let relay: Relay

beforeEach(async () => {
  hub = createServer((incoming, answer) => {
    let heard = 0
    incoming.on('data', (bytes: Uint8Array) => {
      heard += bytes.length
    })
    incoming.on('end', () => answer.end(`heard ${heard}`))
  })
  await once(hub.listen(0), 'listening')
})

afterEach(async () => {
  await relay.close()
  hub.closeAllConnections()
  hub.close()
})

async function openTo(line?: LineProperties) {
  relay = await openRelay((hub.address() as AddressInfo).port, line)
}

describe('a relay', () => {
  it('passes a request and its answer, and counts what crossed both ways', async () => {
    await openTo()
    expect(await post('x'.repeat(100_000))).toBe('heard 100000')
    const { up, down, connections } = relay.traffic()
    expect(up).toBeGreaterThan(100_000)
    expect(up).toBeLessThan(100_300)
    expect(down).toBeGreaterThan(10)
    expect(down).toBeLessThan(300)
    expect(connections).toBe(1)
    relay.resetTraffic()
    expect(relay.traffic()).toEqual({ up: 0, down: 0, connections: 0 })
  })

  it('is no faster than its line', async () => {
    await openTo({ up: 400_000, delay: 50 })
    const start = performance.now()
    await post('x'.repeat(25_000)) // half a second
    // A round trip to connect, one for the request and its answer.
    expect(performance.now() - start).toBeGreaterThan(500 + 200 - 25)
  })

  it('shares the line among connections', async () => {
    await openTo({ up: 800_000 })
    const start = performance.now()
    await Promise.all([post('x'.repeat(25_000)), post('x'.repeat(25_000))])
    expect(performance.now() - start).toBeGreaterThan(500 - 25)
  })

  it('breaks what is open when the line is cut, refuses anything new, and serves again after repair', async () => {
    await openTo({ up: 80_000 })
    const underWay = post('x'.repeat(50_000))
    const broken = expect(underWay).rejects.toThrow()
    await firstBytes()
    relay.cut()
    await broken
    await expect(post('x')).rejects.toThrow()
    relay.repair()
    expect(await post('x')).toBe('heard 1')
  })

  it('holds back what is sent over a silent line, and passes it after repair', async () => {
    await openTo({ whenDead: 'silent' })
    relay.cut()
    const answer = post('x')
    await new Promise((resolve) => hub.once('connection', resolve))
    expect(relay.traffic().up).toBe(0)
    relay.repair()
    expect(await answer).toBe('heard 1')
  })

  it('is cut by its schedule', async () => {
    await openTo({ up: 80_000, cuts: cutEvery(600, 300) })
    await expect(post('x'.repeat(50_000))).rejects.toThrow()
    await expect(post('x')).rejects.toThrow()
    await expect.poll(() => post('x').catch(String), { timeout: 5000, interval: 20 }).toBe('heard 1')
  })

  it('breaks the connection of a device whose hub is gone', async () => {
    await openTo()
    hub.close()
    await expect(post('x')).rejects.toThrow()
  })

  it('passes an end in one direction while the other is still speaking', async () => {
    const late = createTcpServer({ allowHalfOpen: true }, (socket) => {
      let heard = ''
      socket.setEncoding('utf8').on('data', (words: string) => {
        heard += words
      })
      socket.on('end', () => socket.end(`heard ${heard}`))
    })
    await once(late.listen(0), 'listening')
    relay = await openRelay((late.address() as AddressInfo).port, { delay: 10 })
    const socket = connect({ port: relay.port, allowHalfOpen: true })
    socket.end('all')
    expect(await text(socket)).toBe('heard all')
    late.close()
  })
})

async function firstBytes(): Promise<void> {
  await expect.poll(() => relay.traffic().up, { interval: 5 }).toBeGreaterThan(0)
}

function post(body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ port: relay.port, method: 'POST', agent: false }, (answer) => text(answer).then(resolve, reject))
      .on('error', reject)
      .end(body)
  })
}
