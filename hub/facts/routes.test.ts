import { deflateSync } from 'node:zlib'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { packFacts } from '../../core/facts/batch.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { Pull, Receipt } from '../../core/sync/messages.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, tuesday } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { Health } from '../http/health.ts'
import { isPostgres } from '../store/dialect.ts'
import { Room } from '../store/room.ts'

const lesson = id.lesson('three.20260908.1')

let hub: TestHub
let app: Hono
let panel: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  app = openApp(hub)
  panel = await hub.device('panel')
  panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'present' }), people.aide)
})
afterEach(() => hub.close())

async function ask(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
  const headers = { Authorization: await panel.bearer(), ...init.headers }
  return app.fetch(new Request(`http://hub${path}`, { ...init, headers }))
}

function deliver(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return ask('/api/sync/facts', { method: 'POST', body, headers })
}

const why = async (response: Response) => [response.status, ((await response.json()) as { why: string }).why]

describe('a full disk', () => {
  /** Leaves SQLite no more pages than it has, or as many as it wants. */
  const health = async () => {
    const response = await app.request('/healthz')
    return [response.status, v.parse(Health, await response.json()).status]
  }
  const most = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(hub.db)

  test('is said, and what did not go in comes when there is room', async (context) => {
    if (isPostgres(hub.db)) return context.skip('its disk is the database server’s')
    const pupil = { lesson, pupil: people.bo }
    for (let n = 0; n < 400; n++)
      panel.records(attendanceMarked({ ...pupil, status: n % 2 ? 'late' : 'present' }), people.aide)
    const batch = packFacts(panel.facts)
    await most(1)
    expect(await why(await deliver(batch))).toEqual([507, 'disk-full'])
    expect(await hub.db.selectFrom('fact').select('seq').where('device', '=', panel.id).execute()).toEqual([])
    // Who looks after the hub is told, and a proxy goes on letting devices read.
    expect(await health()).toEqual([503, 'disk-full'])
    expect((await app.request('/livez')).status).toBe(200)
    expect((await ask('/api/sync/facts')).status).toBe(200)
    await most(1_000_000)
    expect(v.parse(Receipt, await (await deliver(batch)).json())).toMatchObject({ upTo: 401, refused: [] })
    hub.clock.now += 10 * 60_000
    expect(await health()).toEqual([200, 'ok'])
  })

  test('is told before it is one', async () => {
    hub.room = new Room(hub.blobFolder, hub.now, Number.MAX_SAFE_INTEGER)
    expect(await health()).toEqual([503, 'little-room'])
    expect(v.parse(Receipt, await (await deliver(packFacts(panel.facts))).json())).toMatchObject({ upTo: 1 })
  })
})

test('a device that asks without end is told to wait, and others are not', async () => {
  expect((await ask('/api/device/pins')).status).toBe(200)
  for (let n = 1; n < 999; n++) expect(hub.pace.wait(panel.id, hub.now())).toBe(0)
  expect((await ask('/api/device/pins')).status).toBe(200)
  const told = await ask('/api/device/pins')
  expect([told.status, told.headers.get('Retry-After'), await told.json()]).toEqual([
    429,
    '1',
    { why: 'too-often', seconds: 1 },
  ])
  const other = await hub.device('panel', 'another')
  expect((await ask('/api/device/pins', { headers: { Authorization: await other.bearer() } })).status).toBe(200)
  hub.clock.now += 1_000
  expect((await ask('/api/device/pins')).status).toBe(200)
})

describe('delivering', () => {
  test('takes a batch, compressed or not, and answers with a receipt', async () => {
    const batch = packFacts(panel.facts)
    const compressed = await deliver(deflateSync(batch), { 'Content-Encoding': 'deflate' })
    expect(v.parse(Receipt, await compressed.json())).toMatchObject({ upTo: 1, now: tuesday })
    expect(v.parse(Receipt, await (await deliver(batch)).json())).toMatchObject({ upTo: 1 })
  })

  test('takes the facts in the order of their numbers, however they stand in the batch', async () => {
    panel.records(attendanceMarked({ lesson, pupil: people.bo, status: 'late' }), people.aide)
    const response = await deliver(packFacts([...panel.facts].reverse()))
    expect(await response.json()).toMatchObject({ upTo: 2 })
  })

  test.each([
    ['what is not JSON', 'hello'],
    ['JSON that is no batch', '{"v":2}'],
    ['nothing', ''],
    ['bytes that are not UTF-8', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('refuses %s', async (_, body) => {
    expect(await why(await deliver(body))).toEqual([400, 'malformed'])
    expect(await hub.db.selectFrom('fact').select('seq').where('device', '=', panel.id).execute()).toEqual([])
  })

  test('refuses a wrong compression', async () => {
    expect(await why(await deliver(packFacts(panel.facts), { 'Content-Encoding': 'deflate' }))).toEqual([
      400,
      'malformed',
    ])
    expect(await why(await deliver(deflateSync(packFacts(panel.facts))))).toEqual([400, 'malformed'])
  })

  test('refuses what is too large, and a few bytes that swell', async () => {
    expect(await why(await deliver(new Uint8Array(600 * 1024)))).toEqual([413, 'too-large'])
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20))
    expect(await why(await deliver(bomb, { 'Content-Encoding': 'deflate' }))).toEqual([413, 'too-large'])
  })

  test('refuses another device’s facts', async () => {
    const other = await hub.device('panel', 'panel-2')
    other.records(attendanceMarked({ lesson, pupil: people.ann, status: 'absent' }), people.aide)
    expect(await why(await deliver(packFacts([...panel.facts, ...other.facts])))).toEqual([403, 'someone-elses'])
  })
})

describe('who may ask', () => {
  test('is a device that proves itself; whoever does not gets a nonce to sign', async () => {
    const response = await app.fetch(new Request('http://hub/api/sync/facts'))
    expect(await why(response)).toEqual([401, 'prove-yourself'])
    const proof = await panel.proof(response.headers.get('Tongke-Nonce') ?? '')
    const proven = await ask('/api/sync/facts', { headers: { Authorization: proof } })
    expect(proven.status).toBe(200)
    const token = proven.headers.get('Tongke-Token')
    expect((await ask('/api/sync/facts', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200)
  })

  test('is no device that the hub has never enrolled', async () => {
    const stray = await hub.device('panel', 'stray')
    await hub.db.deleteFrom('device').where('device', '=', 'stray').execute()
    const proof = await stray.proof(hub.sessions.nonce(tuesday))
    expect((await ask('/api/sync/facts', { headers: { Authorization: proof } })).status).toBe(401)
  })

  test('may, once revoked, still deliver into quarantine, and gets nothing but the order to wipe', async () => {
    await hub.db.updateTable('device').set({ revoked: 1 }).where('device', '=', panel.id).execute()
    const delivered = await deliver(packFacts(panel.facts))
    expect(await delivered.json()).toMatchObject({ upTo: 1, refused: [{ seq: 1, why: 'revoked' }] })
    const pulled = await ask('/api/sync/facts')
    expect([pulled.status, await pulled.json()]).toEqual([403, { why: 'revoked', order: 'wipe', device: panel.id }])
  })
})

describe('pulling', () => {
  test('answers with pages that the app’s schema reads', async () => {
    const answer = v.parse(Pull, await (await ask('/api/sync/facts?class:three=')).json())
    expect(answer.pages.map((page) => page.scope)).toEqual(['place:panel', 'class:three', 'county'])
  })

  test('counts as a word of the device: nothing waits there that is not here', async () => {
    hub.clock.now += 2 * 3_600_000
    await ask('/api/sync/facts')
    const device = await hub.db.selectFrom('device').select('heard').where('device', '=', panel.id).executeTakeFirst()
    expect(Number(device?.heard)).toBe(hub.clock.now)
  })
})
