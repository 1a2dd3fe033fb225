import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'
import { openRelay, type Relay } from '../network/relay.ts'
import { openCounty } from './county.ts'
import { appIsKept, go, type OpenPlace, openPlace, pick, pinPad, typePin, unlock } from './places.ts'

/** What nobody has planned is put right in the classroom with the line cut, and comes right elsewhere when it is back. */

const paper = path.join(root, 'public', 'icon-512.png')

const county = openCounty()
let line: Relay
/** At the end of the line that is cut, as the classroom is in each journey but the last, where the teacher is. */
let classroom: OpenPlace
let teacher: OpenPlace
let tablet: OpenPlace
let office: OpenPlace

// The journeys share a county: each leaves the register and the homework that the others need.
beforeAll(async () => {
  line = await openRelay(county.hub.port)
  classroom = await openPlace(county.launched.browser, 'classroom', line.port)
  teacher = await openPlace(county.launched.browser, 'teacher', line.port)
  tablet = await openPlace(county.launched.browser, 'tablet', county.hub.port)
  office = await openPlace(county.launched.browser, 'office', county.hub.port)
  await appIsKept(classroom.page)
  await appIsKept(teacher.page)
})
afterAll(async () => {
  await line.close()
})

test('a child who is on no list is added and marked, and picks themselves on a tablet', async () => {
  const { page } = classroom
  await page.getByRole('button', { name: /考勤/ }).click()
  await page.getByRole('button', { name: '全到' }).waitFor()
  const register = page.url()

  line.cut()
  await go(page, `${classroom.home}/unlock/attendance/${register.split('/').pop()}`)
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
  const { page, home } = classroom
  await go(page, home)
  await page.getByRole('button', { name: /考勤/ }).click()
  await page.getByRole('button', { name: '全到' }).waitFor()
  const lesson = page.url().split('/').pop()

  line.cut()
  await unlock(classroom, `cancel/${lesson}`)
  await page.getByRole('textbox', { name: /再说一句/ }).fill('变压器检修')
  await page.getByRole('button', { name: '停电' }).click()
  await page.waitForURL(`${classroom.home}/attendance/${lesson}`)
  await go(page, classroom.home)
  await page.getByText('停课：停电').waitFor()

  line.repair()
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  await go(teacher.page, `${teacher.home}/attendance/${lesson}`)
  await teacher.page.getByText('这节课停课：停电：变压器检修').waitFor()
  await unlock(teacher, `cancel/${lesson}`)
  await teacher.page.getByText(/王老师 记的/).waitFor()
  await teacher.page.getByRole('button', { name: '恢复，这节课照常上' }).click()
  await page.getByText('停课：停电').waitFor({ state: 'detached' })
})

test('a lesson that is in no timetable is begun, has its register, and stands in the day', async () => {
  const { page, home } = classroom
  await go(page, home)
  await page.getByRole('button', { name: '临时加一节课' }).waitFor()
  line.cut()
  await page.getByRole('button', { name: '临时加一节课' }).click()
  await page.getByRole('textbox', { name: '别的科目' }).fill('劳动')
  await page.getByRole('button', { name: '现在开始上课' }).click()
  await page.getByRole('heading', { name: /劳动/ }).waitFor()
  await page.getByRole('button', { name: /考勤/ }).click()
  await page.getByRole('button', { name: '全到' }).click()
  await page.getByText(/实到 13/).waitFor()
  line.repair()
  await page.getByRole('button', { name: '已全部送达' }).waitFor()
  await go(page, home)
  await page.getByRole('button', { name: /劳动 正在上/ }).waitFor()
})

test('work done under the wrong child is moved to the right one, and says so', { timeout: 120_000 }, async () => {
  const { page: own, home } = teacher
  await unlock(teacher, 'homework')
  await own.getByRole('button', { name: '布置作业' }).first().click()
  await own.getByRole('checkbox').nth(1).check()
  const title = await own.getByLabel('作业名称').inputValue()
  await own.getByRole('button', { name: /^布置/ }).last().click()
  await own.waitForURL(/\/homework\/[\w-]{12,}$/)
  const homework = own.url().slice(home.length + 1)

  const { page: shared, home: picker } = tablet
  await go(shared, picker)
  await shared
    .getByText(/作业 1 份/)
    .first()
    .waitFor()
  await shared.getByRole('button', { name: /石榴/ }).click()
  await shared.getByText(title).first().click()
  await shared.locator('input[type=file]').first().setInputFiles(paper)
  await shared.getByText(/再拍一张/).waitFor()
  await shared.getByRole('button', { name: '做完了' }).click()
  await shared.getByRole('button', { name: '交给老师' }).click()
  await shared.getByText('交好了').waitFor()
  await own
    .getByRole('button', { name: /石榴.*等批改/ })
    .first()
    .click()

  line.cut()
  await own.getByRole('button', { name: '不是这个学生做的…' }).click()
  await own.getByRole('button', { name: '谷雨' }).click()
  await own.getByText('这份作业原来记在 石榴 名下').waitFor()
  line.repair()
  await own.getByRole('button', { name: '已全部送达' }).waitFor()

  // It is to do for the one, and with the teacher for the other.
  await go(shared, picker)
  await pick(shared, /石榴.*作业 1 份/)
  await go(shared, picker)
  await shared.getByRole('button', { name: /谷雨/ }).filter({ hasNotText: /作业/ }).waitFor()

  await own.getByRole('button', { name: '不是这个学生做的…' }).click()
  await own.getByRole('button', { name: '石榴' }).click()
  await own.getByText('这份作业原来记在 谷雨 名下').waitFor()
  await unlock(teacher, homework)
  await own
    .getByRole('button', { name: /石榴.*等批改/ })
    .first()
    .waitFor()
})

test('who forgot the PIN calls the office, and chooses a new one without a line', async () => {
  const { page: desk } = office
  await unlock(office, 'office/devices/pins')
  await desk.getByLabel('老师姓名').fill('王老师')
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: '给一次性码' }).click()
  await desk.getByRole('button', { name: '是本人，给码' }).click()
  const code = (await desk.getByText(/^\d{4} \d{4}$/).textContent()) ?? ''

  const { page, home } = classroom
  line.cut()
  await go(page, `${home}/unlock/homework`)
  await pinPad(page)
  await page.getByRole('button', { name: '忘了 PIN' }).click()
  await page.getByRole('heading', { name: '王老师，请输入一次性码' }).waitFor()
  await typedAtOnce(page, '请定一个新的 PIN', '7')
  await page.keyboard.type(code.replace(' ', ''))
  await page.getByRole('heading', { name: /请定一个新的 PIN/ }).waitFor()
  await page.keyboard.type('531')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '再输一遍新的 PIN' }).waitFor()
  await page.keyboard.type('7531')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${home}/homework`)
  line.repair()
})

test('a sheet of codes for a new place: a tablet is enrolled by its link, and moved to another class', async () => {
  const { page: desk } = office
  await unlock(office, 'office/devices/codes')
  await desk.getByLabel('学校').selectOption({ label: '柳沟小学' })
  await desk.getByRole('button', { name: '添一个地方' }).click()
  await desk.getByLabel('叫什么').fill('柳沟三年级平板')
  await desk.getByRole('button', { name: '添上' }).click()
  await desk.getByRole('checkbox', { name: /柳沟三年级平板/, checked: true }).waitFor()
  await desk.getByLabel('每个地方几台').fill('20')
  await desk.getByRole('button', { name: '做 20 个码' }).click()
  const slips = desk.getByRole('img', { name: /\/enrol\?code=\d{18}$/ })
  await slips.first().waitFor()
  expect(await slips.count()).toBe(20)

  const link = (await slips.nth(19).getAttribute('aria-label')) ?? ''
  const fresh = await (await county.launched.browser.newContext()).newPage()
  await fresh.goto(link)
  await fresh.getByRole('button', { name: /柳芽/ }).waitFor()

  await unlock(office, 'office/devices')
  await desk.getByLabel('学校').selectOption({ label: '柳沟小学' })
  await desk.getByRole('button', { name: '处理' }).click()
  // Esc closes the dialog alone, also when Tab has gone on behind its last button.
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: '挪到别处' }).focus()
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await desk.getByRole('button', { name: '处理' }).click()
  await desk.getByRole('button', { name: '挪到别处' }).click()
  await dialog.getByLabel('学校').selectOption({ label: '青山教学点' })
  await dialog.getByLabel('在哪儿').selectOption({ label: '青山教学点 三年级 平板' })
  await desk.getByRole('button', { name: '挪过去' }).click()
  await fresh.getByRole('button', { name: /小石头/ }).waitFor()
  await fresh.getByRole('button', { name: /柳芽/ }).waitFor({ state: 'detached' })
})

test('the office says who a child is whom a teacher added: tablets have one name', async () => {
  const { page: desk } = office
  await unlock(office, 'office/roster/newcomers')
  const child = desk.getByRole('row', { name: /小石头/ })
  await child.getByRole('combobox').selectOption({ label: '竹笋' })
  await child.getByRole('button', { name: '就是这个学生' }).click()
  const { page, home } = tablet
  await go(page, home)
  await page.getByRole('button', { name: /竹笋/ }).waitFor()
  await page.getByRole('button', { name: /小石头/ }).waitFor({ state: 'detached' })
})

/** A key that is pressed in the very moment in which a heading appears. */
async function typedAtOnce(page: Page, heading: string, key: string): Promise<void> {
  await page.evaluate(
    ([heading, key]) => {
      const watch = new MutationObserver(() => {
        if (![...document.querySelectorAll('h2')].some((h2) => h2.textContent?.includes(heading as string))) return
        watch.disconnect()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: key as string, bubbles: true }))
      })
      watch.observe(document.body, { childList: true, subtree: true, characterData: true })
    },
    [heading, key],
  )
}
