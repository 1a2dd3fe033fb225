import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'
import { openRelay, type Relay } from '../network/relay.ts'
import { chooseLesson } from './choose-lesson.ts'
import { openCounty } from './county.ts'
import { ownFacts, whole } from './device-facts.ts'
import { type SmallDisk, smallDisk } from './full-disk.ts'
import { appIsKept, type OpenPlace, openPlace, pick, pinPad, typePin, unlock } from './places.ts'

/** A tablet that belongs to nobody, is full, and gets the wrong files and the wrong PINs. */

let folder: string
const county = openCounty()
let line: Relay
let tablet: OpenPlace
let page: Page
let title: string
let disk: SmallDisk

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tongke-files-'))
  line = await openRelay(county.hub.port)
  const teacher = await openPlace(county.launched.browser, 'teacher', county.hub.port)
  await unlock(teacher, 'homework/set')
  await chooseLesson(teacher.page, '音乐')
  await teacher.page.getByRole('checkbox').first().check()
  await teacher.page.getByRole('checkbox').last().check()
  title = await teacher.page.getByLabel('作业名称').inputValue()
  await teacher.page.getByRole('button', { name: '布置', exact: true }).click()
  await teacher.page.waitForURL(/\/homework\/[\w-]{12,}$/)
  const context = await county.launched.browser.newContext()
  disk = await smallDisk(context, `http://localhost:${line.port}`, 8_000_000)
  tablet = await openPlace(county.launched.browser, 'tablet', line.port, { context })
  page = tablet.page
  await appIsKept(page)
})
afterAll(async () => {
  await line.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  await page.goto(tablet.home)
})

/** A machine that is busy with others is waited for, ms. */
const patient = { timeout: 20_000 }

async function begin(pupil: RegExp): Promise<void> {
  await pick(page, pupil)
  await page.getByText(title).first().click()
  await page.getByText(/第 1 题，共 2 题/).waitFor()
}

const option = (n: number) => page.getByRole('group', { name: '选项' }).getByRole('button').nth(n)
const camera = () => page.locator('input[type=file]').first()

test('on a full disk a pupil is told what was not kept; with room again it goes on, and nothing is missing', async () => {
  await begin(/石榴/)
  await option(0).click()
  await expect.poll(async () => (await ownFacts(page)).recorded).toBe(1)

  const refused = page.getByRole('alert').filter({ hasText: '没有记下：本机存满了' })
  let kept = 1
  // What the app holds in reserve for this goes first, and is as soon used up.
  for (let n = 1; (await refused.count()) === 0; n++) {
    await disk.fill()
    await option(n % 2).click()
    await expect
      .poll(async () => (await refused.count()) > 0 || (await ownFacts(page)).recorded > kept, patient)
      .toBe(true)
    kept = (await ownFacts(page)).recorded
  }
  await camera().setInputFiles(path.join(root, 'public', 'icon-512.png'))
  await page.getByRole('alert').filter({ hasText: '照片没有存下' }).waitFor()
  expect((await ownFacts(page)).numbers).toEqual(whole(kept))

  await disk.clear()
  await option(2).click()
  await page.getByRole('alert').filter({ hasText: '没有记下' }).waitFor({ state: 'detached' })
  await camera().setInputFiles(path.join(root, 'public', 'icon-512.png'))
  await page.getByText('照片存好了').waitFor()
  await page.getByRole('button', { name: '交给别人' }).click()
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  expect((await ownFacts(page)).numbers).toEqual(whole(kept + 2))
  await pick(page, /石榴/)
  await page.getByText('做了 1 题').waitFor()
})

test('a file that is too large or no photo is answered with a sentence, and what was done is still there', async () => {
  await begin(/山雀/)
  await option(1).click()
  const huge = path.join(folder, 'film.jpg')
  await writeFile(huge, new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))
  await truncate(huge, 80 * 1024 * 1024)
  const words = path.join(folder, 'words.jpg')
  await writeFile(words, '这不是照片')
  const broken = path.join(folder, 'broken.jpg')
  await writeFile(broken, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))
  for (const [file, sentence] of [
    [huge, '这个文件太大了'],
    [words, '这不是照片'],
    [broken, '这张照片坏了'],
  ] as const) {
    await photograph(file)
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor()
  }
  await page.locator('[aria-pressed=true]').filter({ hasText: /^B/ }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: '你是谁？' }).waitFor()
  await pick(page, /山雀/)
  await page.getByText('做了 1 题').waitFor()
})

test('is handed over with one touch, and goes back to the picker when nobody touches it', async () => {
  await begin(/云朵/)
  await page.getByRole('button', { name: '交给别人' }).click()
  await page.getByRole('heading', { name: '你是谁？' }).waitFor()

  await begin(/云朵/)
  await option(0).click()
  await minutesPass(2.9)
  await page.getByRole('dialog', { name: '还在用吗？' }).waitFor()
  await page.getByRole('button', { name: '我还在用' }).click()
  await page.getByText(/第 1 题，共 2 题/).waitFor()
  await minutesPass(6)
  await page.getByRole('heading', { name: '你是谁？' }).waitFor()
})

test('wrong PINs are answered ever more slowly, without a line too, and a reload does not help', async () => {
  line.cut()
  await page.getByRole('button', { name: '老师' }).click()
  const keys = page.getByRole('button', { name: '1', exact: true })
  const alert = page.getByRole('alert')
  const waits: number[] = []
  for (const wait of [false, false, true, true]) {
    await typePin(page, '1111')
    await alert.filter({ hasText: wait ? /秒后再试/ : '再试一次' }).waitFor()
    if (!wait) continue
    const seconds = Number(/\d+/.exec((await alert.textContent()) ?? '')?.[0])
    waits.push(seconds)
    await page.reload()
    await pinPad(page)
    await alert.filter({ hasText: /秒后再试/ }).waitFor()
    // Setting the clock does not help either.
    await minutesPass(1)
    expect(await keys.isDisabled()).toBe(true)
    await secondsRun(seconds)
    await keys.and(page.locator(':enabled')).waitFor()
  }
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0)
  await typePin(page, '2468')
  await page.waitForURL(/\/homework$/)
  line.repair()
})

test('a consent that is withdrawn at the office takes name and photos of the child, and leaves the work on paper until they are erased', async () => {
  const cameras = page.locator('.pupil-footer input[type=file]')
  const answers: string[] = []
  page.on('response', (response) => {
    const method = response.request().method()
    if (response.url().includes('/api/blobs/') && method !== 'GET') answers.push(`${method} ${response.status()}`)
  })
  const office = await openPlace(county.launched.browser, 'office', county.hub.port)
  await unlock(office, 'office/consent')
  await begin(/谷雨/)
  line.cut()
  await office.page.getByRole('button', { name: '青山教学点 三年级' }).click()
  await office.page.getByRole('button', { name: '谷雨 的同意书' }).click()
  await office.page.getByRole('button', { name: '撤回' }).click()
  await office.page.getByRole('button', { name: '记下撤回' }).click()
  await office.page.getByRole('row', { name: /谷雨 3 号 不可以/ }).waitFor()

  // The tablet has not heard of it and takes both photos; the hub takes one.
  await page.getByRole('button', { name: '第 2 题' }).click()
  await cameras.nth(1).setInputFiles(path.join(root, 'public', 'icon-192.png'))
  await page.getByText('照片存好了').waitFor()
  const recorded = (await ownFacts(page)).recorded
  await cameras.first().setInputFiles(path.join(root, 'public', 'icon-maskable-512.png'))
  await expect.poll(async () => (await ownFacts(page)).recorded).toBe(recorded + 1)
  await page.getByRole('button', { name: '交给别人' }).click()
  line.repair()
  await page.getByRole('button', { name: /需要老师看一下/ }).waitFor(patient)
  await expect.poll(() => answers, patient).toEqual(expect.arrayContaining(['HEAD 403', 'PATCH 204']))

  // From now on the tablet says a number, and offers no camera for the child.
  await pick(page, /3 号/)
  await page.getByText(title).first().click()
  await page.getByRole('button', { name: '第 2 题' }).click()
  await expect.poll(() => cameras.count()).toBe(1)
  expect(await page.getByText('谷雨').count()).toBe(0)

  // The guardian asks for more: erased at the office, the child is no longer on the tablet either.
  await office.page.getByRole('button', { name: '人员' }).click()
  await office.page.getByLabel('姓名或编号').fill('谷雨')
  await office.page.getByRole('button', { name: '查找' }).click()
  await office.page.getByRole('button', { name: '打开 谷雨' }).click()
  await office.page.getByRole('button', { name: '删除这个人的资料' }).click()
  const erase = office.page.getByRole('button', { name: '删除', exact: true })
  expect(await erase.isDisabled()).toBe(true)
  await office.page.getByLabel(/要删，请在这里打/).fill('谷雨')
  await erase.click()
  await office.page.getByText('服务器上已经删掉了').waitFor()
  expect(await office.page.getByText('谷雨').count()).toBe(0)
  await page.getByRole('button', { name: '交给别人' }).click()
  await page.getByRole('button', { name: /小满/ }).waitFor()
  await expect.poll(() => page.getByRole('button', { name: /3 号/ }).count()).toBe(0)
})

/** Past Playwright, which sends the bytes of a file to the browser, 50 MB at most. */
async function photograph(file: string): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const { root: document } = await browser.send('DOM.getDocument')
  const { nodeId } = await browser.send('DOM.querySelector', {
    nodeId: document.nodeId,
    selector: '.pupil-footer input[type=file]',
  })
  await browser.send('DOM.setFileInputFiles', { files: [file], nodeId })
  await browser.detach()
}

/** So many seconds run by on the clock of the page that nobody can set. */
async function secondsRun(seconds: number): Promise<void> {
  await page.evaluate((ms) => {
    const before = performance.now.bind(performance)
    performance.now = () => before() + ms
  }, seconds * 1_000)
}

/** The wall clock of the page goes on by that much at once, as it does for a tablet that was asleep. */
async function minutesPass(minutes: number): Promise<void> {
  await page.evaluate((ms) => {
    const before = Date.now.bind(Date)
    Date.now = () => before() + ms
  }, minutes * 60_000)
}
