import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { go, openPlace, unlock } from './places.ts'

/** Homework on a shared tablet without a line, one piece of it on paper; marked far away; and home again. */

let hub: HubAtWork
let village: Relay
let launched: LaunchedBrowser

beforeAll(async () => {
  hub = await startHub()
})
afterAll(async () => {
  await hub.stop()
})
beforeEach(async () => {
  village = await openRelay(hub.port)
})
afterEach(async () => {
  await launched.close()
  await village.close()
})

const paper = path.join(root, 'public', 'icon-512.png')

// Those of today go through the same with what had to be put right (correcting).
describe.each(['88', '109'] as const)('in Chromium %s', (version) => {
  const tests = test.skipIf(!runsHere(version))

  tests('is done without a line, photographed, handed in, marked and given back', { timeout: 120_000 }, async () => {
    launched = await launch(version)
    const own = await openPlace(launched.browser, 'teacher', hub.port)
    await unlock(own, 'homework')
    const teacher = own.page
    await teacher.getByRole('button', { name: '布置作业' }).first().click()
    await teacher.getByRole('checkbox').nth(1).check()
    const title = await teacher.getByLabel('作业名称').inputValue()
    await teacher.getByRole('button', { name: /^布置/ }).last().click()
    await teacher.waitForURL(/\/homework\/[\w-]{12,}$/)

    const { page: tablet, home: picker } = await openPlace(launched.browser, 'tablet', village.port)
    await tablet
      .getByText(/作业 1 份/)
      .first()
      .waitFor()
    // The questions are on the tablet when the homework can be opened; then the line goes.
    await tablet.getByRole('button', { name: /石榴/ }).click()
    await tablet.getByText(title).first().click()
    await tablet.getByText(/第 1 题/).waitFor()
    village.cut()
    await tablet.locator('input[type=file]').first().setInputFiles(paper)
    await tablet.getByText(/再拍一张/).waitFor()
    await tablet.getByRole('button', { name: '做完了' }).click()
    await tablet.getByRole('button', { name: '交给老师' }).click()
    await tablet.getByText('交好了').waitFor()
    village.repair()

    await teacher
      .getByRole('button', { name: /石榴.*等批改/ })
      .or(teacher.getByRole('link', { name: /石榴.*等批改/ }))
      .first()
      .click()
    await teacher.getByRole('button', { name: '优', exact: true }).click()
    await teacher.getByRole('button', { name: '对', exact: true }).first().click()
    await teacher.getByRole('button', { name: '写得真工整！' }).click()
    await teacher.getByRole('button', { name: '发还' }).click()

    await go(tablet, picker)
    await tablet.getByRole('button', { name: /石榴/ }).click()
    await tablet.getByText(title).first().click()
    await tablet
      .getByText(/写得真工整/)
      .first()
      .waitFor()
  })
})
