import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LaunchedBrowser, launch, runsHere } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { appIsKept, openPlace, screens } from './places.ts'

/** The whole pass, from a village classroom to its helping school, with the line and the power cut in between. */

let hub: HubAtWork
let line: Relay
let profile: string
let launched: LaunchedBrowser

// Each version has a hub of its own: in a county where a register is taken already nobody can take it.
beforeEach(async () => {
  hub = await startHub()
  line = await openRelay(hub.port)
  profile = await mkdtemp(path.join(tmpdir(), 'tongke-classroom-'))
})
afterEach(async () => {
  await launched.close()
  await line.close()
  await hub.stop()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

// Chromium of today goes through the same in pieces: killed, tabs, taught live.
describe.each(['88', '109'] as const)('in Chromium %s', (version) => {
  const tests = test.skipIf(!runsHere(version))

  tests(
    'a classroom prepares, loses line and power, teaches, takes the register, and is heard when the line is back',
    async () => {
      launched = await launch(version, { profile })
      const before = await openPlace(launched.browser, 'classroom', line.port, { context: launched.context })
      const { home } = before
      await before.page.getByText('备好了').first().waitFor()
      await appIsKept(before.page)

      line.cut()
      await launched.cutPower()
      launched = await launch(version, { profile })
      const classroom = await launched.context.newPage()
      await classroom.setViewportSize(screens.projector)
      await classroom.goto(home)
      await classroom
        .getByRole('button', { name: /备好了/ })
        .first()
        .click()
      const now = classroom.getByRole('button', { name: '现在就上这节课' })
      await classroom.getByText(/第 1 页/).waitFor()
      if (await now.isVisible()) await now.click()
      await classroom.keyboard.press('PageDown')
      await classroom.getByText(/第 2 页/).waitFor()

      const lesson = classroom.url().split('/').pop() ?? ''
      await classroom.goto(`${home}/attendance/${lesson}`)
      await classroom.getByRole('button', { name: '全到' }).click()
      await classroom.getByText(/实到 12/).waitFor()
      await classroom.getByRole('button', { name: /本机存着 \d+ 条，等网络/ }).waitFor()

      const teacher = await openPlace(launched.browser, 'teacher', hub.port)
      line.repair()
      await classroom.getByRole('button', { name: '已全部送达' }).waitFor()
      await teacher.page.goto(`${teacher.home}/attendance/${lesson}`)
      await teacher.page.getByText(/实到 12/).waitFor()
      expect(await teacher.page.getByText(/应到 12/).textContent()).toContain('实到 12')
    },
  )
})
