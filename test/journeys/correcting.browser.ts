import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { chooseLesson } from './choose-lesson.ts'
import { appIsKept, go, openPlace, pick, unlock } from './places.ts'

/** 订正: what was wrong goes back to its pupil, is put right where there is no line, and is looked at once more. */

let folder: string
let hub: HubAtWork
let village: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tongke-hub-'))
  ;[hub, launched] = await Promise.all([startHub({ DATA_DIR: folder }), launch('current')])
  village = await openRelay(hub.port)
})
afterAll(async () => {
  await launched.close()
  await village.close()
  await hub.stop()
  await rm(folder, { recursive: true })
})

/** Longer than any homework is given. */
const days = 8 * 86_400_000
const paper = path.join(root, 'public', 'icon-512.png')

test('homework is handed in, sent back, put right without a line, handed in again and found right', {
  timeout: 120_000,
}, async () => {
  const studio = await openPlace(launched.browser, 'studio', hub.port)
  await unlock(studio, 'homework/set')
  // A choice, and the last of each package, which is done on paper.
  await chooseLesson(studio.page, '音乐')
  const boxes = studio.page.getByRole('checkbox')
  await boxes.first().check()
  await boxes.last().check()
  const title = await studio.page.getByLabel('作业名称').inputValue()
  await studio.page.getByRole('button', { name: '布置', exact: true }).click()
  await studio.page.waitForURL(/\/homework\/[\w-]{12,}$/)
  const assignment = studio.page.url()

  const { page: tablet, home: picker } = await openPlace(launched.browser, 'tablet', village.port)
  await tablet.getByText('作业 1 份').first().waitFor()
  await appIsKept(tablet)
  await pick(tablet, /石榴/)
  await tablet.getByText(title).click()
  await tablet.getByText('第 1 题，共 2 题').waitFor()

  village.cut()
  const options = tablet.getByRole('group', { name: '选项' }).getByRole('button')
  await options.nth(1).click()
  await tablet.getByRole('button', { name: '下一题' }).click()
  await tablet.getByText('第 2 题，共 2 题').waitFor()
  await tablet.locator('input[type=file]').first().setInputFiles(paper)
  await tablet.getByText('照片存好了').waitFor()
  await tablet.getByRole('button', { name: '做完了' }).click()
  await tablet.getByText('2 题都做了').waitFor()
  await tablet.getByRole('button', { name: '交给老师' }).click()
  await tablet.getByText('交好了').waitFor()
  await tablet.getByRole('button', { name: /本机存着 \d+ 条，等网络/ }).waitFor()
  village.repair()

  const piece = studio.page.getByRole('button', { name: /石榴/ })
  await studio.page.getByRole('button', { name: /石榴.*等批改/ }).click()
  await studio.page.getByRole('img', { name: '第 1 张照片' }).first().waitFor()
  await judge(1, '错')
  await judge(2, '对')
  await studio.page.getByLabel('写一句话').fill('第一题再想一想。')
  await studio.page.getByRole('button', { name: '发还', exact: true }).click()
  await studio.page.waitForURL(assignment)
  await piece.filter({ hasText: '在订正' }).waitFor()

  await go(tablet, picker)
  await tablet.getByText('订正 1 处').waitFor()
  village.cut()
  await pick(tablet, /石榴/)
  await tablet.getByText(title).click()
  await tablet.getByText('第一题再想一想。').waitFor()
  await tablet.getByRole('button', { name: '开始订正 1 处' }).click()
  await tablet.getByText('第 1 题，共 1 题').waitFor()
  await options.nth(2).click()
  await tablet.getByRole('button', { name: '做完了' }).click()
  await tablet.getByRole('button', { name: '交给老师' }).click()
  await tablet.getByText('交好了').waitFor()
  village.repair()

  await studio.page.getByRole('button', { name: /石榴.*订正交了，等批改/ }).click()
  await studio.page.getByText('订正过').waitFor()
  await judge(1, '对')
  // What was right before still is: nothing has to be judged a second time.
  expect(await studio.page.getByText('题要您看对错').count()).toBe(0)
  await studio.page.getByLabel('写一句话').fill('订正得好。')
  await studio.page.getByRole('button', { name: '发还', exact: true }).click()
  await piece.filter({ hasText: '已发还 · 优' }).waitFor()

  await go(tablet, picker)
  await pick(tablet, /石榴/)
  const seen = tablet.getByRole('region', { name: '老师看过了' })
  await seen.getByText('优').waitFor()
  await seen.getByText(title).click()
  await tablet.getByText('订正得好。').waitFor()

  // Days later nobody has heard of that classroom again: of the others nobody can say whether they did it.
  village.cut()
  await hub.stop()
  hub = await startHub({ DATA_DIR: folder, PORT: String(hub.port) }, { ahead: days })
  const others = studio.page.getByRole('list', { name: '学生' }).getByRole('button')
  await others
    .filter({ hasText: /还没收到（.+以后没有消息）/ })
    .first()
    .waitFor()
  expect(await others.filter({ hasText: '没做' }).count()).toBe(0)
  const unheard = await others.filter({ hasText: '还没收到' }).count()
  expect(unheard).toBe((await others.count()) - 1)

  // The classroom is heard: one is late, and the rest did nothing.
  village.repair()
  await tablet.goto(picker)
  await pick(tablet, /云朵/)
  await tablet.getByText(title).click()
  await options.first().click()
  await others.filter({ hasText: '做了一部分，没交' }).waitFor()
  await others
    .filter({ hasText: '没做' })
    .nth(unheard - 2)
    .waitFor()
  expect(await others.filter({ hasText: '还没收到' }).count()).toBe(0)

  async function judge(question: number, verdict: '对' | '错') {
    await studio.page
      .getByRole('group', { name: `第 ${question} 题对不对` })
      .getByRole('button', { name: verdict })
      .click()
  }
})
