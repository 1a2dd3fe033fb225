import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { revokeDevice } from '../../hub/people/devices.ts'
import { openDatabase } from '../../hub/store/database.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { id } from '../hubs/small-county.ts'
import { openRelay, type Relay } from '../network/relay.ts'

/** The office takes a device back, that has something to deliver and is open in two tabs, beside another place. */

let hub: HubAtWork
let db: HubDb
let line: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  hub = await startHub()
  db = await openDatabase({ dataDir: hub.dataDir })
})
afterAll(async () => {
  await db.destroy()
  await hub.stop()
})
beforeEach(async () => {
  line = await openRelay(hub.port)
})
afterEach(async () => {
  await launched.close()
  await line.close()
})

async function enrol(code: string): Promise<Page> {
  const page = await launched.context.newPage()
  await page.goto(`http://localhost:${line.port}/enrol?code=${code}`)
  await page.waitForURL(/\/at\//)
  await page.getByRole('button', { name: '已全部送达' }).first().waitFor()
  return page
}

const here = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    places: JSON.parse(localStorage.getItem('tongke.places') ?? '[]') as { name: string }[],
  }))

async function deviceOf(page: Page, home: string): Promise<string> {
  await page.goto(`${home}/device`)
  const words = await page.getByText(/^本机编号 \S/).textContent()
  return words?.split(' ').pop() ?? ''
}

test.skipIf(!runsHere('current'))(
  'it delivers, forgets the place in both tabs, and leaves the other place alone',
  async () => {
    launched = await launch('current')
    const classroom = await enrol('100001')
    const home = classroom.url()
    const name = home.split('/').pop() ?? ''
    const own = await enrol('100005')
    const ownHome = own.url()
    const device = await deviceOf(classroom, home)
    const second = await launched.context.newPage()
    await second.goto(home)
    await second.getByRole('button', { name: '已全部送达' }).waitFor()

    await classroom.goto(`${home}/attendance`)
    await classroom.getByRole('button', { name: '全到' }).waitFor()
    line.cut()
    await classroom.getByRole('button', { name: '全到' }).click()
    await classroom.getByRole('button', { name: /本机存着 12 条，等网络/ }).waitFor()
    await revokeDevice(db, id.device(device), Date.now())
    line.repair()

    for (const page of [classroom, second]) {
      await page.getByText('这里记下的 12 条都已送到服务器，由县里保管；本机的数据已经清除。').waitFor()
    }
    const left = await here(own)
    expect(left.databases.filter((one) => one.startsWith('tongke:'))).toEqual([`tongke:${ownHome.split('/').pop()}`])
    expect(left.places.map((place) => place.name)).not.toContain(name)
    const kept = await db.selectFrom('fact').select(['state', 'why']).where('device', '=', device).execute()
    expect(kept).toEqual(Array.from({ length: 12 }, () => ({ state: 'refused', why: 'revoked' })))

    await own.goto(ownHome)
    await own.getByRole('button', { name: '已全部送达' }).waitFor()
    await second.goto(home)
    await second.getByText('本机没有这个地方的数据').waitFor()
    expect((await here(own)).databases).not.toContain(`tongke:${name}`)
  },
)
