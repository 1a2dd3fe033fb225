import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Enrolment } from '../../core/sync/messages.ts'
import { openSmallCounty, people, type TestHub, tuesday } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { newCode } from './codes.ts'
import { setPin } from './pins.ts'

const key = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) }
const incarnation = 'abcdefghijklmnopqrstuv'
const name = `panel-${incarnation}`

let hub: TestHub
let app: Hono
beforeEach(async () => {
  hub = await openSmallCounty()
  app = openApp(hub)
})
afterEach(() => hub.close())

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request(`http://hub/api/device${path}`, { method: 'POST', body: text, headers })
  return Promise.resolve(app.fetch(request))
}

describe('enrolment', () => {
  test('answers with name, place, its teachers’ verifiers and a token that works', async () => {
    await setPin(hub.db, people.teacher, '2468')
    const code = await newCode(hub.db, 'panel', tuesday)
    const response = await post('/enrol', { code, incarnation, key })
    const enrolment = v.parse(Enrolment, await response.json())
    expect(enrolment).toMatchObject({ device: `panel-${incarnation}`, place: { place: 'panel' }, now: tuesday })
    expect(enrolment.pins.map((pin) => pin.person)).toEqual(['teacher'])
    expect(JSON.stringify(enrolment.pins)).not.toContain('2468')
    const headers = { Authorization: `Bearer ${enrolment.token}` }
    expect((await app.fetch(new Request('http://hub/api/sync/facts', { headers }))).status).toBe(200)
  })

  test.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['a code of seven digits', { code: '1234567', incarnation, key }],
    ['a key of another curve', { code: '123456', incarnation, key: { ...key, crv: 'P-384' } }],
    ['a name that is too short', { code: '123456', incarnation: 'abc', key }],
  ])('refuses %s', async (_, body) => {
    expect((await post('/enrol', body)).status).toBe(400)
  })

  test('gives no name that another device has, and keeps the code for one that is free', async () => {
    const another = { ...key, x: 'z'.repeat(43) }
    const ask = (code: string, other: object) => post('/enrol', { code, incarnation, key, ...other })
    const [first, second] = [await newCode(hub.db, 'panel', tuesday), await newCode(hub.db, 'panel', tuesday)]
    expect((await ask(first, {})).status).toBe(200)
    expect((await ask(second, { key: another })).status).toBe(409)
    expect((await ask(second, { key: another, incarnation: 'vutsrqponmlkjihgfedcba' })).status).toBe(200)
  })

  test('reads no more of a request than one can need', async () => {
    expect((await post('/enrol', { code: '123456', incarnation, key, more: 'x'.repeat(10_000) })).status).toBe(413)
  })

  test('slows down who guesses', async () => {
    const guess = async (n: number) => (await post('/enrol', { code: String(200_000 + n), incarnation, key })).status
    const answers: number[] = []
    for (let n = 0; n < 7; n++) answers.push(await guess(n))
    expect(answers).toEqual([404, 404, 404, 404, 404, 404, 429])
    const code = await newCode(hub.db, 'panel', tuesday)
    const early = await post('/enrol', { code, incarnation, key })
    expect([early.status, early.headers.get('Retry-After')]).toEqual([429, '1'])
    hub.clock.now += 1_000
    expect((await post('/enrol', { code, incarnation, key })).status).toBe(200)
  })
})

describe('a database that found its name used by another', () => {
  test('goes on under a new one of the same place, with the same key', async () => {
    const panel = await hub.device('panel')
    const headers = { Authorization: await panel.bearer() }
    for (let n = 0; n < 2; n++) {
      const response = await post('/rename', { device: name }, headers)
      expect(response.status).toBe(200)
    }
    const proof = await panel.proof(hub.sessions.nonce(tuesday), name)
    expect(await hub.sessions.callerOf(proof, tuesday)).toMatchObject({ device: name, place: 'panel' })
  })

  test('may have taken it at a place of which a hub that was put back knows nothing: it stands where the hub says', async () => {
    const panel = await hub.device('panel')
    const headers = { Authorization: await panel.bearer() }
    for (const elsewhere of [`tablet-${incarnation}`, `not-yet-made-${incarnation}`]) {
      expect((await post('/rename', { device: elsewhere }, headers)).status).toBe(200)
      const proof = await panel.proof(hub.sessions.nonce(tuesday), elsewhere)
      expect(await hub.sessions.callerOf(proof, tuesday)).toMatchObject({ device: elsewhere, place: 'panel' })
    }
  })

  test('may take no name that another key has, and none that is not made as names are', async () => {
    const panel = await hub.device('panel')
    const headers = { Authorization: await panel.bearer() }
    await hub.device('tablet', `tablet-${incarnation}`)
    expect((await post('/rename', { device: `tablet-${incarnation}` }, headers)).status).toBe(409)
    const run = `hub-${randomBytes(9).toString('base64url')}`
    for (const odd of [
      'panel-2',
      'enrolment',
      run,
      incarnation,
      `panel ${incarnation}`,
      `${'p'.repeat(42)}-${incarnation}`,
    ])
      expect((await post('/rename', { device: odd }, headers)).status, odd).toBe(400)
    expect((await post('/rename', 'hello', headers)).status).toBe(400)
    expect((await post('/rename', { device: name })).status).toBe(401)
  })
})

test('PINs go to the places where their people teach, and a pupil has none', async () => {
  for (const person of [people.teacher, people.aide, people.host, people.ann, people.clerk]) {
    await setPin(hub.db, person, '135790')
  }
  const pins = async (place: string) => {
    const device = await hub.device(place)
    const headers = { Authorization: await device.bearer() }
    const response = await app.fetch(new Request('http://hub/api/device/pins', { headers }))
    return ((await response.json()) as { person: string }[]).map((pin) => pin.person).sort()
  }
  expect(await pins('panel')).toEqual(['aide', 'teacher'])
  expect(await pins('studio')).toEqual(['host'])
  expect(await pins('own')).toEqual(['teacher'])
  expect(await pins('far-panel')).toEqual([])
})
