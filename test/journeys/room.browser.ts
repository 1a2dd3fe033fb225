import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'

/** A classroom's disk runs full: lessons stop coming, and the register is kept all the same. */

let hub: HubAtWork
let launched: LaunchedBrowser
let classroom: Page
beforeEach(async () => {
  ;[hub, launched] = await Promise.all([startHub(), launch('current')])
  const context = await launched.browser.newContext()
  const origin = `http://localhost:${hub.port}`
  const outside = await context.newPage()
  // What IndexedDB knows of the room left it keeps for a while: it is told before it is used.
  await outside.goto(`${origin}/icon.svg`)
  const devTools = await context.newCDPSession(outside)
  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 70_000_000 })
  classroom = await context.newPage()
  await classroom.goto(`http://localhost:${hub.port}/enrol?code=100001`)
  await classroom.waitForURL(/\/at\//)
})
afterEach(async () => {
  await launched.close()
  await hub.stop()
})

/** Bytes of the place's ballast. */
const ballast = () =>
  classroom.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    const name = `tongke-${location.pathname.split('/')[2]}-ballast`
    return folder.getFileHandle(name).then(
      async (file) => (await file.getFile()).size,
      () => 0,
    )
  })

/** Takes all that is left, by files: what a database lets go comes back only when it tidies up. */
async function takeAll(): Promise<void> {
  const folder = await navigator.storage.getDirectory()
  let n = 0
  const keeps = async (size: number) => {
    n += 1
    try {
      const writing = await (await folder.getFileHandle(`app-${n}`, { create: true })).createWritable()
      await writing.write(new Uint8Array(size))
      await writing.close()
      return true
    } catch {
      return false // the disk is full, as is wanted
    }
  }
  for (const size of [16_777_216, 1_048_576, 65_536, 4_096, 64]) while (await keeps(size));
}

test.skipIf(!runsHere('current'))(
  'on a full disk the ballast goes, and the register is kept',
  { timeout: 120_000 },
  async () => {
    const home = classroom.url()
    await classroom.getByText('备好了').first().waitFor()
    await expect.poll(ballast, { timeout: 40_000, interval: 500 }).toBe(4_194_304)
    await classroom.goto(`${home}/attendance`)
    await classroom.getByRole('button', { name: '全到' }).waitFor()
    await classroom.evaluate(takeAll)
    const pupil = classroom.getByRole('button', { name: '禾苗' }).first()
    await classroom.getByRole('button', { name: '全到' }).click()
    await classroom.getByText(/实到 12/).waitFor()
    // Chromium lets a full origin write a little more, until it looks again, half a minute later.
    let isHere = true
    const touch = async () => {
      isHere = !isHere
      await pupil.click()
      await classroom.getByText(isHere ? /实到 12/ : /实到 11/).waitFor()
    }
    const touched = async () => {
      await touch()
      return ballast()
    }
    await expect.poll(touched, { timeout: 80_000, interval: 400 }).toBe(0)
    await touch()
    expect(await classroom.getByText('没有记下').count()).toBe(0)
  },
)
