import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { appIsKept, openPlace, pick, typePin, unlock } from './places.ts'

/** What nobody has planned is put right in the classroom with the line cut, and comes right elsewhere when it is back. */

const paper = path.join(root, 'public', 'icon-512.png')

let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  launched = await launch('current')
})
afterAll(() => launched.close())
beforeEach(async () => {
  hub = await startHub()
  line = await openRelay(hub.port)
})
afterEach(async () => {
  for (const context of launched.browser.contexts().slice(1)) await context.close()
  await line.close()
  await hub.stop()
})

test('a child who is on no list is added and marked, and picks themselves on a tablet', async () => {
  const classroom = await openPlace(launched.browser, 'classroom', line.port)
  const tablet = await openPlace(launched.browser, 'tablet', hub.port)
  const { page } = classroom
  await page.getByRole('button', { name: /考勤/ }).click()
  await page.getByRole('button', { name: '全到' }).waitFor()
  const register = page.url()
  await appIsKept(page)

  line.cut()
  await page.goto(`${classroom.home}/unlock/attendance/${register.split('/').pop()}`)
  await typePin(page, '2468')
  await page.getByRole('button', { name: '名单上没有的…' }).click()
  await page.getByRole('textbox', { name: '叫什么？' }).fill('小石头')
  await page.getByRole('button', { name: '加上，排 13 号' }).click()
  await page.getByRole('button', { name: '13 小石头 新来的 没点' }).click()
  await page.getByText(/应到 13 · 实到 1/).waitFor()

  line.repair()
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  await pick(tablet.page, /小石头/)
  await tablet.page
    .getByText(/小石头/)
    .first()
    .waitFor()
})

test('a lesson is cancelled with its reason, seen far away, and restored', async () => {
  const classroom = await openPlace(launched.browser, 'classroom', line.port)
  const teacher = await openPlace(launched.browser, 'teacher', hub.port)
  const { page } = classroom
  await page.getByRole('button', { name: /考勤/ }).click()
  await page.getByRole('button', { name: '全到' }).waitFor()
  const lesson = page.url().split('/').pop()
  await appIsKept(page)

  line.cut()
  await page.goto(`${classroom.home}/unlock/cancel/${lesson}`)
  await typePin(page, '2468')
  await page.getByRole('textbox', { name: /再说一句/ }).fill('变压器检修')
  await page.getByRole('button', { name: '停电' }).click()
  await page.waitForURL(`${classroom.home}/attendance/${lesson}`)
  await page.goto(classroom.home)
  await page.getByText('停课：停电').waitFor()

  line.repair()
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  await teacher.page.goto(`${teacher.home}/attendance/${lesson}`)
  await teacher.page.getByText('这节课停课：停电：变压器检修').waitFor()
  await unlock(teacher, `cancel/${lesson}`)
  await teacher.page.getByText(/王老师 记的/).waitFor()
  await teacher.page.getByRole('button', { name: '恢复，这节课照常上' }).click()
  await page.getByText('停课：停电').waitFor({ state: 'detached' })
})

test('a lesson that is in no timetable is begun, has its register, and stands in the day', async () => {
  const { page, home } = await openPlace(launched.browser, 'classroom', line.port)
  await page.getByRole('button', { name: '临时加一节课' }).waitFor()
  await appIsKept(page)
  line.cut()
  await page.getByRole('button', { name: '临时加一节课' }).click()
  await page.getByRole('textbox', { name: '别的科目' }).fill('劳动')
  await page.getByRole('button', { name: '现在开始上课' }).click()
  await page.getByRole('heading', { name: /劳动/ }).waitFor()
  await page.getByRole('button', { name: /考勤/ }).click()
  await page.getByRole('button', { name: '全到' }).click()
  await page.getByText(/实到 12/).waitFor()
  line.repair()
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  await page.goto(home)
  await page.getByRole('button', { name: /劳动 正在上/ }).waitFor()
})

test('work done under the wrong child is moved to the right one, and says so', { timeout: 120_000 }, async () => {
  const own = await openPlace(launched.browser, 'teacher', line.port)
  await unlock(own, 'homework')
  const teacher = own.page
  await teacher.getByRole('button', { name: '布置作业' }).first().click()
  await teacher.getByRole('checkbox').nth(1).check()
  const title = await teacher.getByLabel('作业名称').inputValue()
  await teacher.getByRole('button', { name: /^布置/ }).last().click()
  await teacher.waitForURL(/\/homework\/[\w-]{12,}$/)
  const homework = teacher.url().slice(own.home.length + 1)

  const { page: tablet, home: picker } = await openPlace(launched.browser, 'tablet', hub.port)
  await tablet
    .getByText(/作业 1 份/)
    .first()
    .waitFor()
  await tablet.getByRole('button', { name: /石榴/ }).click()
  await tablet.getByText(title).first().click()
  await tablet.locator('input[type=file]').first().setInputFiles(paper)
  await tablet.getByText(/再拍一张/).waitFor()
  await tablet.getByRole('button', { name: '做完了' }).click()
  await tablet.getByRole('button', { name: '交给老师' }).click()
  await tablet.getByText('交好了').waitFor()
  await teacher
    .getByRole('button', { name: /石榴.*等批改/ })
    .first()
    .click()
  await appIsKept(teacher)

  line.cut()
  await teacher.getByRole('button', { name: '不是这个学生做的…' }).click()
  await teacher.getByRole('button', { name: '谷雨' }).click()
  await teacher.getByText('这份作业原来记在 石榴 名下').waitFor()
  line.repair()
  await teacher.getByRole('button', { name: '已全部送达' }).waitFor()

  // It is to do for the one, and with the teacher for the other.
  await tablet.goto(picker)
  await pick(tablet, /石榴.*作业 1 份/)
  await tablet.goto(picker)
  await tablet.getByRole('button', { name: /谷雨/ }).filter({ hasNotText: /作业/ }).waitFor()

  await teacher.getByRole('button', { name: '不是这个学生做的…' }).click()
  await teacher.getByRole('button', { name: '石榴' }).click()
  await teacher.getByText('这份作业原来记在 谷雨 名下').waitFor()
  await unlock(own, homework)
  await teacher
    .getByRole('button', { name: /石榴.*等批改/ })
    .first()
    .waitFor()
})
