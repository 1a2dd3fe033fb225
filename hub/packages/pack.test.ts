import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { compactVerify, importJWK } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PART_SIZE } from '../../core/resources/manifest.ts'
import { openManifest } from '../../core/resources/verify.ts'
import { packFolder } from './pack.ts'
import { showProblem } from './problem.ts'
import { newSigningKey, publicHalf } from './signing.ts'

const key = newSigningKey('school')

const lesson = {
  'package.yaml': `id: water
version: 2
title: 水
subject: 科学
grades: [3]
authors: [教研组]
licence: CC-BY-4.0
source: 原创。
points: [science-melt]
places:
  - { edition: 教科版, grade: 3, volume: 上册, unit: 水, lesson: 冰融化了 }
files:
  media/ice.svg: { licence: CC0-1.0, source: 教师画的。 }
`,
  'pages.md': '::step 导入 | 主讲 | 5\n\n# 水\n\n![冰](media/ice.svg)\n\n---\n\n::question q1\n',
  'quiz.yaml': '- { id: q1, type: photo, stem: 画一画, minutes: 3 }\n',
  'media/ice.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
}

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongke-pack-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function pack(changes: Record<string, string | Uint8Array | undefined> = {}) {
  for (const [path, content] of Object.entries({ ...lesson, ...changes })) {
    if (content === undefined) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return packFolder(folder, key)
}

async function problems(changes: Record<string, string | Uint8Array | undefined>): Promise<string> {
  const packed = await pack(changes)
  return packed.ok ? '' : packed.problems.map(showProblem).join('\n')
}

describe('a folder', () => {
  test('becomes a package that a reader with the publisher’s key accepts', async () => {
    const packed = await pack()
    if (!packed.ok) throw new Error(JSON.stringify(packed.problems))
    const opened = await openManifest(packed.jws, [publicHalf(key)], crypto.subtle)
    expect(opened).toEqual({ ok: true, manifest: packed.manifest, name: packed.name })
    expect(packed.warnings).toEqual([])
    expect(packed.manifest).toMatchObject({
      id: 'water',
      version: 2,
      publisher: 'school',
      places: [{ edition: '教科版', volume: 'first' }],
      steps: [{ title: '导入', lead: 'host', minutes: 5, page: 0 }],
      entries: [
        { kind: 'pages', file: 'pages.json' },
        { kind: 'quiz', file: 'quiz.json' },
      ],
    })
    expect(packed.manifest.files.map(({ path, type, licence }) => [path, type, licence])).toEqual([
      ['media/ice.svg', 'image/svg+xml', 'CC0-1.0'],
      ['pages.json', 'application/json', undefined],
      ['quiz.json', 'application/json', undefined],
    ])
  })

  test('becomes a JWS that another library verifies', async () => {
    const packed = await pack()
    if (!packed.ok) throw new Error(JSON.stringify(packed.problems))
    const { payload, protectedHeader } = await compactVerify(
      packed.jws,
      await importJWK({ ...publicHalf(key).jwk }, 'ES256'),
    )
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'school', typ: 'tongke-package' })
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(packed.manifest)
  })

  test('packed twice is the same package, to the last byte', async () => {
    const [first, second] = [await pack(), await pack()]
    expect(first).toEqual(second)
  })

  test('shares every unchanged file with its earlier version', async () => {
    const before = await pack()
    const after = await pack({ 'pages.md': lesson['pages.md'].replace('# 水', '# 冰') })
    if (!before.ok || !after.ok) throw new Error('not packed')
    expect(after.name).not.toBe(before.name)
    expect([...after.files.keys()].filter((hash) => !before.files.has(hash))).toHaveLength(1)
  })

  test('lists a large file in parts', async () => {
    const packed = await pack({ 'media/long.mp4': new Uint8Array(2 * PART_SIZE + 1) })
    const files = packed.ok ? packed.manifest.files : []
    expect(files.find((one) => one.path === 'media/long.mp4')?.parts).toHaveLength(3)
  })

  test('may have a quiz alone', async () => {
    const packed = await pack({ 'pages.md': undefined })
    expect(packed.ok && packed.manifest.entries).toEqual([{ kind: 'quiz', file: 'quiz.json' }])
  })

  test('is not troubled by what editors and file managers leave behind', async () => {
    const packed = await pack({ '.DS_Store': 'x', 'media/Thumbs.db': 'x', '.git/config': 'x' })
    expect(packed.ok && packed.manifest.files).toHaveLength(3)
  })

  test('that weighs more than a lesson should is warned of', async () => {
    const packed = await pack({ 'media/long.mp4': new Uint8Array(26 * PART_SIZE) })
    expect(packed.ok && packed.warnings.map(showProblem)).toEqual([expect.stringContaining('26 MiB')])
  })

  test.each<[string, Record<string, string | Uint8Array | undefined>, string]>([
    ['no package.yaml', { 'package.yaml': undefined }, 'package.yaml: is missing'],
    ['nothing to show', { 'pages.md': undefined, 'quiz.yaml': undefined }, 'pages.md: is missing'],
    [
      'a licence that is none',
      { 'package.yaml': lesson['package.yaml'].replace('licence: CC-BY-4.0', 'licence: CC-BY') },
      'package.yaml:7: licence: not an SPDX',
    ],
    [
      'a member nobody knows',
      { 'package.yaml': `${lesson['package.yaml']}teacher: 李\n` },
      'package.yaml:14: teacher: ',
    ],
    [
      'credit for a file that is not there',
      { 'package.yaml': lesson['package.yaml'].replace('media/ice.svg', 'media/fire.svg') },
      'package.yaml: files: media/fire.svg is not in the folder',
    ],
    [
      'a picture that is not there',
      { 'pages.md': `${lesson['pages.md']}\n![火](fire.svg)` },
      'pages.md: names fire.svg',
    ],
    [
      'a question that is not there',
      { 'quiz.yaml': '- { id: q2, type: photo, stem: 画, minutes: 3 }' },
      'pages.md: asks question q1',
    ],
    ['a question without a quiz', { 'quiz.yaml': undefined }, 'pages.md: asks question q1'],
    ['a type that no package carries', { 'run.exe': 'MZ' }, 'run.exe: is of a type'],
    ['a page of HTML', { 'page.html': '<p>' }, 'page.html: is of a type'],
    [
      'a drawing with a script',
      { 'media/ice.svg': '<svg><script>1</script></svg>' },
      'media/ice.svg: a drawing contains no script',
    ],
    ['a drawing that acts', { 'media/ice.svg': '<svg onload="1"/>' }, 'media/ice.svg: a drawing contains no script'],
    [
      'a drawing from elsewhere',
      { 'media/ice.svg': '<svg><image href="https://example.org/a.png"/></svg>' },
      'media/ice.svg: a drawing refers',
    ],
    ['text that is not UTF-8', { 'pages.md': new Uint8Array([0xb1, 0xf9]) }, 'pages.md: is not UTF-8'],
  ])('with %s is refused, naming the file', async (_, changes, words) => {
    expect(await problems(changes)).toContain(words)
  })

  test('that is not there is refused, naming it', async () => {
    const packed = await packFolder(join(folder, 'nowhere'), key)
    expect(packed.ok || packed.problems[0]?.message).toContain('cannot be read')
  })
})
