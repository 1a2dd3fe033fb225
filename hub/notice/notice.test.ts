import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kinds } from '../../core/facts/catalogue.ts'
import { openSmallCounty, people, type TestHub } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { tablesOf } from '../store/tables.ts'
import { inventory, ofChildren } from './inventory.ts'
import { storedByKind } from './kinds.ts'
import { keepNoticeSettings } from './settings.ts'
import { storedInTable } from './tables.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

async function page(query = ''): Promise<string> {
  const answer = await openApp(hub, { backupDays: 45 }).request(`/notice${query}`)
  expect(answer.status).toBe(200)
  return answer.text()
}

describe('what is stored is told', () => {
  test('of every kind of fact there is, and of none that is not', () => {
    expect(Object.keys(storedByKind).sort()).toEqual(kinds.map(({ name }) => name).sort())
  })

  test('of every table that the database really has, and of none that it has not', async () => {
    const tables = (await tablesOf(hub.db)).map(({ name }) => name).filter((name) => !name.startsWith('kysely_'))
    expect(Object.keys(storedInTable).sort()).toEqual(tables.sort())
  })

  test('in words of both languages', () => {
    for (const stored of [...Object.values(storedByKind), ...Object.values(storedInTable)]) {
      expect(stored.zh).toMatch(/\p{Script=Han}/u)
      expect(stored.en).toMatch(/^[^\p{Script=Han}]{4,}$/u)
    }
  })

  test.each([
    ['a name', kinds.filter((kind) => kind.erase !== undefined)],
    ['pupils', kinds.filter((kind) => kind.pupils !== undefined)],
  ])('a kind that declares %s is none that tells of nobody', (_, declaring) => {
    expect(declaring.length).toBeGreaterThan(2)
    for (const { name } of declaring) expect(`${name}: ${storedByKind[name]?.topic}`).not.toContain('nobody')
  })
})

test('is open to everybody, and has all that is stored of children in both languages', async () => {
  const [zh, en] = [await page(), await page('?lang=en')]
  for (const { what } of ofChildren(inventory('zh'))) expect(zh).toContain(what)
  for (const { what } of ofChildren(inventory('en'))) expect(en).toContain(what)
  expect(zh).toContain('<html lang="zh-CN">')
  expect(zh).toContain('青禾县')
  expect(zh).toContain('最多再过 45 天')
})

test('says of no single person anything', async () => {
  const text = await page('?school=point')
  expect(text).toContain('青山教学点')
  for (const person of Object.values(people)) expect(text).not.toMatch(new RegExp(`\\b${person}\\b`))
})

test('has the county’s own words, and lines to fill in where it has said nothing; markup in them is text', async () => {
  expect(await page()).toContain('<dt>电话</dt><dd>____')
  await keepNoticeSettings(hub.db, { phone: '0900-<b>12345</b>', keeps: '毕业或转走后一年' })
  const text = await page()
  expect(text).toContain('<dt>电话</dt><dd>0900-&lt;b&gt;12345&lt;/b&gt;</dd>')
  expect(text).toContain('留到毕业或转走后一年')
})

test('runs nothing, and is asked for in words that are checked', async () => {
  const app = openApp(hub)
  expect((await app.request('/notice')).headers.get('Content-Security-Policy')).toMatch(
    /^default-src 'none'; style-src 'self';/,
  )
  expect((await app.request('/notice?school=%3Cscript%3E')).status).toBe(400)
  expect((await app.request('/notice.css')).headers.get('Content-Type')).toMatch(/^text\/css/)
})
