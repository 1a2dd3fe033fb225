import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { ownFacts, whole } from './device-facts.ts'
import { openPlace, screens } from './places.ts'

/** The power goes, at the classroom's panel and at the hub, in the middle of what they write. */

let folder: string
let profile: string
let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser
let page: Page
let home: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tongke-hub-'))
  profile = await mkdtemp(path.join(tmpdir(), 'tongke-panel-'))
  ;[hub, launched] = await Promise.all([startHub({ DATA_DIR: folder }), launch('current', { profile })])
  line = await openRelay(hub.port)
  const classroom = await openPlace(launched.browser, 'classroom', line.port, { context: launched.context })
  page = classroom.page
  home = classroom.home
})
afterAll(async () => {
  await launched.close()
  await line.close()
  await hub.stop()
  await rm(folder, { recursive: true })
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

/** A machine that is busy with others is waited for, ms. */
const patient = { timeout: 20_000 }
const isThere = /实到 (\d+)/

async function register(n: number): Promise<void> {
  await page.goto(`${home}/attendance`)
  await page.getByRole('navigation', { name: '今天的课' }).getByRole('button').nth(n).click()
  await page.waitForURL(/\/attendance\/./)
  await page.getByText(isThere).waitFor()
}

async function countShown(): Promise<number> {
  const words = await page.getByText(isThere).textContent()
  return Number(isThere.exec(words ?? '')?.[1])
}

/** Touches everybody as fast as a page can, and resolves as soon as so many are shown as there. */
async function touchUntil(count: number): Promise<number> {
  // Shown once it is known that marks may be made here: a touch before that makes none.
  await page.getByRole('button', { name: '全到' }).waitFor()
  return page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const shown = () => Number(/实到 (\d+)/.exec(document.body.textContent ?? '')?.[1])
        const watching = new MutationObserver(() => shown() >= count && resolve(shown()))
        watching.observe(document.body, { subtree: true, childList: true, characterData: true })
        for (const touch of document.querySelectorAll<HTMLElement>('.attendance-touch')) touch.click()
      }),
    count,
  )
}

test('a panel that is killed in mid-write has all that its screen showed, and its numbers are whole', async () => {
  for (const [n, count] of [1, 4, 8].entries()) {
    await register(n)
    const lesson = page.url()
    const shown = await touchUntil(count)
    await launched.cutPower()
    launched = await launch('current', { profile })
    page = await launched.context.newPage()
    await page.setViewportSize(screens.projector)
    // By its address: behind midnight another lesson stands at its place among today's.
    await page.goto(lesson)
    await expect.poll(countShown, patient).toBeGreaterThanOrEqual(shown)
    const kept = await ownFacts(page)
    expect(kept.numbers).toEqual(whole(kept.recorded))
  }
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
})

test('a hub that is killed while it takes facts in loses none that it confirmed, and gets the others', async () => {
  await register(3)
  for (let kills = 0; kills < 3; kills++) {
    const { delivered } = await ownFacts(page)
    // Marked and marked otherwise without an end: there is always a batch on its way.
    await page.evaluate(() => {
      const touchNext = (n: number) => {
        const all = document.querySelectorAll<HTMLElement>('.attendance-touch')
        all[n % all.length]?.click()
        requestAnimationFrame(() => n < 100 && touchNext(n + 1))
      }
      touchNext(0)
    })
    await expect
      .poll(async () => (await ownFacts(page)).delivered, { ...patient, interval: 5 })
      .toBeGreaterThan(delivered)
    await hub.kill()
    const confirmed = await ownFacts(page)
    expect(numbersAtHub(confirmed.device)).toEqual(expect.arrayContaining(whole(confirmed.delivered)))
    hub = await startHub({ DATA_DIR: folder, PORT: String(hub.port) })
  }
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  await expect
    .poll(async () => {
      const { recorded, delivered } = await ownFacts(page)
      return recorded - delivered
    }, patient)
    .toBe(0)
  const kept = await ownFacts(page)
  expect(numbersAtHub(kept.device)).toEqual(whole(kept.recorded))
})

/** What the hub has of a device, past the hub; and its database is sound. */
function numbersAtHub(device: string): number[] {
  const db = new Database(path.join(folder, 'hub.db'))
  try {
    expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    const facts = db.prepare('select seq from fact where device = ? order by seq').all(device) as { seq: number }[] // of the hub's own table
    return facts.map(({ seq }) => seq)
  } finally {
    db.close()
  }
}
