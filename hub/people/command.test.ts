import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { four, id, people, smallCounty, TestDevice } from '../../test/hubs/small-county.ts'
import { type Hub, openHub } from '../hub.ts'
import { takeLock } from '../lock.ts'
import { personIdOf } from '../roster/identity.ts'
import { county, filesOf } from '../roster/roster.fixture.ts'
import { Uploads } from '../roster/uploads.ts'
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

/** A second teacher of the same name. */
const another = memberEnrolled({
  ...{ class: four, person: id.person('another'), name: 'teacher', picture: '', role: 'teacher', number: 0 },
  from: id.day('2026-08-31'),
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

describe('a county begins with its office', () => {
  let empty: string
  const key = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const
  beforeEach(async () => {
    empty = await mkdtemp(join(tmpdir(), 'office-'))
  })
  afterEach(() => rm(empty, { recursive: true }))
  const begin = (...args: string[]) => peopleCommand(['office', ...args], { DATA_DIR: empty })

  test('in an empty folder: a desk to enrol, and somebody with a PIN who brings in the roster', async () => {
    expect(await begin('韩主任', 'o1')).toBe(0)
    const [, pin = '', code = ''] = /韩主任: PIN (\d{6})\n县教育局: .*code=(\d{18})/s.exec(said.join()) ?? []
    expect(pin).not.toBe('')
    const there = await openHub({ dataDir: empty })
    try {
      const enrolled = await enrol(there.db, { code, incarnation: 'i'.repeat(22), key }, Date.now())
      expect(enrolled).toMatchObject({ ok: true, place: { place: 'office', kind: 'office' } })
      const uploads = new Uploads(there)
      const by = personIdOf('o1', there.secret)
      const upload = (await uploads.begin(filesOf(county), { by, device: '' })) ?? ''
      expect(await uploads.state(upload, by, true)).toMatchObject({ is: 'ready' })
    } finally {
      await there.close()
    }
  })

  test('asked again it gives a new PIN to the same person', async () => {
    await begin('韩主任')
    expect(await begin('韩主任')).toBe(0)
    const there = await openHub({ dataDir: empty })
    const people = await there.db.selectFrom('pin').select('person').execute()
    const facts = await there.db.selectFrom('fact').select('kind').execute()
    await there.close()
    expect(people).toHaveLength(1)
    expect(facts.map(({ kind }) => kind).sort()).toEqual(['member.enrolled', 'place.described'])
  })

  test('of a county that has a desk: a colleague at the same desk', async () => {
    expect(await run('office', '林主任')).toBe(0)
    expect(said.join()).toContain('\noffice: ')
  })

  test('while a hub runs nothing is done', async () => {
    const release = await takeLock(empty, 'hub.lock')
    expect(await begin('韩主任')).toBe(1)
    expect(said.at(-1)).toContain('stop it first')
    if (typeof release === 'function') release()
  })

  test('without a place the list of places says how to begin', async () => {
    await (await openHub({ dataDir: empty })).close()
    expect(await peopleCommand(['code'], { DATA_DIR: empty })).toBe(1)
    expect(said.at(-1)).toContain('npm run office')
  })
})

test('who is nobody’s teacher gets no PIN', async () => {
  expect(await run('pin', 'T-041')).toBe(1)
  expect(said).toEqual(["T-041 is no adult of this county's classes."])
})

describe('a PIN by name', () => {
  /** How many have a PIN. */
  const pins = () => hub.db.selectFrom('pin').select('person').execute()

  test('is given to who has it, and never to a child', async () => {
    expect(await run('pin', 'teacher')).toBe(0)
    expect(said.join()).toMatch(/^teacher: \d{6}$/)
    expect(await pins()).toEqual([{ person: people.teacher }])
    expect(await run('pin', 'ann')).toBe(1)
    expect(await pins()).toHaveLength(1)
  })

  test.each([
    ['1', 0, 1],
    ['3', 1, 0],
    ['', 1, 0],
  ])('of several asks which: %j', async (answer, code, given) => {
    await hub.recorder.record([another])
    expect(await peopleCommand(['pin', 'teacher'], { DATA_DIR: folder }, async () => answer)).toBe(code)
    expect(said[0]).toBe('There are 2 of the name teacher:\n  1  高台教学点 four\n  2  青山教学点 three')
    expect(await pins()).toHaveLength(given)
    if (given > 0) expect(await pins()).toEqual([{ person: 'another' }])
  })

  test('of several is given to nobody where nobody can be asked', async () => {
    await hub.recorder.record([another])
    expect(await peopleCommand(['pin', 'teacher'], { DATA_DIR: folder }, undefined)).toBe(1)
    expect(said.at(-1)).toContain('sourcedId')
    expect(await pins()).toEqual([])
  })
})

test.each([[[]], [['else']], [['code', '--what']], [['pin']], [['office']]])(
  '%j is answered with how it is used',
  async (args) => {
    expect(await run(...args)).toBe(2)
    expect(said.join()).toContain('npm run code -- PLACE')
  },
)
