import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { readContent } from '../../core/resources/kinds/kind.ts'
import { kinds } from '../../core/resources/kinds/kinds.ts'
import { scoreAnswer } from '../../core/resources/kinds/quiz/score.ts'
import { type Packed, packFolder } from './pack.ts'
import { readPoints } from './points.ts'
import { SigningKey } from './signing.ts'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const ids = (await readdir(join(fixtures, 'lessons'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

async function pack(id: string): Promise<Packed> {
  const key = v.parse(SigningKey, JSON.parse(await readFile(join(fixtures, 'publisher', 'demo.jwk'), 'utf8')))
  const packed = await packFolder(join(fixtures, 'lessons', id), key)
  if (!packed.ok) throw new Error(JSON.stringify(packed.problems, null, 2))
  return packed
}

function contents(packed: Packed) {
  const bytesOf = (path: string) => {
    const file = packed.manifest.files.find((one) => one.path === path)
    return (file && packed.files.get(file.sha256)) ?? new Uint8Array()
  }
  const pages = readContent(kinds.pages, bytesOf('pages.json'))
  const quiz = readContent(kinds.quiz, bytesOf('quiz.json'))
  if (!pages.ok || !quiz.ok) throw new Error('the contents do not read')
  return { pages: pages.content.pages, questions: quiz.content.questions }
}

describe.each(ids)('the lesson %s', (id) => {
  let packed: Packed
  beforeAll(async () => {
    packed = await pack(id)
  })

  test('reads from the back row: no page is too full', () => {
    expect(packed.warnings).toEqual([])
  })

  test('fills one period of 40 minutes with eight to twelve pages, some led by the assistant', () => {
    const { steps } = packed.manifest
    expect(steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(40)
    expect(contents(packed).pages.length).toBeGreaterThanOrEqual(8)
    expect(contents(packed).pages.length).toBeLessThanOrEqual(12)
    expect(steps.map((step) => step.lead)).toEqual(expect.arrayContaining(['host', 'assistant', 'both']))
  })

  test('speaks to the assistant teacher and asks the class', () => {
    const types = contents(packed).pages.flatMap((page) => page.blocks.map((block) => block.type))
    expect(types.filter((type) => type === 'note').length).toBeGreaterThanOrEqual(5)
    expect(types).toContain('question')
  })

  test('has questions of many types, work on paper among them, each with a solution or a person to mark it', () => {
    const { questions } = contents(packed)
    expect(questions.length).toBeGreaterThanOrEqual(6)
    expect(questions.length).toBeLessThanOrEqual(8)
    expect(new Set(questions.map((one) => one.type)).size).toBeGreaterThanOrEqual(6)
    expect(questions.map((one) => one.type)).toContain('photo')
    for (const one of questions) {
      expect(one.hint, one.id).toBeDefined()
      if (one.type !== 'photo') expect(one.solution, one.id).toBeDefined()
    }
  })

  test('does not give an order or a match away by how its options stand', () => {
    for (const one of contents(packed).questions) {
      if (one.type !== 'order' && one.type !== 'match') continue
      const asShown = one.options.map((_, index) => index)
      expect(scoreAnswer(one, asShown), one.id).toMatchObject({ right: false })
    }
  })

  test('teaches points that exist, and asks for no others', async () => {
    const read = await readPoints(join(fixtures, 'points'))
    const known = new Set(read.ok ? read.points.map((point) => point.id) : [])
    const taught = packed.manifest.points
    const asked = contents(packed).questions.flatMap((one) => one.points)
    expect(taught.filter((point) => !known.has(point))).toEqual([])
    expect(asked.filter((point) => !known.has(point))).toEqual([])
    expect(packed.manifest.places).not.toEqual([])
  })

  test('shows every picture that it carries, and weighs less than 100 KB', () => {
    const { pages, questions } = contents(packed)
    const shown = [...kinds.pages.needs({ pages }).files, ...kinds.quiz.needs({ questions }).files]
    const carried = packed.manifest.files.filter((file) => file.type.startsWith('image/')).map((file) => file.path)
    expect(carried.filter((path) => !shown.includes(path))).toEqual([])
    expect(packed.manifest.files.reduce((sum, file) => sum + file.size, 0)).toBeLessThan(100_000)
  })
})

describe('the demonstration’s material', () => {
  test('is six lessons in three subjects', async () => {
    const lessons = await Promise.all(ids.map(pack))
    expect(lessons.length).toBeGreaterThanOrEqual(6)
    expect(new Set(lessons.map((one) => one.manifest.subject)).size).toBeGreaterThanOrEqual(3)
    expect(new Set(lessons.map((one) => one.manifest.id)).size).toBe(lessons.length)
  })

  test('has sixty knowledge points or more, without a circle', async () => {
    const read = await readPoints(join(fixtures, 'points'))
    expect(read.ok ? [] : read.problems).toEqual([])
    expect(read.ok && read.points.length).toBeGreaterThanOrEqual(60)
  })
})
