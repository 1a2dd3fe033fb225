import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { examplesOf } from '../../test/formats/examples.ts'
import { CountyFault, readCounty, throwFaults } from './files.ts'

const page = await examplesOf('county-files')
const yamls = ['county.yaml', 'bells.yaml', 'courses.yaml', 'places.yaml']
const csvs = ['orgs.csv', 'classes.csv', 'users.csv', 'enrollments.csv', 'timetable.csv', 'pairs.csv']
const files = [...yamls, ...csvs]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'county-'))
  for (const file of files) await writeFile(join(folder, file), page.text(file))
})
afterEach(() => rm(folder, { recursive: true }))

/** Reads the county with one file as it is given: it is good, or its fault is told in words. */
async function fault(file: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, file), content)
  try {
    throwFaults((await readCounty(folder)).findings)
    return ''
  } catch (error) {
    if (!(error instanceof CountyFault)) throw error
    return error.message
  } finally {
    await writeFile(join(folder, file), page.text(file))
  }
}

const file = fc.constantFrom(...files)
const piece = fc.oneof(
  fc.constantFrom(
    ',',
    '"',
    '\n',
    '\r',
    ': ',
    '- ',
    '[',
    '{',
    '&a ',
    '*a',
    '<<: ',
    '!!js/function ',
    '\t',
    '\0',
    '\uFEFF',
    '|',
    '%',
  ),
  fc.constantFrom('constructor', '__proto__', 'null', '~', '-0', '1e999', '2026-13-45', 'county', 'points'),
  fc.string({ maxLength: 12 }),
)

describe('a file that is not as described is told in words, and never more', () => {
  test('with something written into it', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.nat(), fc.nat(20), piece, async (name, where, gone, text) => {
        const good = page.text(name)
        const at = where % (good.length + 1)
        expect(typeof (await fault(name, good.slice(0, at) + text + good.slice(at + gone)))).toBe('string')
      }),
      { numRuns: 150 },
    )
  }, 30_000)

  test('of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.uint8Array({ maxLength: 200 }), async (name, bytes) => {
        expect(typeof (await fault(name, bytes))).toBe('string')
      }),
      { numRuns: 100 },
    )
  }, 30_000)

  test.each(yamls)('%s that would unfold without end, or is nested without end', async (name) => {
    const doubling = Array.from({ length: 40 }, (_, n) => `a${n}: &a${n} [${n ? `*a${n - 1},*a${n - 1}` : 'x'}]`).join(
      '\n',
    )
    for (const bomb of [doubling, '['.repeat(50_000), '- '.repeat(20_000), '{a: '.repeat(20_000)]) {
      expect(await fault(name, bomb)).toContain(name)
    }
  })
})
