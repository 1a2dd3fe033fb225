import { describe, expect, test } from 'vitest'
import { id } from '../../test/hubs/small-county.ts'
import { httpCarrier } from './http-carrier.ts'

const tablet = id.device('tablet-1')

/** What a pull says when the line answers everything with this. */
async function pulled(answer: () => Response): Promise<string> {
  const carrier = httpCarrier({
    fetch: async () => answer(),
    prove: async () => 'Proof x',
    deflate: async (text) => text,
  })
  return carrier.pull(tablet, {}).then(
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

function redirected(body: unknown): () => Response {
  return () => Object.defineProperty(Response.json(body, { status: 403 }), 'redirected', { value: true })
}
