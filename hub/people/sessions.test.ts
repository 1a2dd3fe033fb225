import fc from 'fast-check'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { id, openSmallCounty, type TestDevice, type TestHub, tuesday } from '../../test/hubs/small-county.ts'
import { openSessions } from './sessions.ts'

const minute = 60_000

let hub: TestHub
let panel: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await hub.device('panel')
})
afterEach(() => hub.close())

const callerOf = (authorization: string | undefined, now = tuesday) => hub.sessions.callerOf(authorization, now)

describe('a proof', () => {
  test('over the hub’s nonce tells who is calling, and brings a token', async () => {
    const caller = await callerOf(await panel.proof(hub.sessions.nonce(tuesday)))
    expect(caller).toMatchObject({ device: 'panel-1', place: 'panel', revoked: false })
    expect(await callerOf(`Bearer ${caller?.token}`)).toEqual({ device: 'panel-1', place: 'panel', revoked: false })
  })

  test('is good for five minutes', async () => {
    const proof = await panel.proof(hub.sessions.nonce(tuesday))
    expect(await callerOf(proof, tuesday + 5 * minute - 1)).toBeDefined()
    expect(await callerOf(proof, tuesday + 5 * minute)).toBeUndefined()
  })

  test('over a nonce of one’s own making is none', async () => {
    const ours = hub.sessions.nonce(tuesday)
    const [, tag = ''] = ours.split('.')
    const later = (tuesday + 3_600_000).toString(36)
    for (const forged of [
      `${later}.${tag}`,
      later,
      `${later}.`,
      `.${tag}`,
      '',
      '钥匙.匙'.padEnd(22, '匙'),
      'x'.repeat(90),
    ]) {
      expect(await callerOf(await panel.proof(forged))).toBeUndefined()
    }
  })

  test('by another’s key is none', async () => {
    const other = await hub.device('panel', 'panel-2')
    const nonce = hub.sessions.nonce(tuesday)
    expect(await callerOf(await other.proof(nonce, 'panel-1'))).toBeUndefined()
    expect(await callerOf(await other.proof(nonce, 'nobody'))).toBeUndefined()
  })

  test('cannot be made in the name of the hub itself', async () => {
    const runs = await hub.db.selectFrom('device').select('device').where('place', '=', '').execute()
    expect(runs).toHaveLength(1)
    const nonce = hub.sessions.nonce(tuesday)
    expect(await callerOf(await panel.proof(nonce, runs[0]?.device))).toBeUndefined()
    const token = await hub.sessions.token(id.device(runs[0]?.device ?? ''), tuesday)
    expect(await callerOf(`Bearer ${token}`)).toBeUndefined()
  })

  test('signed without a key, or with the hub’s secret as one, is none', async () => {
    const nonce = hub.sessions.nonce(tuesday)
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const unsigned = `${part({ alg: 'none', kid: 'panel-1' })}.${part({ nonce })}.`
    expect(await callerOf(`Proof ${unsigned}`)).toBeUndefined()
    expect(await callerOf(`Proof ${unsigned.replace(/[^.]*$/, 'AAAA')}`)).toBeUndefined()
  })
})

describe('a token', () => {
  test('is good for a quarter of an hour', async () => {
    const token = await panel.bearer()
    expect(await callerOf(token, tuesday + 15 * minute - 1_000)).toBeDefined()
    expect(await callerOf(token, tuesday + 15 * minute + 1_000)).toBeUndefined()
  })

  test('of another hub, or without its signature, is none', async () => {
    const other = openSessions(hub.db, new Uint8Array(32).fill(7))
    expect(await callerOf(`Bearer ${await other.token(panel.id, tuesday)}`)).toBeUndefined()
    const [header, payload] = (await panel.bearer()).split('.')
    expect(await callerOf(`${header}.${payload}.`)).toBeUndefined()
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    expect(await callerOf(`Bearer ${none}.${payload}.`)).toBeUndefined()
  })

  test('without an end, or for nobody, is none', async () => {
    const sign = (claims: (jwt: SignJWT) => SignJWT) =>
      claims(new SignJWT().setProtectedHeader({ alg: 'HS256' })).sign(hub.secret)
    const forNobody = await sign((jwt) => jwt.setExpirationTime(Math.floor(tuesday / 1000) + 60))
    expect(await callerOf(`Bearer ${forNobody}`)).toBeUndefined()
    const endless = await sign((jwt) => jwt.setSubject(panel.id))
    expect(await callerOf(`Bearer ${endless}`)).toBeUndefined()
  })

  test('serves every hub on the same database: none is remembered', async () => {
    const other = openSessions(hub.db, hub.secret)
    expect(await other.callerOf(await panel.bearer(), tuesday)).toMatchObject({ device: 'panel-1' })
    expect(await other.callerOf(await panel.proof(hub.sessions.nonce(tuesday)), tuesday)).toBeDefined()
  })

  test('shows at once that its device was revoked', async () => {
    const token = await panel.bearer()
    await hub.db.updateTable('device').set({ revoked: tuesday }).where('device', '=', panel.id).execute()
    expect(await callerOf(token)).toMatchObject({ revoked: true })
  })
})

test.each([undefined, '', 'Bearer', 'Proof', 'Bearer ', 'Basic YTpi', 'Proof a.b.c', 'Bearer a.b.c', 'bearer x'])(
  'the header %s proves nothing',
  async (header) => {
    expect(await callerOf(header)).toBeUndefined()
  },
)

test('whatever else stands in place of a proof or a token tells nobody', async () => {
  const good = [await panel.proof(hub.sessions.nonce(tuesday)), await panel.bearer()]
  const otherwise = fc
    .tuple(fc.constantFrom(...good), fc.nat(), fc.constantFrom('', 'A', '.', '\u0000', '匙', 'eyJhbGciOiJub25lIn0'))
    // Bits of a signature's last character may stand for nothing.
    .map(([whole, at, other]) => {
      const n = 7 + (at % (whole.length - 9))
      return whole.slice(0, n) + other + whole.slice(n + 1)
    })
    .filter((text) => !good.includes(text))
  const any = fc.oneof(
    otherwise,
    fc.string(),
    fc.constantFrom(undefined, 'Bearer', 'Proof', 'Proof ..', 'Bearer a.b.c'),
  )
  await fc.assert(
    fc.asyncProperty(any, async (text) => {
      expect(await callerOf(text)).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})
