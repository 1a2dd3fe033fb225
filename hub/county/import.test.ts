import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rowKey } from '../../core/rows/row-key.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import { id, openTestHub, type TestHub, three, tuesday } from '../../test/hubs/small-county.ts'
import { personIdOf } from '../roster/identity.ts'
import { bringIn as officeBringsIn } from '../roster/roster.fixture.ts'
import { CountyFault } from './files.ts'
import { importCounty } from './import.ts'

const songs: PlannedLesson = { title: '唱一唱', package: id.package('songs'), manifest: id.blob('a'), bytes: 10 }
const packages = new Map([['songs', songs]])

/** A county as small as can be, with everything in it once. */
const small: Record<string, string> = {
  'county.yaml': 'name: 青禾县\ncalendar: { term: 秋季, starts: 2026-08-31, weeks: 20 }\n',
  'bells.yaml':
    'points:\n  - { period: 1, start: "08:30", minutes: 40 }\n  - { period: 2, start: "09:20", minutes: 40 }\n',
  'orgs.csv': 'sourcedId,name,type,identifier\nmain,实验小学,school,2161900001\npoint,青山教学点,point,2161900002\n',
  'users.csv':
    'sourcedId,name,metadata.picture,metadata.consentForm,metadata.consentDate,metadata.consentScope\n' +
    'G610101,禾苗,sprout,C-1,2026-09-01,name photo\nT1,周老师,,,,\n',
  'classes.csv': 'sourcedId,title,grades,schoolSourcedId,metadata.bells\nthree,三年级,"3,4",point,points\n',
  'enrollments.csv':
    'classSourcedId,userSourcedId,role,beginDate,endDate,metadata.number\nthree,G610101,student,,,1\nthree,T1,host,2026-09-01,,\n',
  'timetable.csv': 'class,weekday,period,subject,course,weeks\nthree,1,1,音乐,music,\nthree,1,2,语文,,odd\n',
  'pairs.csv': 'pair,helping,helped,subjects,weekly,from\nmain-point,main,point,音乐、英语,2,\n',
  'courses.yaml':
    '- { course: music, class: three, subject: 音乐, host: T1, school: main, plan: [songs], repeat: true }\n',
  'places.yaml': '- { place: panel, kind: projector, title: 三年级, school: point, classes: [three] }\n',
}

let hub: TestHub
let folder: string
beforeEach(async () => {
  hub = await openTestHub()
  folder = await mkdtemp(join(tmpdir(), 'county-'))
  for (const [file, text] of Object.entries(small)) await writeFile(join(folder, file), text)
})
afterEach(async () => {
  await hub.close()
  await rm(folder, { recursive: true })
})

function bringIn(from = folder, known: ReadonlyMap<string, PlannedLesson> = packages): Promise<number> {
  const { db, recorder, secret } = hub
  return importCounty(from, { db, recorder, packages: known, publishers: [], secret, now: hub.now() })
}

const facts = () => hub.db.selectFrom('fact').selectAll().orderBy('device').orderBy('seq').execute()

describe('bringing a county in', () => {
  test('makes its rows', async () => {
    expect(await bringIn()).toBe(10)
    expect(await hub.row(rowKey('school', 'point'))).toMatchObject({
      name: '青山教学点',
      code: '2161900002',
      sort: 'point',
    })
    expect(await hub.row(rowKey('class', three))).toMatchObject({ grades: [3, 4], schoolName: '青山教学点' })
    expect(await hub.row(rowKey('course', three, 'music'))).toMatchObject({ hostName: '周老师', hostSchool: 'main' })
    expect(await hub.row(rowKey('timetable', three))).toMatchObject({
      slots: [
        { subject: '音乐', course: 'music' },
        { subject: '语文', weeks: 'odd' },
      ],
    })
    expect((await facts()).every((fact) => fact.state === 'taken')).toBe(true)
  })

  test('twice changes nothing, and what is different becomes one fact', async () => {
    await bringIn()
    expect(await bringIn()).toBe(0)
    await writeFile(join(folder, 'users.csv'), small['users.csv']?.replace('禾苗', '禾穗') ?? '')
    expect(await bringIn()).toBe(1)
    expect(await facts()).toHaveLength(11)
    expect(await bringIn()).toBe(0)
  })

  test('does not put a folder over the office’s work that is what it was when it was last read', async () => {
    await bringIn()
    const renamed = {
      users: ['sourcedId,name', 'T1,周舟'],
      orgs: ['sourcedId,name,type,identifier', 'point,青山小学,point,2161900002'],
    }
    expect(await officeBringsIn(hub, renamed)).toBeGreaterThan(0)
    const host = rowKey('member', three, personIdOf('T1', hub.secret))
    expect(await bringIn()).toBe(0)
    expect(await hub.row(host)).toMatchObject({ name: '周舟' })
    expect(await hub.row(rowKey('school', 'point'))).toMatchObject({ name: '青山小学' })
    // Once somebody has written in the folder, it is read, and says the whole of what it says.
    await writeFile(join(folder, 'users.csv'), small['users.csv']?.replace('禾苗', '禾穗') ?? '')
    expect(await bringIn()).toBeGreaterThan(1)
    expect(await hub.row(host)).toMatchObject({ name: '周老师' })
    expect(await bringIn()).toBe(0)
  })

  test('reads a folder again that was at fault', async () => {
    await bringIn()
    await writeFile(join(folder, 'users.csv'), small['users.csv']?.replace('禾苗', '') ?? '')
    for (let start = 0; start < 2; start++) await expect(bringIn()).rejects.toThrow('users.csv, line 2: name')
    await writeFile(join(folder, 'users.csv'), small['users.csv']?.replace('禾苗', '禾穗') ?? '')
    expect(await bringIn()).toBe(1)
  })

  test('shows nobody’s number from the files, in ids or anywhere else', async () => {
    await bringIn()
    expect(JSON.stringify(await facts())).not.toContain('G610101')
    const person = personIdOf('G610101', hub.secret)
    expect(await hub.row(rowKey('member', three, person))).toMatchObject({ name: '禾苗', role: 'pupil', number: 1 })
    expect(personIdOf('G610101', new Uint8Array(32))).not.toBe(person)
  })

  test('takes the demonstration county whole, twice', async () => {
    const demonstration = resolve(import.meta.dirname, '../../fixtures/county')
    const courses = await readFile(join(demonstration, 'courses.yaml'), 'utf8')
    const named = [...courses.matchAll(/plan: \[([^\]]*)\]/g)].flatMap(([, list = '']) => list.split(/,\s*/))
    const known = new Map(named.map((name) => [name, { ...songs, package: id.package(name) }]))
    expect(await bringIn(demonstration, known)).toBeGreaterThan(50)
    expect(await bringIn(demonstration, known)).toBe(0)
    expect((await facts()).filter((fact) => fact.state !== 'taken')).toEqual([])
  })

  test('lets a demonstration’s calendar move with the day, and its weekends be school days', async () => {
    const calendar = '{ term: 秋季, starts: { weeksAgo: 1 }, weeks: 20, weekendsFollow: 2 }'
    await writeFile(join(folder, 'county.yaml'), `name: 青禾县\ncalendar: ${calendar}\n`)
    await bringIn()
    const { calendar: made } = (await hub.row(rowKey('county', 'it'))) as { calendar: Calendar }
    expect(made.starts).toBe('2026-08-31')
    expect(made.instead).toHaveLength(40)
    hub.clock.now = tuesday + 7 * 86_400_000
    expect(await bringIn()).toBeGreaterThan(0)
  })

  test('reads files as spreadsheets write them: with a byte order mark, CRLF and empty lines', async () => {
    const users = small['users.csv'] ?? ''
    await writeFile(join(folder, 'users.csv'), `\uFEFF${users.replaceAll('\n', '\r\n')}\r\n,,\r\n`)
    expect(await bringIn()).toBe(10)
  })
})

describe('a fault in the files', () => {
  const change = (file: string, from: string, to: string) => {
    const text = small[file] ?? ''
    expect(text).toContain(from)
    return writeFile(join(folder, file), text.replace(from, to))
  }

  test.each([
    ['users.csv', 'T1,周老师,', '\nT1,', 'users.csv, line 4: 5 fields where there should be 6'],
    ['users.csv', '禾苗', '', 'users.csv, line 2: name'],
    ['users.csv', 'T1,周老师', 'G610101,周老师', 'users.csv, line 3: G610101 is already in users.csv, line 2'],
    ['orgs.csv', '2161900002', '123', 'orgs.csv, line 3: identifier: 123 is no 学校标识码'],
    ['orgs.csv', 'point,青', 'main,青', 'orgs.csv, line 3: main is already in orgs.csv, line 2'],
    ['classes.csv', ',point,', ',nowhere,', 'classes.csv, line 2: there is no school nowhere'],
    ['classes.csv', ',points', ',city', 'classes.csv, line 2: there are no bells city'],
    ['classes.csv', ',points', ',constructor', 'classes.csv, line 2: there are no bells constructor'],
    ['classes.csv', 'three,', 'county,', 'classes.csv, line 2: sourcedId'],
    ['classes.csv', '"3,4"', '"3,14"', 'classes.csv, line 2: grades'],
    ['enrollments.csv', 'three,T1', 'five,T1', 'enrollments.csv, line 3: there is no class five'],
    ['enrollments.csv', 'three,T1', 'three,T2', 'enrollments.csv, line 3: there is no person T2'],
    ['enrollments.csv', '2026-09-01', '2026-09-31', 'enrollments.csv, line 3: beginDate'],
    [
      'enrollments.csv',
      'three,T1,host',
      'three,G610101,host',
      'enrollments.csv, line 3: G610101 is already in enrollments.csv, line 2',
    ],
    ['timetable.csv', 'three,1,2', 'four,1,2', 'timetable.csv, line 3: there is no class four'],
    [
      'timetable.csv',
      'three,1,2',
      'three,1,1',
      'timetable.csv, line 3: three already has a lesson then (timetable.csv, line 2)',
    ],
    ['timetable.csv', 'three,1,2', 'three,1,7', 'timetable.csv, line 3: the bells of 三年级 have no period 7'],
    ['timetable.csv', 'three,1,2', 'three,8,2', 'timetable.csv, line 3: weekday'],
    ['timetable.csv', 'music', 'opera', 'timetable.csv, line 2: there is no course opera of three'],
    ['pairs.csv', ',point,', ',nowhere,', 'pairs.csv, line 2: there is no school nowhere'],
    ['courses.yaml', 'class: three', 'class: five', 'courses.yaml, entry 1: there is no class five'],
    ['courses.yaml', 'host: T1', 'host: T9', 'courses.yaml, entry 1: there is no person T9'],
    ['courses.yaml', '[songs]', '[operas]', 'courses.yaml, entry 1: no package operas is published'],
    ['courses.yaml', 'repeat', 'again', 'courses.yaml: 0.again'],
    ['places.yaml', 'kind: projector', 'kind: kitchen', 'places.yaml: 0.kind'],
    ['places.yaml', 'kind: projector', 'kind: own', 'places.yaml, entry 1: a teacher’s own device names its person'],
    ['places.yaml', '[three]', '[five]', 'places.yaml, entry 1: there is no class five'],
    ['county.yaml', '2026-08-31', '2026-09-01', 'county.yaml: calendar.starts'],
    ['county.yaml', '}', '', 'county.yaml: '],
    ['bells.yaml', '"08:30"', '"8.30"', 'bells.yaml: points.0.start'],
  ])('%s: %j for %j is told with its file and line', async (file, from, to, fault) => {
    await change(file, from, to)
    const failed = await bringIn().catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(CountyFault)
    expect((failed as CountyFault).message).toContain(fault)
    expect(await facts()).toEqual([])
  })

  test('that is a missing file is told by its name', async () => {
    await rm(join(folder, 'pairs.csv'))
    await expect(bringIn()).rejects.toThrow('pairs.csv is missing')
    expect(await facts()).toEqual([])
  })

  test('leaves a county that is there as it was', async () => {
    await bringIn()
    const before = await facts()
    await change('orgs.csv', '青山', '绿水')
    await change('places.yaml', '[three]', '[five]')
    await expect(bringIn()).rejects.toThrow(CountyFault)
    expect(await facts()).toEqual(before)
  })
})

describe('the hub’s own hand', () => {
  test('records one after the other, under one name and without gaps', async () => {
    await cp(folder, `${folder}-2`, { recursive: true })
    await Promise.all([bringIn(), bringIn(`${folder}-2`)])
    const own = await facts()
    expect(new Set(own.map((fact) => fact.device)).size).toBe(1)
    expect(own.map((fact) => Number(fact.seq))).toEqual(own.map((_, n) => n + 1))
    await rm(`${folder}-2`, { recursive: true })
  })
})
