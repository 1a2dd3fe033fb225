import { afterEach, expect, test, vi } from 'vitest'
import { join } from './session.ts'

const door = { url: 'https://media.example.cn/whep/room', token: 'north' }
const offer = {
  headers: { Location: '/sessions/1', 'Content-Type': 'application/sdp; valid-until="2026"' },
  status: 406,
}

afterEach(() => vi.unstubAllGlobals())

/** A connection that does as it is told. @returns it, and what it has been told */
function connection() {
  const told: string[] = []
  const made = {
    localDescription: { sdp: '' },
    createOffer: async () => ({ type: 'offer', sdp: 'our offer' }),
    createAnswer: async () => ({ type: 'answer', sdp: 'our answer' }),
    async setLocalDescription({ type, sdp = '' }: RTCSessionDescriptionInit) {
      told.push(`local ${type}`)
      made.localDescription = { sdp }
    },
    async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit) {
      if (sdp === 'nonsense') throw new DOMException('no such thing', 'InvalidAccessError')
      told.push(`remote ${type}`)
    },
  }
  return { made: made as unknown as RTCPeerConnection, told }
}

/** A server that gives these answers, one after the other. @returns what it has been asked */
function server(...answers: readonly Response[]) {
  const asked: string[] = []
  let n = 0
  vi.stubGlobal('fetch', async (url: string, { method, body = '', headers }: RequestInit) => {
    asked.push(`${method} ${url} ${body}`)
    expect(headers).toMatchObject({ Authorization: 'Bearer north' })
    return answers[n++] ?? new Response(null, { status: 200 })
  })
  return asked
}

/** An answer as `fetch` gives it. @param url whose it is in the end */
function from(url: string, text: string | null, init: ResponseInit): Response {
  return Object.defineProperty(new Response(text, init), 'url', { value: url })
}

test('a server that offers instead is answered, and left where it says', async () => {
  const asked = server(from(door.url, 'its offer', offer), new Response(null, { status: 204 }))
  const { made, told } = connection()
  const session = await join(made, door, new AbortController().signal)
  expect(told).toEqual(['local offer', 'local rollback', 'remote offer', 'local answer'])
  if (typeof session === 'string') throw new Error(session)
  session.leave()
  expect(asked).toEqual([
    'POST https://media.example.cn/whep/room our offer',
    'PATCH https://media.example.cn/sessions/1 our answer',
    'DELETE https://media.example.cn/sessions/1 ',
  ])
})

test('a session is beside the server that was led to, not beside the one that was asked', async () => {
  const init = { headers: { Location: 'sessions/1' }, status: 201 }
  const asked = server(from('https://two.example.cn/whep/room', 'its answer', init))
  const session = await join(connection().made, door, new AbortController().signal)
  if (typeof session === 'string') throw new Error(session)
  session.leave()
  expect(asked[1]).toBe('DELETE https://two.example.cn/whep/sessions/1 ')
})

test.each([
  ['that turns the answer down', [from(door.url, 'its offer', offer), new Response(null, { status: 422 })]],
  ['whose description fits nothing', [from(door.url, 'nonsense', { headers: { Location: '/1' }, status: 201 })]],
  ['that has no description', [from(door.url, '{}', { headers: { 'Content-Type': 'application/json' }, status: 406 })]],
  ['that publishes nothing yet', [from(door.url, '', { headers: { 'Retry-After': '5' }, status: 409 })]],
])('a server %s is no bad line', async (_, answers) => {
  server(...answers)
  expect(await join(connection().made, door, new AbortController().signal)).toBe('refused')
})

test('one who hears nothing more asks the server, which knows the session or does not', async () => {
  const init = { headers: { Location: '/1', ETag: '"x"' }, status: 201 }
  const asked = server(
    from(door.url, 'its answer', init),
    ...[204, 404, 405].map((status) => new Response(null, { status })),
  )
  const session = await join(connection().made, door, new AbortController().signal)
  if (typeof session === 'string') throw new Error(session)
  expect([await session.isGone(), await session.isGone(), await session.isGone()]).toEqual([false, true, false])
  expect(asked[1]).toBe('PATCH https://media.example.cn/1 a=end-of-candidates\r\n')
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
  expect(await session.isGone()).toBe(false)
})

test('without an answer it is the line', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
  expect(await join(connection().made, door, new AbortController().signal)).toBe('line')
})
