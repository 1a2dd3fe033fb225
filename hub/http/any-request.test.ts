import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { requestsOf } from './any-request.fixture.ts'
import { openApp } from './app.ts'
import { openApiDocument, operations } from './openapi.ts'

/** A child of the class at the teaching point: nobody at another school hears of them, or of anybody there. */
const child = '青山的孩子'

/** All but the live channel, which is no answer (`facts/live.test.ts`). */
const routes = Object.entries(operations).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => operation.status !== 101)
    .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)
const { schemas } = (openApiDocument('') as { components: { schemas: Parameters<typeof requestsOf>[2] } }).components

let hub: TestHub
let app: ReturnType<typeof openApp>
const headers: Record<string, Record<string, string>> = { nobody: {} }
beforeAll(async () => {
  hub = await openSmallCounty()
  app = openApp(hub)
  const enrolled = { class: three, person: id.person('child'), name: child, picture: 'sun', number: 3 } as const
  await hub.recorder.record([memberEnrolled({ ...enrolled, role: 'pupil', from: id.day('2026-08-31') })])
  const office = await (await hub.device('office')).bearer()
  headers.office = { Authorization: office, 'Tongke-By': people.clerk }
  await hub.device('tablet')
  await hub.device('panel')
  headers.elsewhere = { Authorization: await (await hub.device('far-panel')).bearer(), 'Tongke-By': people.clerk }
})
afterAll(() => hub.close())

describe.each(routes)('$method $path', ({ path, method, operation }) => {
  test('answers whatever is asked, and tells nothing to who has no business with it', async () => {
    const anybody = fc.constantFrom('office', 'office', 'elsewhere', 'nobody')
    await fc.assert(
      fc.asyncProperty(anybody, requestsOf(path, operation, schemas), async (who, asked) => {
        hub.clock.now += 20
        const response = await app.request(asked.path, {
          method,
          headers: { ...asked.headers, ...headers[who] },
          ...(asked.body !== undefined && { body: asked.body }),
        })
        const answer = await response.text()
        expect(response.status, answer).toBeLessThan(500)
        const isForThem =
          operation.open || who === 'office' || (who === 'elsewhere' && !/^.api.(office|reports)/.test(path))
        if (!isForThem) expect(response.ok).toBe(false)
        if (who !== 'office') expect(answer).not.toContain(child)
      }),
      { numRuns: operation.body === undefined ? 6 : 15 },
    )
  })
})

describe.each(routes.filter(({ method }) => !/GET|HEAD/.test(method)))('$method $path', ({ path, method }) => {
  test('reads no more than it may of a body without an end', async () => {
    const chunk = new Uint8Array(500_000)
    let read = 0
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        read += chunk.length
        if (read > 100_000_000) stream.error(new Error('that is enough'))
        else stream.enqueue(chunk)
      },
    })
    const asked = path.replace(/\{\w+\}/g, 'three')
    const response = await app.request(asked, {
      method,
      headers: headers.office ?? {},
      body,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBeLessThan(500)
    // The roster's own measure, which is the largest.
    expect(read).toBeLessThan(64_000_000)
  })
})
