import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'
import type { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { packFacts, unpackFacts } from '../../core/facts/batch.ts'
import type { Fact } from '../../core/facts/fact.ts'
import { momentOf } from '../../core/school/day.ts'
import { FromDevice, FromHub } from '../../core/sync/live-messages.ts'
import { Enrolment, Pull, Receipt, WipeOrder } from '../../core/sync/messages.ts'
import { examplesOf } from '../../test/formats/examples.ts'
import { id, openTestHub, smallCounty, type TestHub } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { serveSockets } from '../http/sockets.ts'
import { keepReusableCode } from '../people/codes.ts'
import { registerDevice, revokeDevice } from '../people/devices.ts'
import { EnrolRequest } from '../people/enrol.ts'

const sync = await examplesOf('sync')
const live = await examplesOf('live-channel')
const batch = await examplesOf('fact-batch')

/** When the panel of the pages is enrolled, and when its facts arrive. */
const enrolled = momentOf(id.day('2026-09-08'), '09:20')
const arrived = enrolled + 90_000

let hub: TestHub
let app: Hono
beforeEach(async () => {
  // A secret that everybody knows, so that nonces and tokens are those of the pages.
  hub = await openTestHub(
    enrolled,
    Uint8Array.from({ length: 32 }, (_, n) => n),
  )
  app = openApp(hub)
  // Under a name that is always the same, since cursors depend on it.
  const device = id.device('hub-1')
  await registerDevice(hub.db, { device, place: '', key: '', now: enrolled })
  const facts = smallCounty().map(
    (draft, n): Fact => ({ device, seq: n + 1, at: enrolled - 1_000 + n, by: '', ...draft }),
  )
  await hub.desk.deliver({ device, facts, heard: enrolled })
  await keepReusableCode(hub.db, '100001', 'panel')
})
afterEach(() => hub.close())

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await app.fetch(new Request(`http://hub${path}`, init))
  expect(response.status).toBe(200)
  return response.json()
}

const enrol = () => ask('/api/device/enrol', { method: 'POST', body: sync.text('enrol') })

describe('the exchange in docs/formats/sync.md', () => {
  test('is in the words of the schemas', () => {
    for (const [schema, name] of [
      [EnrolRequest, 'enrol'],
      [Enrolment, 'enrolment'],
      [Receipt, 'receipt'],
      [Pull, 'pull'],
      [WipeOrder, 'order'],
    ] as const) {
      expect(v.parse(schema, sync.json(name))).toEqual(sync.json(name))
    }
  })

  test('is what a hub answers, word for word', async () => {
    expect(await enrol()).toEqual(sync.json('enrolment'))
    const own = await hub.device('own')
    const nonce = await app.fetch(new Request('http://hub/api/device/nonce'))
    expect(nonce.headers.get('Tongke-Nonce')).toBe(sync.text('nonce').trim())

    hub.clock.now = arrived
    const delivered = await ask('/api/sync/facts', {
      method: 'POST',
      body: deflateSync(batch.text('batch')),
      headers: { Authorization: `Proof ${sync.text('proof').trim()}`, 'Content-Encoding': 'deflate' },
    })
    expect(delivered).toEqual(sync.json('receipt'))

    const pulled = await ask(sync.text('query').trim(), { headers: { Authorization: await own.bearer() } })
    expect(pulled).toEqual(sync.json('pull'))
    const [page] = v.parse(Pull, pulled).pages
    const reading = unpackFacts(page?.facts ?? '')
    expect(reading.ok && reading.facts.map((fact) => [fact.seq, fact.eff - fact.at])).toEqual([
      [1, 0],
      [2, 0],
      [5, -325550310000],
    ])

    const device = id.device((sync.json('enrolment') as { device: string }).device) // the schema has passed it
    await revokeDevice(hub.db, device, arrived)
    const headers = { Authorization: `Proof ${sync.text('proof').trim()}` }
    const ordered = await app.fetch(new Request(`http://hub${sync.text('query').trim()}`, { headers }))
    expect([ordered.status, await ordered.json()]).toEqual([403, sync.json('order')])
  })
})

describe('the conversation in docs/formats/live-channel.md', () => {
  test('is in the words of the schemas', () => {
    for (const name of ['hello', 'facts', 'beat']) expect(v.parse(FromDevice, live.json(name))).toEqual(live.json(name))
    for (const name of ['nonce', 'pull', 'receipt', 'beat']) {
      expect(v.parse(FromHub, live.json(name))).toEqual(live.json(name))
    }
  })

  test('carries the batch of docs/formats/fact-batch.md', () => {
    expect(live.json('facts')).toMatchObject({ facts: packFacts(batch.json('facts') as Fact[]) })
  })

  test('is what a hub says, word for word', async () => {
    await enrol()
    const server = createServer()
    const endLive = serveSockets(hub, server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo // it listens on a port
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/sync/live`)
    /** The hub's next word that is no beat; nothing it says meanwhile is lost. */
    const words: unknown[] = []
    let wake: () => void = () => undefined
    socket.on('message', (data) => {
      const word = JSON.parse(String(data)) as { t: string }
      if (word.t === 'beat') socket.send(live.text('beat'))
      else words.push(word)
      wake()
    })
    const next = async () => {
      while (words.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return words.shift()
    }

    expect(await next()).toEqual(live.json('nonce'))
    socket.send(live.text('hello'))
    expect(await next()).toEqual(live.json('pull'))
    hub.clock.now = arrived
    socket.send(live.text('facts'))
    const said = [await next(), await next()]
    expect(said).toContainEqual(live.json('receipt'))

    endLive()
    server.closeAllConnections()
    server.close()
  })
})
