import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRelay, type Relay } from '../network/relay.ts'
import { openCounty } from './county.ts'
import { type Heard, listenIn, untilSeen } from './elsewhere.ts'
import { type OpenPlace, openPlace } from './places.ts'

/** What happens in one place is seen in another as it happens, by the live channel; and again after a line that fell silent. */

const county = openCounty()
let line: Relay
let classroom: OpenPlace
let teacher: OpenPlace
let heard: Heard

beforeAll(async () => {
  // A radio link: when it is gone nobody is told.
  line = await openRelay(county.hub.port, { whenDead: 'silent' })
  ;[classroom, teacher] = await Promise.all([
    openPlace(county.launched.browser, 'classroom', county.hub.port),
    openPlace(county.launched.browser, 'teacher', line.port),
  ])
  await classroom.page.getByRole('button', { name: '考勤' }).first().click()
  await classroom.page.getByText('应到 12').waitFor()
  await classroom.page.waitForURL(/\/attendance/)
  heard = listenIn(teacher.page)
  await teacher.page.goto(`${teacher.home}/attendance/${await lessonShown(classroom.page)}`)
  await teacher.page.getByText('应到 12').waitFor()
})
afterAll(async () => {
  await line.close()
})

const there = (count: number) => ({ page: teacher.page, text: `实到 ${count}` })

test('a mark in the classroom is on the teacher’s screen within the second, without being asked for', async () => {
  // The page has asked once by itself, and its channel is open.
  await expect.poll(() => Math.min(heard.asked(), heard.told())).toBeGreaterThan(0)
  const before = { asked: heard.asked(), told: heard.told() }
  const took: number[] = []
  for (const [n, pupil] of ['禾苗', '小满', '谷雨', '石榴', '山雀'].entries()) {
    took.push(await untilSeen(classroom.page.getByRole('button', { name: new RegExp(`${pupil}.*没点`) }), there(n + 1)))
  }
  expect(heard.told() - before.told).toBeGreaterThanOrEqual(took.length)
  expect(heard.asked()).toBe(before.asked)
  // A second is meant; this machine may be busy with others.
  expect(Math.min(...took)).toBeLessThan(1_000)
})

test('a line that falls silent is noticed, and what was missed comes by a new channel', async () => {
  const opened = heard.opened()
  line.cut()
  // Silent for 2.5 s it is given up, and opened anew a second later.
  await expect.poll(() => heard.opened(), { timeout: 8_000 }).toBeGreaterThan(opened)
  await classroom.page.getByRole('button', { name: '全到' }).click()
  await classroom.page.getByText('实到 12').waitFor()
  expect(await teacher.page.getByText('实到 12').count()).toBe(0)

  line.repair()
  await teacher.page.getByText('实到 12').waitFor()
  const before = { asked: heard.asked(), told: heard.told() }
  await untilSeen(classroom.page.getByRole('button', { name: /禾苗/ }).first(), there(11))
  expect(heard.told()).toBeGreaterThan(before.told)
  expect(heard.asked()).toBe(before.asked)
})

async function lessonShown(page: Page): Promise<string> {
  await page.getByRole('navigation', { name: '今天的课' }).getByRole('button').first().click()
  await page.waitForURL(/\/attendance\/./)
  return page.url().split('/').pop() ?? ''
}
