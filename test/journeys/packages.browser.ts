import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBundle } from '../../core/resources/bundle.ts'
import { root } from '../../hub/commands/install.mjs'
import { type Packed, packFolder } from '../../hub/packages/pack.ts'
import { newSigningKey, SigningKey, sign } from '../../hub/packages/signing.ts'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { type OpenPlace, openPlace, screens } from './places.ts'

/** Packages on a thin line, damaged at the hub, and brought on a stick by somebody who changed them. */

let folder: string
let profile: string
let hub: HubAtWork
let line: Relay
let launched: LaunchedBrowser
let classroom: OpenPlace
let key: SigningKey
let water: Packed

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tongke-packages-'))
  profile = await mkdtemp(path.join(tmpdir(), 'tongke-panel-'))
  ;[hub, launched] = await Promise.all([startHub(), launch('current', { profile })])
  line = await openRelay(hub.port, { down: 1_000_000 })
  key = v.parse(SigningKey, JSON.parse(await readFile(path.join(root, 'fixtures/publisher/demo.jwk'), 'utf8')))
  water = await packed('science-water', key)
  classroom = await openPlace(launched.browser, 'classroom', line.port, { context: launched.context })
})
afterAll(async () => {
  await launched.close()
  await line.close()
  await hub.stop()
  await rm(folder, { recursive: true })
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

async function packed(lesson: string, by: SigningKey): Promise<Packed> {
  const made = await packFolder(path.join(root, 'fixtures/lessons', lesson), by)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made
}

/** A manifest that says something else, signed by a publisher whom the county knows. */
function lying(lie: (file: { path: string; size: number }) => void): Uint8Array {
  const manifest = structuredClone(water.manifest)
  const [file] = manifest.files
  if (file) lie(file)
  return makeBundle(sign(new TextEncoder().encode(JSON.stringify(manifest)), key), water.files)
}

async function bring(page: Page, name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  await page.locator('input.library-file').setInputFiles(file)
  const dialog = page.getByRole('dialog', { name: '从文件导入' })
  const said = dialog.getByRole('alert').or(dialog.getByText(/已全部在本机/))
  await said.waitFor()
  const words = await said.textContent()
  await dialog.getByRole('button', { name: '关闭' }).click()
  return words ?? ''
}

test('what comes down shows itself, can be stopped, and goes on where it was after the power was cut', async () => {
  const { home } = classroom
  await classroom.page.goto(`${home}/library`)
  await classroom.page.getByRole('progressbar').waitFor()
  await classroom.page.getByText(/正在取《.+》/).waitFor()
  await classroom.page.getByRole('button', { name: '停下' }).click()
  await classroom.page.getByText('下载停着').waitFor()
  await classroom.page.getByRole('button', { name: '接着取' }).click()
  await classroom.page.getByRole('progressbar').waitFor()
  await expect.poll(async () => (await bytesKept(classroom.page)) > 60_000, { timeout: 20_000 }).toBe(true)

  const before = await bytesKept(classroom.page)
  await launched.cutPower()
  launched = await launch('current', { profile })
  const page = await launched.context.newPage()
  await page.setViewportSize(screens.projector)
  classroom = { page, home }
  await page.goto(`${home}/library`)
  await page.getByText(/课已全部在本机/).waitFor()
  expect(await bytesKept(page)).toBeGreaterThanOrEqual(before)
  await page.getByText(/(\d+) 课中 \1 课已全部在本机/).waitFor()
})

/** Bytes of files that are in the place's database, past the app. */
async function bytesKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await answer(indexedDB.open(`tongke:${location.pathname.split('/')[2]}`))
    const blobs: { have: number }[] = await answer(db.transaction('blobs').objectStore('blobs').getAll())
    db.close()
    return blobs.reduce((sum, { have }) => sum + have, 0)
  })
}

test('a package on a stick that was changed is refused with a sentence, and nothing of it is shown', async () => {
  const { page, home } = classroom
  await page.goto(`${home}/library`)
  await page.locator('.library-package').first().waitFor()
  const before = await page.locator('.library-package').count()
  const flipped = makeBundle(water.jws, water.files)
  const [[hash, bytes] = ['', new Uint8Array()]] = water.files
  const named = water.manifest.files.find((file) => file.sha256 === hash)?.path
  // Files lie in the bundle as they are.
  const at = Buffer.from(flipped).indexOf(bytes) + 3
  flipped[at] = (flipped[at] ?? 0) ^ 1
  expect(await bring(page, 'flipped.tongke.zip', flipped)).toContain(`“${named}”`)

  const stranger = await packed('science-water', newSigningKey('stranger'))
  expect(await bring(page, 'stranger.tongke.zip', makeBundle(stranger.jws, stranger.files))).toContain('“stranger”')
  const impostor = await packed('science-water', newSigningKey(key.kid))
  expect(await bring(page, 'impostor.tongke.zip', makeBundle(impostor.jws, impostor.files))).toContain('签名不对')

  const lied = lying((file) => {
    file.size += 1
  })
  expect(await bring(page, 'size.tongke.zip', lied)).toContain(`“${water.manifest.files[0]?.path}”`)
  const outside = lying((file) => {
    file.path = '../outside.svg'
  })
  expect(await bring(page, 'path.tongke.zip', outside)).toMatch(/清单写错了|outside/)
  expect(await bring(page, 'photo.zip', new Uint8Array([0xff, 0xd8, 0xff]))).toContain('不是同课的课件文件')

  expect(await page.locator('.library-package').count()).toBe(before)
  expect(await bring(page, 'whole.tongke.zip', makeBundle(water.jws, water.files))).toContain('已全部在本机')
})

test('a file that the hub’s disk has damaged is named, thrown away, and holds up no other package', async () => {
  const [hash = ''] = [...water.files.keys()].filter((name) =>
    water.manifest.entries.every((entry) => !isOf(name, entry.file)),
  )
  const named = water.manifest.files.find((file) => file.sha256 === hash)?.path
  const file = path.join(hub.dataDir, 'blobs', hash.slice(0, 2), hash)
  const bytes = await readFile(file)
  bytes[3] = (bytes[3] ?? 0) ^ 1
  await writeFile(file, bytes)

  const { page, home } = await openPlace(launched.browser, 'tablet', hub.port)
  await page.goto(`${home}/library`)
  await page.getByText(`《${water.manifest.title}》没有取全`).waitFor()
  await page.getByText(`“${named}”`).first().waitFor()
  await page.getByText('6 课中 5 课已全部在本机').waitFor()
})

function isOf(hash: string, file: string): boolean {
  return water.manifest.files.find((one) => one.path === file)?.sha256 === hash
}
