import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { classes, counties, courses, timetables } from '../../core/rows/roster.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { lessonsFrom, type PlannedLesson } from '../../core/school/timetable.ts'
import { examplesOf } from '../../test/formats/examples.ts'
import { id, openTestHub, type TestHub } from '../../test/hubs/small-county.ts'
import { importCounty } from './import.ts'

const page = await examplesOf('county-files')
const files = [
  'county.yaml',
  'bells.yaml',
  'orgs.csv',
  'classes.csv',
  'users.csv',
  'enrollments.csv',
  'timetable.csv',
  'pairs.csv',
  'courses.yaml',
  'places.yaml',
]
const packages = new Map(
  ['half-notes', 'one-star'].map((name): [string, PlannedLesson] => [
    name,
    { title: name, package: id.package(name), manifest: id.blob('a'), bytes: 1 },
  ]),
)

let hub: TestHub
let folder: string
beforeEach(async () => {
  hub = await openTestHub()
  folder = await mkdtemp(join(tmpdir(), 'county-'))
  for (const file of files) await writeFile(join(folder, file), page.text(file))
})
afterEach(async () => {
  await hub.close()
  await rm(folder, { recursive: true })
})

describe('the example in docs/formats/county-files.md', () => {
  test('is brought in whole, once', async () => {
    const { db, recorder, secret } = hub
    const bringIn = () => importCounty(folder, { db, recorder, packages, publishers: [], secret, now: hub.now() })
    expect(await bringIn()).toBe(14)
    expect(await bringIn()).toBe(0)
  })

  test('has the lessons that the page shows', async () => {
    const { db, recorder, secret } = hub
    await importCounty(folder, { db, recorder, packages, publishers: [], secret, now: hub.now() })
    const classId = id.class('qingshan-34')
    // Each is its table's.
    const { calendar } = (await hub.row(rowKey('county', 'it'))) as StateOf<typeof counties>
    const { bells } = (await hub.row(rowKey('class', classId))) as StateOf<typeof classes>
    const { slots } = (await hub.row(rowKey('timetable', classId))) as StateOf<typeof timetables>
    const music = id.course('qingshan-34-music')
    const { plan } = (await hub.row(rowKey('course', classId, music))) as StateOf<typeof courses>
    const timetable = { class: classId, calendar, bells, slots, plans: new Map([[music, plan]]) }
    const lessons = lessonsFrom(timetable, id.day('2026-09-07'), 7)
    expect(
      lessons.map(({ lesson, subject, planned }) => ({
        lesson,
        subject,
        ...(planned && { package: planned.package }),
      })),
    ).toEqual(page.json('lessons'))
  })
})
