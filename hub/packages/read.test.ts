import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Packed, packFolder } from './pack.ts'
import { readPackage } from './read.ts'
import { refusalSentence } from './refusal.ts'
import { newSigningKey, publicHalf, sign } from './signing.ts'
import { writeBundle, writeFolder } from './write.ts'

const key = newSigningKey('school')
const known = [publicHalf(key)]
const lesson = fileURLToPath(new URL('../../fixtures/lessons/music-twinkle', import.meta.url))

let place: string
let packed: Packed
let count = 0

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'tongke-read-'))
  const made = await packFolder(lesson, key)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  packed = made
})

afterAll(() => rm(place, { recursive: true }))

async function folder(): Promise<string> {
  count += 1
  const path = join(place, `${count}.tongke`)
  await writeFolder(packed, path)
  return path
}

const sentence = async (path: string, publishers = known) => {
  const read = await readPackage(path, publishers)
  return read.ok ? 'taken' : refusalSentence(read)
}

describe('a package on a disk', () => {
  test('comes back from its folder as it was packed', async () => {
    const { jws, name, manifest, files } = packed
    expect(await readPackage(await folder(), known)).toEqual({ ok: true, jws, name, manifest, files })
  })

  test('comes back from its one file as it was packed', async () => {
    const path = join(place, 'whole.tongke.zip')
    await writeBundle(packed, path)
    const { jws, name, manifest, files } = packed
    expect(await readPackage(path, known)).toEqual({ ok: true, jws, name, manifest, files })
  })

  test('written over its earlier version leaves nothing of it', async () => {
    const path = await folder()
    await writeFile(join(path, 'files', '0'.repeat(64)), 'old')
    await writeFolder(packed, path)
    expect((await readdir(join(path, 'files'))).sort()).toEqual([...packed.files.keys()].sort())
    expect(await readdir(path)).toEqual(['files', 'manifest.jws'])
  })

  test('with one bit flipped in any file is refused with that file', async () => {
    const path = await folder()
    for (const file of packed.manifest.files) {
      const blob = join(path, 'files', file.sha256)
      const bytes = await readFile(blob)
      const flipped = Buffer.from(bytes)
      const at = file.size >> 1
      flipped[at] = (flipped[at] ?? 0) ^ 0x10
      await writeFile(blob, flipped)
      expect(await sentence(path)).toBe(`"${file.path}" is not what was signed: its bytes were changed on the way.`)
      await writeFile(blob, bytes)
    }
    expect(await sentence(path)).toBe('taken')
  })

  test('with a file that is not as long as it says is refused with that file', async () => {
    const [file] = packed.manifest.files
    const [short, long] = [await folder(), await folder()]
    await truncate(join(short, 'files', file?.sha256 ?? ''), 3)
    await truncate(join(long, 'files', file?.sha256 ?? ''), 3_000_000_000)
    expect(await sentence(short)).toContain(`"${file?.path}" does not have the size`)
    expect(await sentence(long)).toContain(`"${file?.path}" does not have the size`)
  })

  test('that was not copied whole is refused with what is missing', async () => {
    const [file] = packed.manifest.files
    const path = await folder()
    await rm(join(path, 'files', file?.sha256 ?? ''))
    expect(await sentence(path)).toContain(`"${file?.path}" is listed and is not there`)
    await rm(join(path, 'manifest.jws'))
    expect(await sentence(path)).toContain('"manifest.jws" is listed and is not there')
    expect(await sentence(join(place, 'nowhere'))).toContain('cannot be read')
  })

  test('by another publisher, or signed by another key, is refused with the name', async () => {
    const path = await folder()
    expect(await sentence(path, [])).toContain('“school”, whom this hub does not know')
    expect(await sentence(path, [publicHalf(newSigningKey('school'))])).toContain('not that of “school”')
  })

  test('that would write outside its folder is refused with the path', async () => {
    const path = await folder()
    const [file] = packed.manifest.files
    const files = [...packed.manifest.files, { ...file, path: '../../evil.svg' }]
    const jws = sign(new TextEncoder().encode(JSON.stringify({ ...packed.manifest, files })), key)
    await writeFile(join(path, 'manifest.jws'), jws)
    expect(await sentence(path)).toBe('"../../evil.svg" is not a path that a package may contain.')

    const zip = join(place, 'evil.tongke.zip')
    await writeFile(
      zip,
      zipSync({ 'manifest.jws': new TextEncoder().encode(packed.jws), '../evil': new Uint8Array(1) }, { level: 0 }),
    )
    expect(await sentence(zip)).toBe('"../evil" is not a path that a package may contain.')
  })

  test('as one file that was cut, or holds what is not listed, is refused', async () => {
    const path = join(place, 'cut.tongke.zip')
    await writeBundle(packed, path)
    await truncate(path, 5000)
    expect(await sentence(path)).toContain('copied only in part')

    const stray = '1'.repeat(64)
    const more = new Map([...packed.files, [stray as never, new Uint8Array(1)] as const]) // never: no real hash
    await writeBundle({ ...packed, files: more }, path)
    expect(await sentence(path)).toContain(`"files/${stray}" is in the package, and the manifest does not list it`)
  })
})
