import { afterEach, describe, expect, test, vi } from 'vitest'
import { id } from '../../test/hubs/small-county.ts'
import type { Carrier } from './carrier.ts'
import { httpCarrier } from './http-carrier.ts'

const tablet = id.device('tablet-1')

/** On a line that answers everything with this. */
function carrierOn(answer: () => Response): Carrier {
  return httpCarrier({ fetch: async () => answer(), prove: async () => 'Proof x', deflate: async (text) => text })
}

/** What a pull says on it. */
async function pulled(answer: () => Response): Promise<string> {
  return carrierOn(answer)
    .pull(tablet, {})
    .then(
      () => 'a pull',
      (error: { why: string }) => error.why,
    )
}

const json = (status: number, body: unknown) => () => Response.json(body, { status })

describe('the order to wipe', () => {
  test('is the hub’s own, word for word, to this device', async () => {
    expect(await pulled(json(403, { why: 'revoked', order: 'wipe', device: tablet }))).toBe('revoked')
  })

  test.each([
    ['is a page of a captive portal', () => new Response('<html>Please log in</html>', { status: 403 })],
    ['names nobody', json(403, { why: 'revoked', order: 'wipe' })],
    ['names another device', json(403, { why: 'revoked', order: 'wipe', device: 'tablet-2' })],
    ['says more than the hub does', json(403, { why: 'revoked', order: 'wipe', device: tablet, login: '/' })],
    ['is of another status', json(200, { why: 'revoked', order: 'wipe', device: tablet })],
    ['was asked of somebody else', redirected({ why: 'revoked', order: 'wipe', device: tablet })],
    ['is a hub’s that does not know the device', json(401, { why: 'prove-yourself' })],
  ])('is not heard in what %s', async (_, answer) => {
    expect(await pulled(answer)).not.toBe('revoked')
  })
})

describe('a line that falls silent in the middle of an answer', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const half = () => new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{')) }))

  test('has gone, and the exchange is made again later', async () => {
    vi.useFakeTimers()
    const outcome = pulled(half)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await outcome).toBe('line')
  })

  test('has gone for a lesson that comes down, too', async () => {
    vi.useFakeTimers()
    const stream = await carrierOn(half).fetchBlob(tablet, 'a'.repeat(64), 0)
    expect(await stream.read()).toEqual(new TextEncoder().encode('{'))
    const more = stream.read().catch((error: { why: string }) => error.why)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await more).toBe('line')
  })
})

function redirected(body: unknown): () => Response {
  return () => Object.defineProperty(Response.json(body, { status: 403 }), 'redirected', { value: true })
}
