import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'
import { openRelay, type Relay } from '../network/relay.ts'
import { board, draw, inked } from './board.ts'
import { openCounty } from './county.ts'
import { appIsKept, type OpenPlace, openPlace, unlock } from './places.ts'

/** A host teaches from the studio, and a classroom far away follows on its projector, on a line that goes and comes. */

/** This machine may be busy with others. */
const patience = { timeout: 15_000 }

const county = openCounty(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
let line: Relay
let studio: OpenPlace
let classroom: OpenPlace
let lesson = ''

beforeAll(async () => {
  line = await openRelay(county.hub.port, { whenDead: 'silent' })
  ;[studio, classroom] = await Promise.all([
    openPlace(county.launched.browser, 'studio', county.hub.port),
    openPlace(county.launched.browser, 'classroom', line.port),
  ])
})
afterAll(() => line.close())

test('a lesson begins in the studio, and the classroom is in it with one touch, in sound and on the board', async () => {
  const first = studio.page.locator('.day .card').first()
  const subject = (await first.locator('strong').textContent()) ?? ''
  await first.click()
  await studio.page.waitForURL(/\/studio\/./)
  lesson = studio.page.url().split('/').pop() ?? ''
  await unlock(studio, `studio/${lesson}`)
  await studio.page.getByRole('button', { name: '开始直播上课' }).click()
  await studio.page.getByText('话筒开着').waitFor()

  await appIsKept(classroom.page)
  await classroom.page.locator('.day .card', { hasText: subject }).first().click()
  await classroom.page.getByText(/正在直播/).waitFor()
  await onTheWall('声音和板书')

  await draw(studio.page, 0.2)
  await expect.poll(() => inked(classroom.page), patience).toBeGreaterThan(200)
})

test('what is drawn shows in the classroom while the pen is still down', async () => {
  const before = await inked(classroom.page)
  const { x, y, width } = await board(studio.page)
  await studio.page.mouse.move(x + width * 0.1, y + 200)
  await studio.page.mouse.down()
  for (let n = 0; n < 20; n++) await studio.page.mouse.move(x + width * 0.1 + n * 8, y + 200)
  await expect.poll(() => inked(classroom.page), patience).toBeGreaterThan(before + 100)
  await studio.page.mouse.up()
})

test('a hand goes up, the class has the floor and is heard, and the floor goes back', async () => {
  await classroom.page.getByRole('button', { name: '举手' }).click()
  await studio.page.getByRole('button', { name: '请发言' }).first().click()
  await classroom.page.getByText('老师请你们发言').waitFor()
  await classroom.page.getByRole('button', { name: '打开话筒' }).click()
  await onTheWall('正在发言')
  await studio.page.getByRole('button', { name: '结束发言' }).click()
  await expect.poll(() => classroom.page.getByText('老师请你们发言').count(), patience).toBe(0)
  await onTheWall('发言 1 次')
})

test('a question is counted by hand, and the host sees the spread', async () => {
  await studio.page.getByRole('button', { name: '选择 4 项' }).click()
  await classroom.page.getByText('老师在提问').waitFor()
  for (let n = 0; n < 3; n++) await classroom.page.getByRole('button', { name: /B.*多一/ }).click()
  await studio.page.getByText('3 / 12 人已答').waitFor()
  await studio.page.getByRole('button', { name: '停止答题' }).click()
  await expect.poll(() => classroom.page.getByText('老师在提问').count(), patience).toBe(0)
})

test('time that the host gives runs down on both screens in step, until the host ends it', async () => {
  await studio.page.getByRole('button', { name: '计时' }).click()
  await studio.page.getByText('5 分钟', { exact: true }).click()
  await classroom.page.getByRole('timer').waitFor()
  const left = async ({ page }: OpenPlace) => {
    const [, minutes, seconds] = /(\d+):(\d+)/.exec((await page.getByRole('timer').textContent()) ?? '') ?? []
    return Number(minutes) * 60 + Number(seconds)
  }
  const [here, there] = await Promise.all([left(studio), left(classroom)])
  expect(here).toBeGreaterThan(280)
  expect(Math.abs(here - there)).toBeLessThan(3)
  await studio.page.getByRole('button', { name: '停止计时' }).click()
  await classroom.page.getByRole('timer').waitFor({ state: 'detached' })
})

test('a photo of paper and a drawing answer questions; the photo goes on the board, and is drawn on, for everybody', async () => {
  const answers = studio.page.locator('.studio-questions')
  await answers.getByRole('button', { name: '画图' }).click()
  await classroom.page.getByRole('button', { name: '在屏幕上画' }).click()
  await draw(classroom.page, 0.3, '.board-pad-sheet .board-surface')
  await classroom.page.getByRole('button', { name: '交上去', exact: true }).click()
  await answers.getByRole('button', { name: /画图$/ }).waitFor()
  await answers.getByRole('button', { name: '停止答题' }).click()

  await answers.getByRole('button', { name: '拍照' }).click()
  await classroom.page.getByText(/只拍纸/).waitFor()
  const paper = classroom.page.locator('.classroom-asked input[type=file]')
  await paper.setInputFiles(path.join(root, 'public', 'icon-512.png'))
  await answers.getByRole('button', { name: /拍照$/ }).click()
  const large = studio.page.getByRole('dialog').locator('img')
  await expect.poll(() => width(large), patience).toBe(512)
  await studio.page.getByRole('button', { name: '放到黑板上给大家看' }).click()
  await expect.poll(() => width(classroom.page.getByAltText('拍下来的纸面')), patience).toBe(512)
  await answers.getByRole('button', { name: '停止答题' }).click()
  await draw(studio.page, 0.2)
  await expect.poll(() => inked(classroom.page), patience).toBeGreaterThan(200)
})

test('a classroom that has the board alone reads what is said, until it hears it again', async () => {
  const standing = (words: string) => classroom.page.getByRole('button', { name: new RegExp(`^${words}`) })
  await standing('声音和板书').click()
  await classroom.page.getByText('板书', { exact: true }).click()
  await studio.page.getByText(/听不到声音。把正在讲的话/).waitFor()
  await studio.page.getByLabel('正在讲什么').fill('请看第三题，先自己想一想')
  await studio.page.getByRole('button', { name: '给他们看' }).click()
  await classroom.page.getByText('请看第三题，先自己想一想').waitFor()
  await standing('板书').click()
  await classroom.page.getByText('自动选择').click()
  await classroom.page.getByText('请看第三题，先自己想一想').waitFor({ state: 'detached' })
  await studio.page.getByText(/听不到声音。把正在讲的话/).waitFor({ state: 'detached' })
})

test('a classroom whose line goes keeps its page, and catches up on what was taught when it is back', async () => {
  line.cut()
  await classroom.page.getByText(/线路断了：/).waitFor()
  await onTheWall('断开了')
  await studio.page.getByRole('button', { name: '空白页' }).click()
  await studio.page.locator('.lesson-where', { hasText: '空白页' }).waitFor()
  await draw(studio.page, 0.5)
  expect(await inked(classroom.page)).toBeGreaterThan(200)
  line.repair()
  await classroom.page.getByText(/线路断了：/).waitFor({ state: 'detached' })
  await expect.poll(() => classroom.page.locator('.live-missing, .fit').count(), patience).toBe(0)
  await expect.poll(() => inked(classroom.page), patience).toBeGreaterThan(100)
})

test('the studio’s page is loaded anew in mid-lesson: the lesson goes on, with all that was drawn', async () => {
  await studio.page.reload()
  await unlock(studio, `studio/${lesson}`)
  await studio.page.getByText('话筒开着').waitFor()
  await expect.poll(() => inked(studio.page), patience).toBeGreaterThan(100)
  await studio.page
    .getByRole('button', { name: '回到课件' })
    .or(studio.page.getByRole('button', { name: '上一页' }))
    .first()
    .waitFor()
})

test('the lesson ends for everybody when the host ends it', async () => {
  await studio.page.getByRole('button', { name: '下课' }).click()
  await studio.page.getByRole('dialog').getByRole('button', { name: '下课' }).click()
  await classroom.page.getByRole('button', { name: '下一页' }).waitFor()
  expect(await classroom.page.getByText(/正在直播/).count()).toBe(0)
  // What is said above the page takes nothing from the controls below it.
  await classroom.page.getByText('可以回看').waitFor()
  const close = await classroom.page.getByRole('button', { name: '下课' }).boundingBox()
  expect((close?.y ?? 0) + (close?.height ?? 0)).toBeLessThanOrEqual(1080)
})

test('what was taught is a resource that came by itself, and is looked at again without a line', async () => {
  await classroom.page.goto(classroom.page.url().replace(/\/lesson\/.*/, '/library'))
  const card = classroom.page.locator('.library-package', { hasText: /\d 分钟/ })
  await card.getByText('备好了').waitFor()
  line.cut()
  await card.locator('.ui-tile').first().click()
  await classroom.page.getByRole('button', { name: '播放' }).click()
  await expect.poll(() => place(classroom.page), patience).toBeGreaterThan(0)
  await classroom.page.getByRole('button', { name: '暂停' }).click()
  // The last that was drawn is on its page when one goes there.
  expect(await inked(classroom.page)).toBe(0)
  await classroom.page.getByRole('slider').press('End')
  await expect.poll(() => inked(classroom.page), patience).toBeGreaterThan(100)
})

async function onTheWall(words: string): Promise<void> {
  await studio.page.locator('.studio-room', { hasText: '青山教学点' }).getByText(words).waitFor()
}

function width(picture: Locator): Promise<number> {
  return picture.evaluate((image: HTMLImageElement) => image.naturalWidth)
}

/** How far the replay is, ms. */
function place(page: Page): Promise<number> {
  return page.getByRole('slider').evaluate((slider) => Number((slider as HTMLInputElement).value))
}
