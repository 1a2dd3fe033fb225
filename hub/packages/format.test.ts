import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openManifest } from '../../core/resources/verify.ts'
import { packFolder } from './pack.ts'
import { publicHalf, SigningKey } from './signing.ts'

const root = new URL('../../', import.meta.url)
const page = await readFile(new URL('docs/formats/package.md', root), 'utf8')
const key = v.parse(SigningKey, JSON.parse(await readFile(new URL('fixtures/publisher/demo.jwk', root), 'utf8')))

/** The fenced blocks of the page by the name behind their language. */
const blocks = new Map(
  [...page.matchAll(/^(`{3,})\w+ (\S+)\n([\s\S]*?)^\1$/gm)].map(([, , name = '', text = '']) => [name, text] as const),
)
const shownJws = (blocks.get('manifest.jws') ?? '').replace(/\s/g, '')

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongke-format-'))
  for (const name of ['package.yaml', 'pages.md', 'quiz.yaml', 'star.svg']) {
    await writeFile(join(folder, name), blocks.get(name) ?? '')
  }
})

afterAll(() => rm(folder, { recursive: true }))

describe(`the example in ${fileURLToPath(new URL('docs/formats/package.md', root)).split('/').slice(-3).join('/')}`, () => {
  test('is a signed manifest that opens, and is the one shown', async () => {
    const opened = await openManifest(shownJws, [publicHalf(key)], crypto.subtle)
    expect(opened).toMatchObject({ ok: true })
    expect(opened.ok && opened.manifest).toEqual(JSON.parse(blocks.get('manifest') ?? ''))
    expect(opened.ok && page.includes(`\`${opened.name}\``)).toBe(true)
  })

  test('is what packing the shown folder gives, to the last byte', async () => {
    const packed = await packFolder(folder, key)
    expect(packed.ok ? packed.jws : packed.problems).toEqual(shownJws)
  })
})
