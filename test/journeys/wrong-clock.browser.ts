import { beforeAll, expect, test } from 'vitest'
import { clockShifted } from '../hubs/clock.ts'
import { openCounty } from './county.ts'
import { go, type OpenPlace, openPlace, unlock } from './places.ts'

/** A panel whose battery is empty thinks it is 1970, another 2037: it is told so, and what it records counts from the hub's time. */

const county = openCounty()
let teacher: OpenPlace
beforeAll(async () => {
  teacher = await openPlace(county.launched.browser, 'teacher', county.hub.port)
})

test.each([
  { year: 1970, said: /慢了/, pupil: '禾苗' },
  { year: 2037, said: /快了/, pupil: '小满' },
])('a classroom in $year', async ({ year, said, pupil }) => {
  const context = await county.launched.browser.newContext()
  await context.addInitScript(clockShifted(Date.UTC(year, 0, 2) - Date.now()))
  const first = await context.newPage()
  await first.goto(`http://localhost:${county.hub.port}/`)
  await first.getByText('演示县').waitFor()
  expect(await first.getByRole('alert').filter({ hasText: '请先把日期时间调对' }).count()).toBe(year === 1970 ? 1 : 0)

  const classroom = await openPlace(county.launched.browser, 'classroom', county.hub.port, { context })
  await classroom.page.getByText('备好了').first().waitFor()
  await go(classroom.page, `${classroom.home}/device`)
  await classroom.page.getByText(said).waitFor()
  expect(await classroom.page.getByText(said).textContent()).toMatch(/记录会按服务器的时间算/)

  await go(classroom.page, `${classroom.home}/attendance`)
  await classroom.page.getByText('应到 12').waitFor()
  await classroom.page.getByRole('navigation', { name: '今天的课' }).getByRole('button').first().click()
  await classroom.page.waitForURL(/\/attendance\/./)
  const lesson = classroom.page.url().split('/').pop() ?? ''
  const here = classroom.page.locator('.attendance-pupil').filter({ hasText: pupil })
  await here.locator('.attendance-touch').click()
  await here.filter({ hasText: /到/ }).waitFor()

  // A teacher whose clock is right says otherwise afterwards, and is the last who did.
  await unlock(teacher, `attendance/${lesson}`)
  const there = teacher.page.locator('.attendance-pupil').filter({ hasText: pupil })
  await there.filter({ hasNotText: '没点' }).locator('.attendance-touch').click()
  for (const seen of [there, here]) await seen.filter({ hasText: '缺' }).filter({ hasNotText: '记的不一样' }).waitFor()
})
