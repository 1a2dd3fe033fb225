import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBundle } from '../../core/resources/bundle.ts'
import type { Manifest, PackageFile } from '../../core/resources/manifest.ts'
import type { Publisher } from '../../core/resources/verify.ts'
import { type Packed, packFolder } from '../../hub/packages/pack.ts'
import { readPackage } from '../../hub/packages/read.ts'
import { refusalSentence } from '../../hub/packages/refusal.ts'
import { newSigningKey, publicHalf, SigningKey, sign } from '../../hub/packages/signing.ts'
import { readPackageFile } from '../../src/library/import-package.ts'
import { refusalWords } from '../../src/library/open/refusal-words.ts'

const fixtures = path.join(import.meta.dirname, '../../fixtures')
const scratch = path.join(tmpdir(), `tongke-broken-${process.pid}.zip`)

let key: SigningKey
let known: Publisher[]
const lessons: Packed[] = []
beforeAll(async () => {
  key = v.parse(SigningKey, JSON.parse(await readFile(path.join(fixtures, 'publisher/demo.jwk'), 'utf8')))
  known = [publicHalf(key)]
  const found = await readdir(path.join(fixtures, 'lessons'), { withFileTypes: true })
  for (const { name } of found.filter((entry) => entry.isDirectory())) {
    const packed = await packFolder(path.join(fixtures, 'lessons', name), key)
    if (packed.ok) lessons.push(packed)
  }
})
afterAll(() => rm(scratch, { force: true }))

const lesson = (n = 0): Packed => {
  const one = lessons[n % lessons.length]
  if (!one) throw new Error('there are no lessons')
  return one
}

/** What becomes of one file on both ways in: a hub's, and a device's. Both must say the same. */
async function verdicts(bytes: Uint8Array<ArrayBuffer>): Promise<{ reason: string; says: string }> {
  await writeFile(scratch, bytes)
  const hub = await readPackage(scratch, known)
  const device = await readPackageFile(new Blob([bytes]), known, crypto.subtle)
  if (hub.ok || device.ok) return { reason: hub.ok && device.ok ? 'taken' : 'taken by one', says: '' }
  expect(device.reason).toBe(hub.reason)
  return { reason: hub.reason, says: `${refusalSentence(hub)} ${refusalWords(device)}` }
}

/** Well signed, with a manifest that says something else. */
function signed(change: (manifest: Manifest) => unknown, { as = key, blobs = lesson().files } = {}) {
  const manifest = change(structuredClone(lesson().manifest))
  return makeBundle(sign(new TextEncoder().encode(JSON.stringify(manifest)), as), blobs)
}

const changed = (change: (file: PackageFile) => Partial<Record<keyof PackageFile, unknown>>) =>
  signed((manifest) => ({
    ...manifest,
    files: manifest.files.map((file, n) => (n === 0 ? { ...file, ...change(file) } : file)),
  }))

/** With another file under the name of one's own: `JSON.stringify` of something else than its kind. */
async function withContents(kind: string, content: unknown) {
  const bytes = new TextEncoder().encode(JSON.stringify(content))
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  const blobs = new Map([...lesson().files])
  const entry = lesson().manifest.entries.find((one) => one.kind === kind)
  const old = lesson().manifest.files.find((file) => file.path === entry?.file)
  if (old) blobs.delete(old.sha256)
  const named = new Map<string, Uint8Array>([...blobs, [sha256, bytes]])
  const manifest = {
    ...lesson().manifest,
    files: lesson().manifest.files.map((file) =>
      file.path === entry?.file ? { ...file, sha256, size: bytes.length } : file,
    ),
  }
  return {
    file: entry?.file,
    bundle: makeBundle(sign(new TextEncoder().encode(JSON.stringify(manifest)), key), named as Packed['files']),
  }
}

test('the lessons are taken as they are', async () => {
  for (const one of lessons) expect(await verdicts(makeBundle(one.jws, one.files))).toMatchObject({ reason: 'taken' })
})

describe('a package is refused with a sentence that names the file', () => {
  test('when a bit of any of its files was flipped', async () => {
    for (const one of lessons) {
      for (const file of one.manifest.files) {
        const blob = Uint8Array.from(one.files.get(file.sha256) ?? [])
        const at = Math.floor(blob.length / 2)
        blob[at] = (blob[at] ?? 0) ^ 4
        const broken = makeBundle(one.jws, new Map([...one.files, [file.sha256, blob]]))
        const { reason, says } = await verdicts(broken)
        expect(reason).toBe('hash')
        expect(says).toContain(file.path)
      }
    }
  })

  test.each([
    ['a size that is too small', () => changed((file) => ({ size: file.size - 1 })), 'size'],
    ['a size that is too large', () => changed((file) => ({ size: file.size + 1 })), 'size'],
    ['a size of 8 PiB', () => changed(() => ({ size: 2 ** 53 - 1 })), 'size'],
    ['parts that it does not have', () => changed((file) => ({ parts: [file.sha256] })), 'size'],
  ])('when its manifest gives %s', async (_, make, reason) => {
    const verdict = await verdicts(make())
    expect(verdict.reason).toBe(reason)
    expect(verdict.says).toContain(lesson().manifest.files[0]?.path)
  })

  test.each([
    '../pages.json',
    '/etc/passwd',
    'a/../../b',
    'C:\\pages.json',
    'a\\b',
    'nul.json',
    'a\u0000b',
    'a\u202Egnp.exe',
    '.',
    '',
    'x/'.repeat(9),
    `${'x'.repeat(300)}.json`,
  ])('when a path in its manifest is %j', async (name) => {
    const { reason, says } = await verdicts(changed(() => ({ path: name })))
    expect(reason).toBe('path')
    expect(says).toContain(JSON.stringify(name))
  })

  test('when two paths differ in case alone, or one is a folder of the other', async () => {
    const twice = (other: (name: string) => string) =>
      signed((manifest) => {
        const [first] = manifest.files
        return { ...manifest, files: [...manifest.files, { ...first, path: other(first?.path ?? '') }] }
      })
    expect(await verdicts(twice((name) => name.toUpperCase()))).toMatchObject({ reason: 'path' })
    expect(await verdicts(twice((name) => `${name}/inside.svg`))).toMatchObject({ reason: 'path' })
  })

  test.each([
    ['quiz', { questions: [] }],
    ['quiz', 'not a quiz'],
    ['pages', { pages: [{ blocks: [{ type: 'script' }] }] }],
    ['pages', null],
  ])('when its %s is %j, well signed as it may be', async (kind, content) => {
    const { bundle, file } = await withContents(kind, content)
    const { reason, says } = await verdicts(bundle)
    expect(reason).toBe('contents')
    expect(says).toContain(file)
  })

  test('when a question bears a name that every object has', async () => {
    const [question] = [{ id: 'constructor', type: 'photo', stem: [{ text: '照' }], points: [], minutes: 1 }]
    expect(await verdicts((await withContents('quiz', { questions: [question] })).bundle)).toMatchObject({
      reason: 'contents',
    })
  })

  test('when it is not signed by whom it says', async () => {
    expect(await verdicts(signed((one) => one, { as: { ...newSigningKey(key.kid) } }))).toMatchObject({
      reason: 'signature',
    })
    expect(await verdicts(signed((one) => one, { as: newSigningKey('stranger') }))).toMatchObject({
      reason: 'unknown-publisher',
      says: expect.stringContaining('stranger'),
    })
    expect(await verdicts(signed((one) => ({ ...one, publisher: 'other' })))).toMatchObject({
      reason: 'other-publisher',
    })
  })

  test('when it claims more than a package may hold', async () => {
    const many = signed((one) => ({
      ...one,
      files: Array.from({ length: 501 }, (_, n) => ({ ...one.files[0], path: `${n}.svg` })),
    }))
    expect(await verdicts(many)).toMatchObject({ reason: 'malformed' })
    const big = signed((one) => ({ ...one, source: 'x'.repeat(2_000_000) }))
    expect(await verdicts(big)).toMatchObject({ reason: 'too-big' })
  })

  test('when it would unfold into more than it is', async () => {
    const [hash = ''] = lesson().files.keys()
    const bomb = zipSync(
      {
        'manifest.jws': new TextEncoder().encode(lesson().jws),
        [`files/${hash}`]: [new Uint8Array(50_000_000), { level: 9 }],
      },
      { level: 0 },
    )
    expect(await verdicts(bomb)).toMatchObject({ reason: 'compressed' })
  })

  test('when it is larger than a package may be, without being read', async () => {
    const huge = {
      size: 3 * 1024 ** 3,
      slice: () => new Blob(),
      arrayBuffer: () => Promise.reject(new Error('it was read')),
    }
    expect(await readPackageFile(huge as unknown as Blob, known, crypto.subtle)).toMatchObject({ reason: 'too-big' }) // as much of one as is looked at
  })
})

test('a kind that this version does not know is passed over', async () => {
  const kind = lesson().manifest.entries[0]
  const future = signed((one) => ({ ...one, entries: [...one.entries, { kind: 'hologram', file: kind?.file }] }))
  expect(await verdicts(future)).toMatchObject({ reason: 'taken' })
})

test('cut off anywhere it is refused; with any bit flipped it is refused, or still the very same package', async () => {
  const bundles = lessons.map((one) => ({ one, bytes: makeBundle(one.jws, one.files) }))
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(7), fc.boolean(), async (n, where, bit, cut) => {
      const { one, bytes } = bundles[n % bundles.length] ?? {}
      if (!one || !bytes) throw new Error('there are no lessons')
      const at = where % bytes.length
      const broken = cut ? bytes.slice(0, at) : bytes.slice()
      if (!cut) broken[at] = (broken[at] ?? 0) ^ (1 << bit)
      const read = await readPackageFile(new Blob([broken]), known, crypto.subtle)
      expect(read.ok && cut).toBe(false)
      if (read.ok) {
        expect(read.verified.hash).toBe(one.name)
        expect(new Map(read.verified.files)).toEqual(one.files)
      }
    }),
    { numRuns: 150 },
  )
}, 60_000)
