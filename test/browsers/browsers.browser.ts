import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tabletSlowness } from '../network/lines.ts'
import { type LaunchedBrowser, launch, runsHere, slowDown, versions } from './launch.ts'

const page = `<!doctype html><html lang="zh-CN"><title>站</title>
<button onclick="this.textContent = '已交'">交作业</button>`

const worker = `
addEventListener('install', (event) => event.waitUntil(caches.open('shell').then((cache) => cache.add('/'))))
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((hit) => hit || fetch(event.request))))`

let site: Server
let address: string

beforeAll(async () => {
  site = createServer((request, response) => {
    const script = request.url === '/worker.js'
    response
      .setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8')
      .end(script ? worker : page)
  })
  await new Promise<void>((resolve) => site.listen(0, resolve))
  address = `http://localhost:${(site.address() as AddressInfo).port}/`
})

afterAll(() => {
  site.closeAllConnections()
  site.close()
})

describe.each(versions)('Chromium %s', (version) => {
  const it = test.skipIf(!runsHere(version))

  describe('at work', () => {
    let launched: LaunchedBrowser
    let tab: Page

    beforeAll(async () => {
      if (!runsHere(version)) return
      launched = await launch(version)
      tab = await launched.context.newPage()
      await tab.goto(address)
    })

    afterAll(() => launched?.close())

    it('is the version it says', () => {
      const major = launched.browser.version().split('.')[0]
      if (version === 'current') expect(Number(major)).toBeGreaterThan(109)
      else expect(major).toBe(version)
    })

    it('speaks Chinese and keeps the time of China', async () => {
      expect(
        await tab.evaluate(() => ({
          language: navigator.language,
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          day: new Intl.DateTimeFormat('zh-CN', { weekday: 'long' }).format(0),
        })),
      ).toEqual({ language: 'zh-CN', zone: 'Asia/Shanghai', day: '星期四' })
    })

    it('is driven by role and text as a person would', async () => {
      await tab.getByRole('button', { name: '交作业' }).click()
      await tab.getByText('已交').waitFor()
      expect((await tab.screenshot()).byteLength).toBeGreaterThan(1000)
    })

    it('gives other contexts that know nothing of the profile', async () => {
      await tab.evaluate(writeStrictly, '考勤')
      const context = await launched.browser.newContext({ viewport: { width: 800, height: 600 } })
      const other = await context.newPage()
      await other.goto(address)
      expect(await other.evaluate(readBack)).toBe(undefined)
      expect(await other.evaluate(() => innerWidth)).toBe(800)
      await context.close()
    })

    it('is slowed down on demand', async () => {
      // The machine may be busy with something else while one of the two is measured.
      const slowness = async () => {
        await slowDown(tab, 1)
        const quick = await tab.evaluate(busyMs)
        await slowDown(tab, tabletSlowness)
        return (await tab.evaluate(busyMs)) / quick
      }
      await expect.poll(slowness, { timeout: 30_000 }).toBeGreaterThan(2.5)
    })
  })

  describe('started again', () => {
    let profile: string
    let open: LaunchedBrowser[]

    beforeEach(async () => {
      profile = await mkdtemp(path.join(tmpdir(), 'tongke-browser-'))
      open = []
    })

    afterEach(async () => {
      await Promise.all(open.map((browser) => browser.cutPower()))
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    })

    async function start() {
      const launched = await launch(version, { profile })
      open.push(launched)
      return launched
    }

    it('finds what IndexedDB had committed; a power cut left no process', async () => {
      const first = await start()
      const tab = await first.context.newPage()
      await tab.goto(address)
      await tab.evaluate(writeStrictly, '考勤')
      if (canSeeProcesses) expect((await processesNaming(profile)).length).toBeGreaterThan(1)
      await first.cutPower()
      if (canSeeProcesses) await expect.poll(() => processesNaming(profile)).toEqual([])

      const again = await (await start()).context.newPage()
      await again.goto(address)
      expect(await again.evaluate(readBack)).toBe('考勤')
    })

    it('opens a page without a network from its service worker; closing left no process, and what was committed', async () => {
      const first = await start()
      const tab = await first.context.newPage()
      await tab.goto(address)
      await tab.evaluate(async () => {
        const controlled = new Promise((resolve) =>
          navigator.serviceWorker.addEventListener('controllerchange', resolve),
        )
        await navigator.serviceWorker.register('/worker.js')
        await controlled
      })
      await tab.evaluate(writeStrictly, '考勤')
      await first.close()
      if (canSeeProcesses) await expect.poll(() => processesNaming(profile)).toEqual([])

      const second = await start()
      await second.context.setOffline(true)
      const again = await second.context.newPage()
      await again.goto(address)
      expect(await again.title()).toBe('站')
      expect(await again.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
      expect(await again.evaluate(readBack)).toBe('考勤')
    })
  })
})

const canSeeProcesses = process.platform === 'linux'

async function processesNaming(word: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  // A process may end while it is being looked at; one that has ended says nothing.
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.includes(word))
}

/** Runs in the page, as do the functions below. */
async function writeStrictly(value: string): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('place', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('facts')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const transaction = database.transaction('facts', 'readwrite', { durability: 'strict' })
  transaction.objectStore('facts').put(value, 1)
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}

async function readBack(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('place', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('facts')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction('facts').objectStore('facts').get(1)
      reading.onsuccess = () => resolve(reading.result)
    }
  })
}

function busyMs(): number {
  const start = performance.now()
  let sum = 0
  for (let i = 0; i < 3e7; i++) sum += Math.sqrt(i)
  return performance.now() - start + (sum < 0 ? 1 : 0)
}
