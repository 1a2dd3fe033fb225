import { beforeAll, expect, test } from 'vitest'
import { outsideProgramsAreHere, startEncoder } from '../media/outside/programs.ts'
import { draw, inked } from './board.ts'
import { openCounty } from './county.ts'
import { go, type OpenPlace, openPlace, unlock } from './places.ts'
import { picture, sounds, watchMedia } from './watch-media.ts'

/** A host shows a picture, and a classroom sees it for as long as its line lets pictures through. */

/** This machine may be busy with others. */
const patience = { timeout: 15_000 }

const county = openCounty(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
let studio: OpenPlace
let classroom: OpenPlace
/** When the lesson began, and until when the host's picture was sent, ms since 1970. */
let began = 0
let pictured = 0

beforeAll(async () => {
  const { browser } = county.launched
  ;[studio, classroom] = await Promise.all([
    openPlace(browser, 'studio', county.hub.port),
    openPlace(browser, 'classroom', county.hub.port),
  ])
  await classroom.page.evaluate(watchMedia)
  const office = await openPlace(browser, 'office', county.hub.port)
  await unlock(office, 'office/consent/keeping')
  await office.page.getByRole('row', { name: '实验小学' }).getByRole('button', { name: '记下：学校同意' }).click()
  await office.page.getByText('学校同意录').waitFor()
  await office.page.context().close()
})

test('the host’s picture is off until it is switched on and shown, and then the classroom sees it', async () => {
  const first = studio.page.locator('.day .card').first()
  const subject = (await first.locator('strong').textContent()) ?? ''
  await first.click()
  await studio.page.waitForURL(/\/studio\/./)
  await unlock(studio, `studio/${studio.page.url().split('/').pop()}`)
  await studio.page.getByRole('button', { name: '开始直播上课' }).click()
  began = Date.now()
  await classroom.page.locator('.day .card', { hasText: subject }).first().click()
  await onTheWall('声音和板书')

  await studio.page.getByRole('button', { name: '摄像头' }).click()
  await studio.page.getByText('只在这里预览').waitFor()
  expect(await classroom.page.locator('video').count()).toBe(0)
  // It is ticked when that is recorded.
  const keep = studio.page.getByRole('checkbox', { name: /录下我的画面/ })
  await keep.click()
  await expect.poll(() => keep.isChecked(), patience).toBe(true)
  await studio.page.getByRole('button', { name: '给教室看' }).click()
  // On a machine that does not get there within the ladder's first try, it comes with the second.
  await expect.poll(() => picture(classroom.page), { timeout: 40_000 }).toBeGreaterThan(0)
  await studio.page.getByText('教室正在看这个画面').waitFor()
  await onTheWall(/小画面|高清画面/)
  await expect.poll(() => sounds(classroom.page), patience).toBe(1)
})

test('where the network lets no picture through any more, sound goes on within seconds, one at a time', async () => {
  await blockPictures()
  const began = Date.now()
  await classroom.page.getByRole('button', { name: /声音和板书 · 这里的网络不让画面通过/ }).waitFor()
  // Four seconds, and what this machine takes to tell.
  expect(Date.now() - began).toBeLessThan(5_000)
  expect(await picture(classroom.page)).toBe(0)
  await expect.poll(() => sounds(classroom.page), patience).toBe(1)
  await onTheWall('声音和板书')
})

test('where no picture comes at once a late one can be chosen, in which sound, board and picture are in step', async () => {
  await classroom.page.getByRole('button', { name: /声音和板书 · / }).click()
  await classroom.page.getByText('稍迟的画面', { exact: true }).click()
  await expect.poll(() => picture(classroom.page), { timeout: 30_000 }).toBeGreaterThan(0)
  await onTheWall('稍迟的画面')
  // Its own sound, and no other.
  await expect.poll(() => sounds(classroom.page), patience).toBe(0)
  expect(await classroom.page.evaluate(() => document.querySelector('video')?.muted)).toBe(false)
  const began = Date.now()
  await draw(studio.page, 0.3)
  await expect.poll(() => inked(classroom.page), { ...patience, interval: 100 }).toBeGreaterThan(100)
  // Segments last two seconds: nothing that is seen now can be younger.
  expect(Date.now() - began).toBeGreaterThan(1_500)
})

test('a picture that is chosen by hand comes as soon as it can', async () => {
  await classroom.page.unroute('**/whep')
  await classroom.page.getByRole('button', { name: /稍迟的画面 · / }).click()
  await classroom.page.getByText('小画面', { exact: true }).click()
  await expect.poll(() => picture(classroom.page), patience).toBeGreaterThan(0)
  await onTheWall('小画面')
  await expect.poll(() => sounds(classroom.page), patience).toBe(1)
})

test('when the studio’s page is loaded anew its camera, which was being shown, is shown again', async () => {
  await studio.page.reload()
  await unlock(studio, `studio/${studio.page.url().split('/').pop()}`)
  await studio.page.getByText('教室正在看这个画面').waitFor({ timeout: 40_000 })
  await expect.poll(() => picture(classroom.page), { timeout: 40_000 }).toBeGreaterThan(0)
  await onTheWall('小画面')
})

test('when the host switches it off it is gone, and the lesson goes on', async () => {
  pictured = Date.now()
  await studio.page.getByRole('button', { name: '关掉画面' }).click()
  await expect.poll(() => classroom.page.locator('video').count(), patience).toBe(0)
  await onTheWall('声音和板书')
  // While it is changed from one to the other, both may be there for a moment.
  expect(await classroom.page.evaluate(() => longestDouble())).toBeLessThanOrEqual(3)
})

test('a class that switches its camera on for the host is on the wall, sees that it is, and is gone when it ends that', async () => {
  const still = studio.page.locator('.studio-room', { hasText: '青山教学点' }).locator('.studio-still')
  expect(await still.count()).toBe(0)
  await classroom.page.getByRole('button', { name: '让主讲看见' }).click()
  await classroom.page.getByText('只有主讲老师看得见').waitFor()
  await still.waitFor()
  await expect.poll(() => still.evaluate((image: HTMLImageElement) => image.naturalHeight), patience).toBe(90)
  await studio.page.getByRole('button', { name: '广播' }).click()
  await still.waitFor({ state: 'detached' })
  await expect.poll(() => classroom.page.locator('video').count(), patience).toBe(0)
  await studio.page.getByRole('button', { name: '互动' }).click()
})

test.skipIf(!outsideProgramsAreHere())(
  'what an encoder sends with the studio’s address and token is seen',
  async () => {
    await studio.page.getByRole('button', { name: '用推流软件' }).click()
    const told = studio.page.locator('.studio-to-copy code')
    await told.nth(1).waitFor()
    const [url = '', token = ''] = await told.allTextContents()
    const encoder = await startEncoder(url, token)
    try {
      await studio.page.getByText('收到了，教室正在看').waitFor()
      await studio.page.getByRole('button', { name: '关闭' }).click()
      await studio.page.getByText('教室正在看推流软件的画面').waitFor()
      await expect.poll(() => picture(classroom.page), { timeout: 40_000 }).toBe(320)
    } finally {
      await encoder.end()
    }
    await expect.poll(() => classroom.page.locator('video').count(), patience).toBe(0)
  },
)

test('the lesson that is over is looked at again with the host’s picture', async () => {
  await studio.page.getByRole('button', { name: '下课' }).click()
  await studio.page.getByRole('dialog').getByRole('button', { name: '下课' }).click()
  const { page, home } = classroom
  await go(page, `${home}/library`)
  const card = page.locator('.library-package', { hasText: /\d 分钟/ })
  await card.getByRole('button', { name: /板书和声音/ }).click()
  await page
    .getByRole('menu')
    .getByText(/加小画面/)
    .click()
  await card.getByRole('button', { name: /加小画面/ }).waitFor()
  await card.getByText('备好了').waitFor()
  await card.locator('.ui-tile').first().click()
  await page.getByRole('button', { name: '播放' }).click()
  await page.getByRole('slider').evaluate(
    (slider: HTMLInputElement, to) => {
      slider.value = `${to}`
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    },
    pictured - 8_000 - began,
  )
  await expect.poll(() => picture(page), patience).toBeGreaterThan(0)
  const shown = () => page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames)
  await expect.poll(shown, patience).toBeGreaterThan(5)
})

test('a lecture that its teacher records alone is published, played by a classroom, and taken back', async () => {
  const { page, home } = studio
  await go(page, `${home}/lecture`)
  await page.getByRole('button', { name: '开始一节微课' }).click()
  await page.getByRole('button', { name: '开始录', exact: true }).click()
  await draw(page, 0.3)
  await page.getByText(/正在录 0:0[3-9]/).waitFor()
  await page.getByRole('button', { name: '看一遍' }).click()
  await page.getByRole('button', { name: '播放' }).click()
  await page.getByRole('button', { name: '从头再看' }).waitFor()
  expect(await inked(page)).toBeGreaterThan(100)

  await go(page, `${home}/lecture`)
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByLabel('微课叫什么？').fill('怎么写人字')
  await page.getByRole('button', { name: /^发布给 \d 个班$/ }).click()
  await page.getByText('怎么写人字').waitFor()
  await go(classroom.page, `${classroom.home}/library`)
  const listed = classroom.page.getByRole('button', { name: /怎么写人字.*备好了/ })
  await listed.click()
  await classroom.page.getByRole('button', { name: '播放' }).click()
  await classroom.page.getByRole('button', { name: '从头再看' }).waitFor()
  expect(await inked(classroom.page)).toBeGreaterThan(100)

  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('button', { name: '撤回', exact: true }).last().click()
  await go(classroom.page, `${classroom.home}/library`)
  await classroom.page.getByRole('heading', { name: '资源' }).waitFor()
  await listed.waitFor({ state: 'detached' })
})

/** Nothing comes any more by what stands, and nothing new comes about. */
async function blockPictures(): Promise<void> {
  await classroom.page.route('**/whep', (route) => route.abort())
  await classroom.page.evaluate(() => endConnections())
}

async function onTheWall(words: string | RegExp): Promise<void> {
  await studio.page.locator('.studio-room', { hasText: '青山教学点' }).getByText(words).waitFor()
}

/** What the page offers by then. */
declare function longestDouble(): number
declare function endConnections(): void
