import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS, PART_SIZE, packageSize, partCount, partRange, readManifest, stepOfPage } from './manifest.ts'

const hash = (digit: string) => digit.repeat(64)
const file = (path: string, more: object = {}) => ({ path, type: 'image/png', size: 10, sha256: hash('a'), ...more })

const lesson = {
  format: 1,
  id: 'water',
  version: 3,
  title: '水的三态',
  subject: '科学',
  grades: [3],
  authors: ['教研组'],
  licence: 'CC-BY-4.0',
  source: '原创。',
  publisher: 'school',
  points: ['science-melt'],
  places: [{ edition: '教科版', grade: 3, volume: 'first', unit: '水', lesson: '冰融化了' }],
  steps: [
    { title: '导入', lead: 'host', minutes: 5, page: 0 },
    { title: '实验', lead: 'assistant', minutes: 10, page: 2 },
  ],
  entries: [{ kind: 'pages', file: 'pages.json' }],
  files: [file('pages.json', { type: 'application/json' })],
}

describe('a manifest', () => {
  test('is read when all is in order', () => {
    expect(readManifest(lesson)).toMatchObject({ ok: true, manifest: { id: 'water', version: 3 } })
  })

  test('may hold members and kinds that this version does not know', () => {
    const entries = [...lesson.entries, { kind: 'song', file: 'pages.json' }]
    expect(readManifest({ ...lesson, mood: 'glad', entries })).toMatchObject({ ok: true })
  })

  test('of a later format says so', () => {
    expect(readManifest({ format: 2, whatever: true })).toEqual({ ok: false, reason: 'newer-format' })
  })

  test.each([
    ['id', { id: 'a/b' }],
    ['version', { version: 0 }],
    ['title', { title: '' }],
    ['grades.0', { grades: [13] }],
    ['licence', { licence: '<b>' }],
    ['steps.0.lead', { steps: [{ title: '导入', lead: 'nobody', minutes: 5, page: 0 }] }],
    ['files.0.sha256', { files: [file('pages.json', { sha256: hash('A') })] }],
    ['files.0.type', { files: [file('pages.json', { type: 'image/png; charset=x' })] }],
    ['entries', { entries: [] }],
  ])('names what is malformed: %s', (at, change) => {
    expect(readManifest({ ...lesson, ...change })).toEqual({ ok: false, reason: 'malformed', at })
  })

  test.each([
    ['climbs out of its package', ['../pages.json']],
    ['differs from another by case alone', ['pages.json', 'Pages.JSON']],
    ['is there twice', ['pages.json', 'pages.json']],
    ['lies in a folder that is a file', ['pages.json', 'pages.json/x']],
    ['is a folder of another', ['pages.json', 'Media/x', 'media']],
  ])('is refused with the path that %s', (_, paths) => {
    const refused = paths[paths.length - 1]
    expect(readManifest({ ...lesson, files: paths.map((path) => file(path)) })).toEqual({
      ok: false,
      reason: 'path',
      file: refused,
    })
  })

  test('is refused when a file is larger than a file may be, or all together', () => {
    const parts = (size: number) => Array.from({ length: partCount(size) }, () => hash('b'))
    const big = (path: string, size: number) => file(path, { size, parts: parts(size) })
    const over = LIMITS.file + 1
    expect(readManifest({ ...lesson, files: [file('pages.json'), file('x', { size: over })] })).toEqual({
      ok: false,
      reason: 'size',
      file: 'x',
    })
    const three = ['x', 'y', 'z'].map((path) => big(path, Math.ceil(LIMITS.total / 3)))
    expect(readManifest({ ...lesson, files: [file('pages.json'), ...three] })).toMatchObject({
      reason: 'size',
      file: 'z',
    })
  })

  test.each([
    ['too few', PART_SIZE + 1, 1],
    ['too many', PART_SIZE + 1, 3],
    ['some for a small file', PART_SIZE, 1],
  ])('is refused when a file has %s parts', (_, size, parts) => {
    const files = [file('pages.json', { size, parts: Array.from({ length: parts }, () => hash('b')) })]
    expect(readManifest({ ...lesson, files })).toEqual({ ok: false, reason: 'size', file: 'pages.json' })
  })

  test('is refused when an entry is not among the files', () => {
    const entries = [{ kind: 'quiz', file: 'quiz.json' }]
    expect(readManifest({ ...lesson, entries })).toEqual({ ok: false, reason: 'missing', file: 'quiz.json' })
  })

  test('is refused when its steps start late or run backwards', () => {
    const step = (page: number) => ({ title: '环节', lead: 'both', minutes: 1, page })
    expect(readManifest({ ...lesson, steps: [step(1)] })).toEqual({ ok: false, reason: 'steps' })
    expect(readManifest({ ...lesson, steps: [step(0), step(2), step(2)] })).toEqual({ ok: false, reason: 'steps' })
    expect(readManifest({ ...lesson, steps: [] })).toMatchObject({ ok: true })
  })

  test('of any JSON, or anything at all, is an answer and never an exception', () => {
    fc.assert(fc.property(fc.anything(), (json) => typeof readManifest(json).ok === 'boolean'))
  })

  test('with any member replaced by anything is an answer and never an exception', () => {
    const member = fc.constantFrom(...Object.keys(lesson))
    fc.assert(
      fc.property(
        member,
        fc.jsonValue(),
        (key, value) => typeof readManifest({ ...lesson, [key]: value }).ok === 'boolean',
      ),
    )
  })
})

describe('a package', () => {
  test('weighs what its different contents weigh', () => {
    const files = [file('a'), file('b'), file('pages.json', { size: 7, sha256: hash('c') })]
    const read = readManifest({ ...lesson, files })
    expect(read.ok && packageSize(read.manifest)).toBe(17)
  })

  test('has each page in the step that started last', () => {
    const read = readManifest(lesson)
    const steps = read.ok ? read.manifest.steps : []
    expect([0, 1, 2, 9].map((page) => stepOfPage(steps, page)?.title)).toEqual(['导入', '导入', '实验', '实验'])
    expect(stepOfPage([], 0)).toBeUndefined()
  })
})

test('the parts of a file lie end to end and make the whole of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: PART_SIZE + 1, max: LIMITS.file }), (size) => {
      const ranges = Array.from({ length: partCount(size) }, (_, index) => partRange(size, index))
      expect(ranges[0]?.start).toBe(0)
      expect(ranges[ranges.length - 1]?.end).toBe(size)
      ranges.slice(1).forEach((range, index) => {
        expect(range.start).toBe(ranges[index]?.end)
      })
    }),
    { numRuns: 20 },
  )
})
