import { afterEach, describe, expect, test, vi } from 'vitest'
import { id } from '../../test/hubs/small-county.ts'
import type { Carrier, Send } from './carrier.ts'
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

test('what waits for an answer on a line that was gone is over when it is back, and what a person asked for is not', async () => {
  const answers: ((response: Response) => void)[] = []
  const carrier = httpCarrier({
    fetch: (_, { signal }) =>
      new Promise((resolve, reject) => {
        answers.push(resolve)
        signal?.addEventListener('abort', () => reject(new TypeError('aborted')))
      }),
    prove: async () => 'Proof x',
    deflate: async (text) => text,
    token: { device: tablet, token: 't' },
  })
  const asked = carrier.ask(tablet, 'x')
  const lost = carrier.pull(tablet, {})
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  carrier.anew?.()
  await expect(lost).rejects.toMatchObject({ why: 'line' })
  const state = carrier.blobState(tablet, 'a')
  await vi.waitFor(() => expect(answers).toHaveLength(3))
  for (const answer of answers) answer(new Response('{}', { headers: { 'Upload-Offset': '7' } }))
  expect(await state).toBe(7)
  expect((await asked).status).toBe(200)
})

describe('who this is', () => {
  const renamed = (answer: () => Response) =>
    carrierOn(answer)
      .rename(tablet, id.device('tablet-2'))
      .then(
        () => 'renamed',
        (error: { why: string }) => error.why,
      )

  test('is known by a new name when the hub has said so, and not when a captive portal has', async () => {
    expect(await renamed(json(200, { token: 't' }))).toBe('renamed')
    expect(await renamed(() => new Response('<html>Please log in</html>'))).toBe('line')
  })

  test('is not known to the hub when it asks again after a good proof, and not when somebody else asks', async () => {
    const headers = { 'Tongke-Nonce': 'n' }
    expect(await pulled(() => Response.json({ why: 'prove-yourself' }, { status: 401, headers }))).toBe('unknown')
    expect(await pulled(() => new Response('<html>Please log in</html>', { status: 401 }))).toBe('line')
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

describe('something large that is asked for', () => {
  afterEach(() => {
    vi.useRealTimers()
  })
  const carrier = httpCarrier({
    fetch: async () => new Response(),
    prove: async () => 'Proof x',
    deflate: async (text) => text,
    token: { device: tablet, token: 't' },
  })
  const outcome = (asking: Promise<{ status: number }>) =>
    asking.then(
      ({ status }) => status,
      (error: { why: string }) => error.why,
    )
  /** A way that tells of some bytes every 20 s, so many times, and then answers, or never does. */
  const slowly =
    (times: number, answers: boolean): Send =>
    (_, { signal }, moved) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new TypeError('aborted')))
        for (let n = 1; n <= times; n++) setTimeout(() => moved('there', n, times), n * 20_000)
        if (answers) setTimeout(() => resolve(new Response('{}')), times * 20_000 + 1)
      })

  test('has all the time that it takes, as long as it moves', async () => {
    vi.useFakeTimers()
    const heard: number[] = []
    const send = slowly(30, true)
    const asking = outcome(carrier.ask(tablet, 'x', { send, moved: (_, bytes) => heard.push(bytes) }))
    await vi.advanceTimersByTimeAsync(600_001)
    expect(await asking).toBe(200)
    expect(heard).toContain(30)
  })

  test('has gone with the line when nothing moves any more', async () => {
    vi.useFakeTimers()
    const asking = outcome(carrier.ask(tablet, 'x', { send: slowly(3, false) }))
    await vi.advanceTimersByTimeAsync(90_000)
    expect(await asking).toBe('line')
  })

  test('is stopped at once, on the way there and back', async () => {
    vi.useFakeTimers()
    const there = new AbortController()
    const asking = outcome(carrier.ask(tablet, 'x', { send: slowly(3, true), signal: there.signal }))
    await vi.advanceTimersByTimeAsync(1_000)
    there.abort()
    expect(await asking).toBe('line')
    const back = new AbortController()
    const half = new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(5)) })
    const heard: unknown[] = []
    const coming = carrier.ask(tablet, 'x', {
      send: async () => new Response(half, { headers: { 'Content-Length': '10' } }),
      signal: back.signal,
      moved: (...so) => heard.push(...so.slice(1)),
    })
    await vi.advanceTimersByTimeAsync(1_000)
    back.abort()
    expect(await outcome(coming)).toBe('line')
    expect(heard).toEqual([5, 10])
  })
})
