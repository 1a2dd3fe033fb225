import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { type Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import * as v from 'valibot'
import { packFacts, unpackFacts } from '../../core/facts/batch.ts'
import type { Fact, TimedFact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { Enrolment, Pull, Receipt } from '../../core/sync/messages.ts'

/** A device as a hub sees one over plain HTTP, without a store behind it. */
export interface DeviceByHttp {
  device: DeviceId
  place: Place
  /** Good for a quarter of an hour. */
  token: string
  key: KeyObject
}

export interface HubByHttp {
  port: number
  agent: Agent
}

/** Enrols a device of the demonstration county. */
export async function enrolDevice(hub: HubByHttp, code: string): Promise<DeviceByHttp> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const key = { kty: 'EC', crv: 'P-256', x, y }
  const body = { code, incarnation: randomBytes(12).toString('base64url'), key }
  const asked = { method: 'POST', path: '/api/device/enrol', body: Buffer.from(JSON.stringify(body)) }
  return { ...v.parse(Enrolment, await ask(hub, asked)), key: privateKey }
}

/** A device proves itself anew. @returns its next token */
export async function nextToken({ port }: Pick<HubByHttp, 'port'>, { device, key }: DeviceByHttp): Promise<string> {
  const hub = `http://localhost:${port}/api`
  const { headers } = await fetch(`${hub}/device/nonce`)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claim = `${part({ alg: 'ES256', kid: device })}.${part({ nonce: headers.get('Tongke-Nonce') })}`
  const signature = sign('sha256', Buffer.from(claim), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  const answer = await fetch(`${hub}/sync/facts`, { headers: { Authorization: `Proof ${claim}.${signature}` } })
  return v.parse(v.string(), answer.headers.get('Tongke-Token'))
}

/** The first page of each of the device's scopes. */
export async function firstPull(hub: HubByHttp, { token }: DeviceByHttp): Promise<TimedFact[]> {
  const pull = v.parse(Pull, await ask(hub, { method: 'GET', path: '/api/sync/facts', token }))
  return pull.pages.flatMap((page) => {
    const read = unpackFacts(page.facts)
    if (!read.ok) throw new Error(read.why)
    return read.facts
  })
}

export function pupilsIn(facts: readonly TimedFact[]): string[] {
  return facts.flatMap(({ kind, body }) => {
    const { person, role } = body as { person?: string; role?: string } // of any kind
    return kind === 'member.enrolled' && role === 'pupil' && person ? [person] : []
  })
}

/** A batch as a device sends it. */
export function packed(facts: readonly Fact[]): Buffer {
  return deflateSync(packFacts(facts))
}

/** Delivers a packed batch. @throws Error unless the hub took all of it up to that number */
export async function deliverBatch(hub: HubByHttp, token: string, body: Buffer, upTo: number): Promise<void> {
  const receipt = v.parse(Receipt, await ask(hub, { method: 'POST', path: '/api/sync/facts', token, body }))
  if (receipt.upTo === upTo && receipt.refused.length + receipt.parked.length === 0) return
  const why = receipt.refused[0]?.why ?? ''
  throw new Error(
    `the hub took ${receipt.upTo}, refused ${receipt.refused.length} (${why}), parked ${receipt.parked.length}`,
  )
}

interface Asked {
  method: string
  path: string
  token?: string
  body?: Buffer
}

function ask({ port, agent }: HubByHttp, { method, path, token, body }: Asked): Promise<unknown> {
  const deflated = path === '/api/sync/facts' && body
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body && { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }),
    ...(deflated && { 'Content-Encoding': 'deflate' }),
  }
  return new Promise((resolve, reject) => {
    const sent = request({ port, agent, method, path, headers }, (answer) => {
      text(answer).then((said) => {
        if (answer.statusCode === 200) resolve(JSON.parse(said))
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${said}`))
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
