import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { clockShifted } from '../hubs/clock.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openPlace, unlock } from './places.ts'

/** A panel whose battery is empty thinks it is 1970, another 2037: it is told so, and what it records counts from the hub's time. */

let hub: HubAtWork
let launched: LaunchedBrowser

beforeAll(async () => {
  ;[hub, launched] = await Promise.all([startHub(), launch('current')])
})
afterAll(async () => {
  await launched.close()
  await hub.stop()
})

test.each([
  { year: 1970, said: /慢了/, pupil: '禾苗' },
  { year: 2037, said: /快了/, pupil: '小满' },
])('a classroom in $year', async ({ year, said, pupil }) => {
  const context = await launched.browser.newContext()
  await context.addInitScript(clockShifted(Date.UTC(year, 0, 2) - Date.now()))
  const first = await context.newPage()
  await first.goto(`http://localhost:${hub.port}/`)
  await first.getByText('演示县').waitFor()
  expect(await first.getByRole('alert').filter({ hasText: '请先把日期时间调对' }).count()).toBe(year === 1970 ? 1 : 0)

  const classroom = await openPlace(launched.browser, 'classroom', hub.port, { context })
  await classroom.page.getByText('备好了').first().waitFor()
  await classroom.page.goto(`${classroom.home}/device`)
  await classroom.page.getByText(said).waitFor()
  expect(await classroom.page.getByText(said).textContent()).toMatch(/记录会按服务器的时间算/)

  await classroom.page.goto(`${classroom.home}/attendance`)
  await classroom.page.getByText('应到 12').waitFor()
  await classroom.page.getByRole('navigation', { name: '今天的课' }).getByRole('button').first().click()
  await classroom.page.waitForURL(/\/attendance\/./)
  const lesson = classroom.page.url().split('/').pop() ?? ''
  const here = classroom.page.locator('.attendance-pupil').filter({ hasText: pupil })
  await here.locator('.attendance-touch').click()
  await here.filter({ hasText: /到/ }).waitFor()

  // A teacher whose clock is right says otherwise afterwards, and is the last who did.
  const teacher = await openPlace(launched.browser, 'teacher', hub.port)
  await unlock(teacher, `attendance/${lesson}`)
  const there = teacher.page.locator('.attendance-pupil').filter({ hasText: pupil })
  await there.filter({ hasNotText: '没点' }).locator('.attendance-touch').click()
  for (const seen of [there, here]) await seen.filter({ hasText: '缺' }).filter({ hasNotText: '记的不一样' }).waitFor()
})
