import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LaunchedBrowser, launch, runsHere, versions } from '../browsers/launch.ts'
import { type DistantHub, openDistantHub } from './distant-hub.ts'
import type { LineProperties } from './line.ts'
import { thinLine } from './lines.ts'

const picture = Buffer.alloc(6250, 'x') // 50,000 bits: a second on a thin line

let hub: Server
let distant: DistantHub
let launched: LaunchedBrowser

beforeEach(async () => {
  hub = createServer((asked, answer) => {
    if (asked.url === '/worker.js') answer.setHeader('content-type', 'text/javascript').end('onfetch = () => undefined')
    else if (asked.url === '/picture') answer.end(picture)
    else answer.setHeader('content-type', 'text/html').end('<!doctype html><title>lesson</title>')
  })
  await once(hub.listen(0), 'listening')
})

afterEach(async () => {
  await launched.close()
  await distant.close()
  hub.closeAllConnections()
  hub.close()
})

async function visit(version: (typeof versions)[number], line: LineProperties, http2: boolean) {
  distant = await openDistantHub((hub.address() as AddressInfo).port, line, { http2 })
  launched = await launch(version, { args: distant.switches })
  const page = await launched.context.newPage()
  await page.goto(distant.url)
  return page
}

describe.each(versions)('a distant hub, to Chromium %s', (version) => {
  const tests = test.skipIf(!runsHere(version))

  // Of older ones one way is enough: what differs is the front, not the browser.
  tests.for(version === 'current' ? [false, true] : [true])(
    'is secure enough for a service worker (HTTP/2: %s)',
    async (http2) => {
      const page = await visit(version, {}, http2)
      expect(
        await page.evaluate(async () => {
          await navigator.serviceWorker.register('/worker.js')
          return (await navigator.serviceWorker.ready).active !== null && isSecureContext
        }),
      ).toBe(true)
    },
  )
})

const tests = test.skipIf(!runsHere('current'))

tests('a distant hub is as far away as its line says', async () => {
  const page = await visit('current', thinLine, false)
  const before = distant.line.traffic().down
  const start = performance.now()
  await page.evaluate(async () => (await fetch('/picture')).arrayBuffer())
  // The picture, and a round trip.
  expect(performance.now() - start).toBeGreaterThan(1000 + 400 - 30)
  expect(distant.line.traffic().down - before).toBeGreaterThan(picture.length)
})

tests('a distant hub is out of reach while the line is cut', async () => {
  const page = await visit('current', {}, false)
  distant.line.cut()
  expect(await page.evaluate(() => fetch('/picture').catch((error: Error) => error.name))).toBe('TypeError')
  distant.line.repair()
  expect(await page.evaluate(async () => (await fetch('/picture')).status)).toBe(200)
})
