import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { packFacts } from '../../core/facts/batch.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { CountyReport } from '../../core/reports/county-report.ts'
import { PinVerifier, type Pull } from '../../core/sync/messages.ts'
import { id, openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { askHub } from '../first/enrol.ts'
import { readAnswer } from '../office/ask-hub.ts'
import { absorb, cursors } from '../store/absorb.ts'
import { selfOf } from '../store/store.ts'
import { checked, slowly } from '../who/derive.ts'
import { CarrierFailure } from './carrier.ts'
import { fetchTogether } from './fetch-together.ts'
import { httpCarrier } from './http-carrier.ts'
import { liveChannel } from './live-channel.ts'
import { locksOfOneBrowser } from './locks.fixture.ts'

const tablet = id.device('tablet-1')

/** What a hub says somewhere, at which other programs and other places may say it as well. */
const word = fc.oneof(
  fc.constantFrom(
    'revoked',
    'wipe',
    'tablet-1',
    'why',
    '',
    '__proto__',
    '\ud800',
    '<html>Please log in</html>',
    '1.2.3',
  ),
  fc.constantFrom(0, 1, -1, 0.5, Number.MAX_SAFE_INTEGER, 1e300, true, null),
)
const named = [
  'why',
  'order',
  'device',
  'upTo',
  'safe',
  'now',
  'late',
  'refused',
  'parked',
  'scopes',
  'pages',
  'photos',
  'token',
]
const said = fc.oneof(
  fc.dictionary(fc.constantFrom(...named), fc.oneof(word, fc.array(word), fc.jsonValue({ maxDepth: 2 }))),
  fc.jsonValue(),
)
const status = fc.constantFrom(200, 204, 206, 304, 400, 401, 403, 404, 409, 413, 416, 429, 500, 503, 507)
const header = fc.constantFrom(
  '',
  '0',
  '12',
  '-1',
  '9'.repeat(20),
  'NaN',
  'bytes 0-1/2',
  'bytes 0-1/x',
  'a b.c',
  'text/html',
)
const answer = fc.record({
  status,
  body: fc.oneof(
    said.map((value) => JSON.stringify(value)),
    fc.constantFrom('', '<html>Please log in</html>', '{"why":"revoked"', `${'['.repeat(20_000)}`),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'Tongke-Token',
      'Tongke-Nonce',
      'Upload-Offset',
      'Content-Range',
      'ETag',
      'Content-Type',
      'Retry-After',
    ),
    header,
  ),
})

describe('whatever is answered in the hub’s place', () => {
  test('is its answer, or a line that did not carry; only its own order takes a device back', async () => {
    await fc.assert(
      fc.asyncProperty(answer, fc.nat(7), async ({ status, body, headers }, n) => {
        const hasBody = status !== 204 && status !== 304
        const fetch = async () => new Response(hasBody ? body : null, { status, headers: { ...headers } })
        const carrier = httpCarrier({ fetch, prove: async () => 'Proof x', deflate: async (text) => text })
        const asked = [
          () => carrier.deliver(tablet, packFacts([])),
          () => carrier.pull(tablet, {}),
          () => carrier.rename(tablet, id.device('tablet-2')),
          () => carrier.blobState(tablet, 'a'.repeat(64)),
          () =>
            carrier.sendBlob(tablet, { hash: 'a'.repeat(64), type: 'image/jpeg', size: 9 }, 0, new Blob(['123456789'])),
          () => carrier.pins(tablet),
          () => carrier.fetchBlob(tablet, 'a'.repeat(64), 0),
          async () => readAnswer(CountyReport, await carrier.ask(tablet, 'reports/county')),
        ][n]
        const failed = await asked?.().then(
          () => undefined,
          (error: unknown) => error,
        )
        if (failed === undefined) return
        expect(failed).toBeInstanceOf(CarrierFailure)
        const ordered = status === 403 && /^\{("\w+":"[\w-]+",?){3}\}$/.test(String(body))
        if (!ordered) expect((failed as CarrierFailure).why).not.toBe('revoked')
      }),
      { numRuns: 150 },
    )
  })

  test('lets nobody’s browser become a place, and says why', async () => {
    await fc.assert(
      fc.asyncProperty(answer, fc.string(), async ({ status, body, headers }, code) => {
        const hasBody = status !== 204 && status !== 304
        vi.stubGlobal('fetch', async () => new Response(hasBody ? body : null, { status, headers: { ...headers } }))
        const asked = await askHub(code, 'a'.repeat(20), { kty: 'EC' })
        expect(asked).toMatchObject({ ok: false, why: expect.stringMatching(/^[a-z-]+$/) })
        if ('seconds' in asked) expect(asked.seconds).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 },
    )
    vi.unstubAllGlobals()
  })

  test('a PIN and a one-time code can be checked with, whatever is typed', async () => {
    const bytes = fc.stringMatching(/^[\w-]{0,50}$/)
    const pin = fc.record({ person: fc.constant('teacher'), salt: bytes, own: bytes, verifier: bytes })
    await fc.assert(
      fc.asyncProperty(pin, fc.string(), async (told, typed) => {
        const pin = v.safeParse(PinVerifier, { ...told, name: '', iterations: 1 })
        if (pin.success) await checked(await slowly(typed, pin.output), pin.output.own)
      }),
      { numRuns: 60 },
    )
  })

  test('is given up where it has no end', async () => {
    const chunk = new Uint8Array(1_000_000).fill(32)
    let given = 0
    const body = () =>
      new ReadableStream<Uint8Array>({
        pull(stream) {
          given += 1
          stream.enqueue(chunk)
        },
      })
    const carrier = httpCarrier({
      fetch: async () => new Response(body()),
      prove: async () => 'Proof x',
      deflate: async (text) => text,
    })
    await expect(carrier.pull(tablet, {})).rejects.toMatchObject({ why: 'line' })
    expect(given).toBeLessThan(100)
  })
})

describe('a place', () => {
  let hub: TestHub
  let panel: PlaceStore
  beforeEach(async () => {
    hub = await openSmallCounty()
    panel = await openPlace(hub, 'panel')
  })
  afterEach(() => hub.close())

  test('keeps what was recorded at it, whatever a hub tells it', async () => {
    const lesson = id.lesson('three.20260908.1')
    await panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'late' }), people.aide)
    const self = await selfOf(panel.store)
    if (!self) return expect.unreachable()
    const pull = await panel.carrier.pull(self.device, {})
    const scope = fc.constantFrom('place:panel', 'class:three', 'class:four', 'county', 'place:tablet', '')
    const number = fc.oneof(fc.constantFrom(0, 1, 2, pull.now), fc.maxSafeNat())
    const text = fc.constantFrom(...pull.pages.map((page) => page.facts))
    // Cut somewhere, or with another word somewhere.
    const otherwise = fc.tuple(text, fc.nat(), word, fc.boolean()).map(([whole, at, other, isCut]) => {
      const words = [...whole.matchAll(/"[^"]*"|\d+/g)]
      const one = words[at % words.length]
      if (isCut || !one) return whole.slice(0, at % whole.length)
      return whole.slice(0, one.index) + JSON.stringify(other) + whole.slice(one.index + one[0].length)
    })
    const page = fc.record({
      scope,
      facts: fc.oneof(text, otherwise, fc.string()),
      cursor: fc.constantFrom('', '1.1', '99999.7'),
      restart: fc.boolean(),
      more: fc.boolean(),
    })
    const any: fc.Arbitrary<Pull> = fc.record({
      scopes: fc.array(scope, { maxLength: 4 }),
      pages: fc.array(page, { maxLength: 3 }),
      refused: fc.array(fc.record({ seq: number, why: fc.constantFrom('malformed', 'revoked') }), { maxLength: 2 }),
      photos: fc.constant([]),
      upTo: number,
      last: number,
      safe: number,
      now: fc.oneof(
        fc.constantFrom(0, pull.now),
        fc.maxSafeNat().map((n) => n % 8.64e15),
      ),
    })
    await fc.assert(
      fc.asyncProperty(any, async (told) => {
        const as = (await selfOf(panel.store))?.device ?? tablet
        const asked = { as, cursors: await cursors(panel.store), sentAt: hub.now(), heardAt: hub.now() }
        // A page that is not what the format says is refused whole.
        await absorb(panel.store, told, asked).catch((error: Error) => expect(error.message).toMatch(/malformed/))
        const own = await panel.store.db.facts
          .filter(({ kind, by }) => kind === 'attendance.marked' && by === 'aide')
          .toArray()
        expect(own.map(({ body }) => body)).toEqual([{ lesson, pupil: 'ann', status: 'late' }])
      }),
      { numRuns: 30 },
    )
  })

  test('lives through whatever is said on the live channel, keeps what was recorded, and opens another one', async () => {
    const lesson = id.lesson('three.20260908.1')
    await panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'late' }), people.aide)
    const sockets: Socket[] = []
    class Socket {
      readonly OPEN = 1
      readyState = 1
      onmessage: ((event: { data: unknown }) => void) | null = null
      onclose: ((event: { code: number }) => void) | null = null
      constructor() {
        sockets.push(this)
      }
      send = () => undefined
      close = (code = 1005) => {
        this.readyState = 3
        this.onclose?.({ code })
      }
    }
    vi.stubGlobal('WebSocket', Socket)
    vi.stubGlobal('location', { protocol: 'https:', host: 'hub' })
    vi.stubGlobal('document', { visibilityState: 'visible' })
    vi.stubGlobal('navigator', {
      onLine: true,
      locks: locksOfOneBrowser(),
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const channel = liveChannel(panel.store, 'any', () => undefined)
    const about = fc.record({
      t: fc.constantFrom('nonce', 'pull', 'receipt', 'beat', 'x'),
      nonce: word,
      pull: said,
      id: word,
    })
    const anything = fc.oneof(
      about.map((one) => JSON.stringify(one)),
      said.map((one) => JSON.stringify(one)),
      fc.string(),
    )
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anything, { maxLength: 6 }),
          fc.constantFrom(1001, 1008, 4401, 4403),
          async (all, code) => {
            // 30 s are the longest wait between two tries.
            for (let n = 0; n < 31 && sockets[sockets.length - 1]?.readyState !== 1; n++)
              await vi.advanceTimersByTimeAsync(1_000)
            const socket = sockets[sockets.length - 1]
            expect(socket?.readyState).toBe(1)
            for (const data of all) socket?.onmessage?.({ data })
            const kept = await panel.store.db.rows.get(`attendance/${lesson}/ann`)
            expect(kept?.state).toMatchObject({ status: 'late' })
            socket?.close(code)
          },
        ),
        { numRuns: 40 },
      )
      expect(channel.isOpen()).toBe(false)
    } finally {
      channel.stop()
      vi.useRealTimers()
      vi.unstubAllGlobals()
    }
  })

  test('keeps no file that is not what its name says, however several come in one answer', async () => {
    const chunk = fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes))
    const size = fc.constantFrom(0, 1, 20)
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), fc.array(size, { maxLength: 3 }), async (chunks, sizes) => {
        const left = [...chunks]
        const stream = { size: 0, type: '', read: async () => left.shift(), cancel: () => undefined }
        const blobs = sizes.map((size, n) => ({ hash: String(n).repeat(64), size, type: 'image/png' }))
        const carrier = { ...panel.carrier, fetchBlobs: async () => stream }
        const failed = await fetchTogether(panel.store, carrier, blobs).catch((error: unknown) => error)
        if (!(failed instanceof Set)) expect(failed).toBeInstanceOf(CarrierFailure)
        expect(await panel.store.db.blobs.count()).toBe(0)
      }),
      { numRuns: 30 },
    )
  })
})
