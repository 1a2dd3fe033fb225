import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { packCommand } from './command.ts'
import { readPackage } from './read.ts'

const lesson = fileURLToPath(new URL('../../fixtures/lessons/english-colours', import.meta.url))
let place: string
let said: string

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'tongke-command-'))
})

afterAll(() => rm(place, { recursive: true }))

beforeEach(() => {
  said = ''
  for (const channel of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, channel).mockImplementation((words: unknown) => {
      said += `${String(words)}\n`
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
})

describe('npm run pack', () => {
  test('makes a key, and never over another', async () => {
    const key = join(place, 'first.jwk')
    expect(await packCommand(['--new-key', key, '--publisher', 'my-school'], {})).toBe(0)
    expect(JSON.parse(await readFile(key, 'utf8'))).toMatchObject({ kid: 'my-school', d: expect.any(String) })
    expect((await stat(key)).mode & 0o077).toBe(0)
    const half = JSON.parse(await readFile(join(place, 'first.public.jwk'), 'utf8'))
    expect(Object.keys(half).sort()).toEqual(['crv', 'kid', 'kty', 'x', 'y'])
    const before = await readFile(key, 'utf8')
    expect(await packCommand(['--new-key', key, '--publisher', 'my-school'], {})).toBe(1)
    expect(await readFile(key, 'utf8')).toBe(before)
  })

  test('writes a package that reads back, as a folder and as one file', async () => {
    const key = join(place, 'school.jwk')
    await packCommand(['--new-key', key, '--publisher', 'school'], {})
    const { kid, ...jwk } = JSON.parse(await readFile(join(place, 'school.public.jwk'), 'utf8'))
    const [folder, file] = [join(place, 'out', 'colours.tongke'), join(place, 'out', 'colours.tongke.zip')]
    expect(await packCommand([lesson, '--key', key, '--out', folder], {})).toBe(0)
    expect(await packCommand([lesson, '--single', '--out', file], { PUBLISHER_KEY: key })).toBe(0)
    const [one, two] = [await readPackage(folder, [{ id: kid, jwk }]), await readPackage(file, [{ id: kid, jwk }])]
    expect(one.ok).toBe(true)
    expect(one).toEqual(two)
    expect(said).toContain('Colours 颜色, version 1')
    expect(await readdir(join(place, 'out'))).toEqual(['colours.tongke', 'colours.tongke.zip'])
  })

  test.each([
    [2, [], 'npm run pack -- FOLDER'],
    [2, [lesson], 'give --key'],
    [2, ['--colour', 'red'], '--colour'],
    [2, ['--new-key', 'x.jwk'], '--publisher'],
    [2, ['--new-key', 'x.jwk', '--publisher', 'a b'], '--publisher'],
    [1, [lesson, '--key', lesson], 'is not a publisher'],
  ])('answers %i to %j and says why', async (code, args, words) => {
    expect(await packCommand(args, {})).toBe(code)
    expect(said).toContain(words)
  })
})
