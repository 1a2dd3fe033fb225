import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { smallCounty, TestDevice } from '../../test/hubs/small-county.ts'
import { type Hub, openHub } from '../hub.ts'
import { peopleCommand } from './command.ts'
import { isRevoked } from './devices.ts'
import { enrol } from './enrol.ts'

let folder: string
let hub: Hub
const said: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'people-'))
  hub = await openHub({ dataDir: folder })
  await hub.recorder.record(smallCounty())
  said.length = 0
  for (const level of ['log', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((words: string) => void said.push(words))
  }
})
afterEach(async () => {
  vi.restoreAllMocks()
  await hub.close()
  await rm(folder, { recursive: true })
})

const run = (...args: string[]) => peopleCommand(args, { DATA_DIR: folder })

test('a code from the command line enrols a device at its place, while the hub runs', async () => {
  expect(await run('code', 'panel', '--url', 'https://tongke.example.cn')).toBe(0)
  const [, six, link = ''] =
    /panel: (\d{6}) \(whole: [\d ]+\)\n {2}https:\/\/tongke\.example\.cn\/enrol\?code=(\d+)/.exec(said.join()) ?? []
  expect(link.slice(0, 6)).toBe(six)
  const key = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const
  const enrolled = await enrol(hub.db, { code: link, incarnation: 'i'.repeat(22), key }, Date.now())
  expect(enrolled).toMatchObject({ ok: true, place: { place: 'panel' } })
})

test('without a place, all are listed; one that is not there is told', async () => {
  expect(await run('code')).toBe(0)
  expect(said).toContain('far-panel\tfar-panel')
  expect(await run('code', 'nowhere')).toBe(1)
  expect(said.at(-1)).toContain('nowhere')
})

test('a device is listed, and taken back by its name', async () => {
  const { id: device } = await TestDevice.enrol(hub, 'panel')
  expect(await run('revoke')).toBe(0)
  expect(said.join()).toContain(device)
  expect(await isRevoked(hub.db, device)).toBe(false)
  expect(await run('revoke', device)).toBe(0)
  expect(await isRevoked(hub.db, device)).toBe(true)
  expect(await run('revoke', 'nobody')).toBe(1)
})

test('a folder without a hub’s data is told, and stays empty', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'empty-'))
  expect(await peopleCommand(['code'], { DATA_DIR: empty })).toBe(1)
  expect(said.at(-1)).toContain(empty)
  expect(await readdir(empty)).toEqual([])
  await rm(empty, { recursive: true })
})

test('who is nobody’s teacher gets no PIN', async () => {
  expect(await run('pin', 'T-041')).toBe(1)
  expect(said).toEqual(["T-041 is no adult of this county's classes."])
})

test.each([[[]], [['else']], [['code', '--what']], [['pin']]])('%j is answered with how it is used', async (args) => {
  expect(await run(...args)).toBe(2)
  expect(said.join()).toContain('npm run code -- PLACE')
})
