import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRoutes } from './app-files.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongke-app-'))
  await writeFile(join(folder, 'index.html'), '<title>first</title>')
  await writeFile(join(folder, 'place.html'), '<title>place</title>')
  await writeFile(join(folder, 'icon.svg'), '<svg/>')
})
afterAll(() => rm(folder, { recursive: true }))

async function answerTo(path: string): Promise<string> {
  const answer = await appRoutes(folder).request(path)
  return `${answer.status} ${await answer.text()}`
}

test.each(['/', '/enrol'])('%s is the first page', async (path) => {
  expect(await answerTo(path)).toBe('200 <title>first</title>')
})

test.each(['/at/k3m9x2p7qa', '/at/k3m9x2p7qa/attendance/qingshan-3.20260907.3'])(
  '%s is a place, also on a first visit',
  async (path) => {
    expect(await answerTo(path)).toBe('200 <title>place</title>')
  },
)

test('a file is itself, and one that is not there is said not to be', async () => {
  expect(await answerTo('/icon.svg')).toBe('200 <svg/>')
  expect(await answerTo('/assets/gone.js')).toBe('404 Not here')
})

test('beside its own hub the app may ask the media server that there is, and nobody else', async () => {
  const answer = await appRoutes(folder, 'https://media.example.cn:8889/{room}/{way}').request('/')
  expect(answer.headers.get('Content-Security-Policy')).toContain(
    "; connect-src 'self' https://media.example.cn:8889; ",
  )
})

test.each(['/', '/at/k3m9x2p7qa'])(
  'nothing runs on %s but the app’s own files, and no text becomes a script',
  async (path) => {
    const answer = await appRoutes(folder).request(path)
    const policy = new Map(
      (answer.headers.get('Content-Security-Policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...words] = rule.split(' ')
        return [name, words.join(' ')]
      }),
    )
    expect([...policy.values()].join(' ')).not.toContain('unsafe')
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('connect-src')).toBe("'self'")
    expect(policy.get('frame-ancestors')).toBe("'none'")
    expect(policy.get('require-trusted-types-for')).toBe("'script'")
  },
)
