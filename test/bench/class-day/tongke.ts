import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGunzip, deflateSync } from 'node:zlib'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as v from 'valibot'
import { unpackFacts } from '../../../core/facts/batch.ts'
import type { Fact } from '../../../core/facts/fact.ts'
import type { DeviceId } from '../../../core/facts/ids.ts'
import { Enrolment, Pull } from '../../../core/sync/messages.ts'
import { root } from '../../../hub/commands/install.mjs'
import { kept } from '../../../src/store/reduce.ts'
import { openStore, type Store, selfOf, settle } from '../../../src/store/store.ts'
import { CarrierFailure } from '../../../src/sync/carrier.ts'
import { BatchSize, deliverAll } from '../../../src/sync/deliver.ts'
import { type HttpWorld, httpCarrier } from '../../../src/sync/http-carrier.ts'
import { startHub } from '../../hubs/hub-at-work.ts'
import { makeServerCertificate, type ServerCertificate } from '../../network/certificate.ts'
import type { LineProperties } from '../../network/line.ts'
import { openRelay, type Traffic } from '../../network/relay.ts'
import { openTlsFront } from '../../network/tls-front.ts'
import { classOfForty } from '../term/county.ts'

export interface TongkeDelivery extends Traffic {
  requests: number
  /** From the first byte to the last receipt, ms. */
  took: number
  /** Share of the bytes of bodies up that were sent again. */
  again: number
}

/**
 * The day as Tongke delivers it: the client's own store and sync in this process, a hub in another, TLS in between, over
 * a relay that counts and may be a bad line.
 *
 * @param after how long the line has been up when delivery begins, ms
 */
export async function deliverByTongke(
  day: readonly Fact[],
  line: LineProperties = {},
  after = 0,
): Promise<TongkeDelivery> {
  const county = await countyOfForty()
  const hub = await startHub({ COUNTY_DIR: county })
  const certificate = await makeServerCertificate()
  const front = await openTlsFront(hub.port, { certificate })
  const opened = performance.now()
  const relay = await openRelay(front.port, line)
  try {
    const tablet = await enrolledTablet(hub.port)
    await keepDay(tablet, day)
    const world = countingWorld(relay.port, certificate, tablet)
    const carrier = httpCarrier(world)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, opened + after - performance.now())))
    relay.resetTraffic()
    const began = performance.now()
    const size = new BatchSize()
    for (;;) {
      try {
        await deliverAll(tablet.store, carrier, size, () => undefined)
        break
      } catch (error) {
        if (!(error instanceof CarrierFailure) || error.why !== 'line') throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    const self = await selfOf(tablet.store)
    if (self?.delivered !== day.length) throw new Error(`${self?.delivered} of ${day.length} were delivered`)
    return {
      ...relay.traffic(),
      requests: world.requests,
      took: performance.now() - began,
      again: 1 - world.arrived / world.sent,
    }
  } finally {
    await relay.close()
    await front.close()
    await hub.stop()
    await rm(county, { recursive: true })
  }
}

/** Before the next try on a line that has gone, ms. */
const pause = 1_000

interface Tablet {
  store: Store
  device: DeviceId
  privateKey: KeyObject
  /** The class's pupils, as the hub names them. */
  pupils: string[]
}

async function enrolledTablet(port: number): Promise<Tablet> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const body = {
    code: '100002',
    incarnation: randomBytes(12).toString('base64url'),
    key: { kty: 'EC', crv: 'P-256', x, y },
  }
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`http://localhost:${port}/api/device/enrol`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  const { device, place, token } = v.parse(Enrolment, await answer.json())
  const idb = { indexedDB: new IDBFactory(), IDBKeyRange }
  const store = openStore('bench', { now: Date.now, random: () => randomBytes(12).toString('base64url'), idb })
  const fresh = { seq: 0, at: 0, offset: 0, wall: 0, delivered: 0, safe: 0 }
  await settle(store, { place: place.place, device, ...fresh })
  return { store, device, privateKey, pupils: await pupilsOf(`http://localhost:${port}`, token) }
}

async function pupilsOf(hub: string, token: string): Promise<string[]> {
  const answer = await fetch(`${hub}/api/sync/facts`, { headers: { Authorization: `Bearer ${token}` } })
  return v.parse(Pull, await answer.json()).pages.flatMap((page) => {
    const read = unpackFacts(page.facts)
    if (!read.ok) throw new Error(read.why)
    return read.facts.flatMap(({ body }) => {
      const { person, role } = body as { person?: string; role?: string } // of any kind
      return role === 'pupil' && person ? [person] : []
    })
  })
}

/** As if recorded here: the day is given, and a single tablet may not record all of it. */
async function keepDay({ store, device, pupils }: Tablet, day: readonly Fact[]): Promise<void> {
  const facts = withPupils(day, device, pupils).map((fact) => kept({ ...fact, eff: fact.at }, undefined, 0))
  await store.db.facts.bulkPut(facts)
  const self = await selfOf(store)
  if (self) await settle(store, { ...self, seq: day.length, at: day[day.length - 1]?.at ?? 0 })
}

function countingWorld(port: number, certificate: ServerCertificate, tablet: Tablet) {
  const agent = new Agent({ keepAlive: true, ca: certificate.root })
  const world: HttpWorld & { requests: number; sent: number; arrived: number } = {
    requests: 0,
    sent: 0,
    arrived: 0,
    async fetch(url, init) {
      world.requests += 1
      const body = init.body ? Buffer.from(init.body as Uint8Array) : undefined // as `deflate` below makes it
      // As a browser asks.
      const headers = {
        'Accept-Encoding': 'gzip, deflate',
        ...(init.headers as Record<string, string>),
        ...(body && { 'Content-Length': String(body.length) }),
      } // the carrier's own
      return new Promise((resolve, reject) => {
        const sent = request(
          { host: 'localhost', port, agent, path: url, method: init.method ?? 'GET', headers },
          (answer) => {
            const plain = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer
            buffer(plain).then((said) => {
              if (body && answer.statusCode === 200) world.arrived += body.length
              const status = answer.statusCode ?? 500
              resolve(
                new Response(status === 204 ? null : said, {
                  status,
                  headers: answer.headers as Record<string, string>,
                }),
              ) // single-valued here
            }, reject)
          },
        )
        sent.on('error', reject)
        init.signal?.addEventListener('abort', () => sent.destroy(new Error('given up')))
        world.sent += body?.length ?? 0
        sent.end(body)
      })
    },
    async prove(device, nonce) {
      const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: device })).toString('base64url')
      const payload = Buffer.from(JSON.stringify({ nonce })).toString('base64url')
      const key = { key: tablet.privateKey, dsaEncoding: 'ieee-p1363' } as const
      const signature = sign('sha256', Buffer.from(`${header}.${payload}`), key)
      return `Proof ${header}.${payload}.${signature.toString('base64url')}`
    },
    deflate: async (text) => deflateSync(text),
  }
  return world
}

/** The demonstration county, with as many pupils in the class as the day has. */
async function countyOfForty(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-county-'))
  await cp(path.join(root, 'fixtures', 'county'), folder, { recursive: true })
  await classOfForty(folder)
  return folder
}

/** The day with the hub's own pupils in place of the invented ones. */
function withPupils(day: readonly Fact[], device: DeviceId, pupils: readonly string[]): Fact[] {
  const invented = [...new Set(day.flatMap(({ body }) => (body as { pupil?: string }).pupil ?? []))]
  const real = new Map(invented.map((one, n) => [one, pupils[n % pupils.length] ?? '']))
  const text = JSON.stringify(day.map((fact, n) => ({ ...fact, device, seq: n + 1 })))
  return JSON.parse([...real].reduce((all, [one, other]) => all.replaceAll(`"${one}"`, `"${other}"`), text)) as Fact[] // only names changed
}
