import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openCounty } from './county.ts'
import { go, type OpenPlace, openPlace, typePin } from './places.ts'

/**
 * Every screen can be used by keyboard and screen reader, WCAG 2.2 AA as far as axe can tell; and needs nothing that the
 * hub's policy forbids (CSP, Trusted Types).
 */

const county = openCounty()
let axe: string

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** What axe finds wrong, as `rule: the first element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: Violation[] = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
    // Put into the page just above.
    const run = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe.run
    return (await run({ runOnly: tags })).violations
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

const screens: readonly [string, Parameters<typeof openPlace>[1], readonly string[]][] = [
  ['a classroom', 'classroom', ['', 'library', 'attendance', 'device', 'unlock', 'homework']],
  ['a tablet', 'tablet', ['', 'device', 'unlock']],
  ['a teacher’s own', 'teacher', ['', 'attendance', 'unlock', 'homework']],
  ['the office', 'office', ['', 'device']],
]

/** One after the other in one browser, as a newcomer opens them: what all have they share. */
function open(place: Parameters<typeof openPlace>[1]): Promise<OpenPlace> {
  const { launched, hub } = county
  return openPlace(launched.browser, place, hub.port, { context: launched.context })
}

/** To another screen, when nothing of the one before is shown any more. */
async function goFurther(page: Page, address: string): Promise<void> {
  if (page.url() === address || page.url() === `${address}/`) return
  await page.evaluate(() => document.querySelector('h1')?.setAttribute('data-before', ''))
  await go(page, address)
  await page.locator('h1:not([data-before])').first().waitFor()
}

test('the first page', async () => {
  const page = await county.launched.context.newPage()
  await page.goto(`http://localhost:${county.hub.port}/`)
  await page.getByText('青禾县教育局').waitFor()
  expect(await violations(page)).toEqual([])
})

test.each(screens)('the screens of %s', async (_, place, paths) => {
  const { page, home } = await open(place)
  const forbidden: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) forbidden.push(message.text())
  })
  for (const path of paths) {
    await goFurther(page, path ? `${home}/${path}` : home)
    await page.getByRole('button', { name: '已全部送达' }).waitFor()
    expect(forbidden, `${place}: ${path || 'home'}`).toEqual([])
    expect(await violations(page), `${place}: ${path || 'home'}`).toEqual([])
    forbidden.length = 0
  }
  if (place === 'office') return page.close()
  // The office's desk is nobody else's: who types its address is at home.
  await page.goto(`${home}/office`)
  await page.waitForURL(`${home}/`)
  await page.close()
})

test('the rooms of the office, behind the PIN', async () => {
  const { page, home } = await open('office')
  await page.goto(`${home}/office/roster/newcomers`)
  await page.getByRole('button', { name: '输入 PIN 解锁' }).click()
  await typePin(page, '2468')
  await page.waitForURL(`${home}/office/roster/newcomers`)
  const rooms = [
    'roster',
    'consent',
    'consent/missing',
    'consent/class/qingshan-3',
    'people/erased',
    'people',
    'pairs',
    'devices/codes',
    'devices/pins',
    'log',
    'week/now/lessons/',
    'week/cancel',
  ]
  for (const room of ['roster/newcomers', ...rooms]) {
    await goFurther(page, `${home}/office/${room}`)
    await page.getByRole('navigation', { name: '县里的事' }).waitFor()
    await page.getByText('正在').waitFor({ state: 'hidden' })
    expect(await violations(page), room).toEqual([])
    if (room === 'people') await aPerson(page)
    if (room === 'roster') await leftInMidSending(page)
    if (!room.startsWith('consent/class')) continue
    await page.getByRole('checkbox', { name: /禾苗/ }).check()
    await page.getByRole('checkbox', { name: /小满/ }).check()
    const enter = page.getByRole('button', { name: '登记 2 份同意书' })
    await enter.press('Enter')
    expect(await violations(page), `${room}, entering forms`).toEqual([])
    await byKeyboard(page, enter)
  }
})

/** Files go on while another room is looked at; who would close the page is asked; what came of them is there on return. */
async function leftInMidSending(page: Page): Promise<void> {
  let letThrough: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  const path = '**/api/office/roster/preview'
  await page.route(path, async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  const bytes = Buffer.from('sourcedId,name\n1,\n')
  await page.locator('input[type=file]').setInputFiles({ name: 'orgs.csv', mimeType: 'text/csv', buffer: bytes })
  await page.getByText('正在上传').waitFor()
  const rooms = page.getByRole('navigation', { name: '县里的事' })
  await rooms.getByRole('button', { name: '人员' }).click()
  await page.getByLabel('姓名或编号').waitFor()
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await rooms.getByRole('button', { name: '名册' }).click()
  await page.getByText('正在上传').waitFor()
  letThrough()
  await page.getByRole('button', { name: '换文件' }).click()
  await page.unroute(path)
}

/** A dialog opens on its field, Esc leads back to what opened it, and Enter in the field does what it asks for. */
async function byKeyboard(page: Page, opens: Locator): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(await hasFocus(opens)).toBe(true)
  await page.keyboard.press('Enter')
  const field = dialog.getByLabel('第一份同意书的编号')
  await field.waitFor()
  expect(await hasFocus(field)).toBe(true)
  // Nothing is entered yet, and nothing happens.
  await page.keyboard.press('Enter')
  await page.keyboard.type('纸-071')
  await page.keyboard.press('Enter')
  await page.getByText('纸-072').waitFor()
  await dialog.waitFor({ state: 'hidden' })
  // Its button has nothing to enter any more: the page begins again with its title.
  expect(await hasFocus(page.getByRole('heading', { level: 1 }))).toBe(true)
  await page.getByRole('button', { name: '禾苗 的同意书' }).press('Enter')
  await dialog.getByRole('button', { name: '登错了，划掉' }).first().press('Enter')
  // The button that was pressed is gone: the focus is in the dialog all the same.
  expect(await dialog.evaluate((of) => of.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
}

function hasFocus(of: Locator): Promise<boolean> {
  return of.evaluate((element) => element === document.activeElement)
}

/** Found, opened, and asked whether they are to be erased. */
async function aPerson(page: Page): Promise<void> {
  await page.getByLabel('姓名或编号').fill('禾苗')
  await page.keyboard.press('Enter')
  const open = page.getByRole('button', { name: '打开 禾苗' })
  await open.waitFor()
  expect(await violations(page), 'people who were found').toEqual([])
  await open.click()
  const erase = page.getByRole('button', { name: '删除这个人的资料' })
  await erase.waitFor()
  expect(await violations(page), 'a person').toEqual([])
  await erase.click()
  await page.getByLabel(/要删，请在这里打/).waitFor()
  expect(await violations(page), 'a person who is to be erased').toEqual([])
  await page.getByRole('button', { name: '不删' }).click()
}

test.each(['zh', 'en'])('the notice for guardians, in %s', async (language) => {
  const page = await county.launched.context.newPage()
  await page.goto(`http://localhost:${county.hub.port}/notice?lang=${language}`)
  expect(await violations(page)).toEqual([])
})
