import type { KyselyPlugin } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { countyOffice } from '../../core/people/places.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { momentOf } from '../../core/school/day.ts'
import { lessonsOn, type Timetable } from '../../core/school/timetable.ts'
import { id, openTestHub, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { personIdAgain, personIdOf } from './identity.ts'
import { dropOldUploads } from './kept-upload.ts'
import { actor, bringIn, changesIn, county, exported, filesOf, preview, type Sheets } from './roster.fixture.ts'
import { Uploads } from './uploads.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

const member = (classId: string, sourcedId: string) =>
  hub.row(rowKey('member', classId, personIdOf(sourcedId, hub.secret)))
const facts = () => hub.db.selectFrom('fact').selectAll().execute()
const pick = (...tables: string[]): Sheets => Object.fromEntries(tables.map((table) => [table, county[table] ?? []]))
/** The county with lines changed. */
const changed = (table: string, change: (line: string) => string | undefined): Sheets => ({
  ...county,
  [table]: (county[table] ?? []).map(change).filter((line) => line !== undefined),
})

/** Somebody has another name, by another way than an upload. */
async function rename(from: string, to: string): Promise<void> {
  const body = (await facts()).map((fact) => JSON.parse(fact.body)).find(({ name }) => name === from)
  await hub.recorder.record([memberEnrolled({ ...body, name: to })])
}

/** A database in which the last that an import writes cannot be written. */
const refusesNotes: KyselyPlugin = {
  transformQuery({ node }) {
    if (node.kind === 'InsertQueryNode' && node.into?.table.identifier.name === 'audit') throw new Error('a full disk')
    return node
  },
  transformResult: async ({ result }) => result,
}

describe('a county is brought in', () => {
  test('whole, after it was shown and nothing written; twice changes nothing', async () => {
    const shown = await preview(hub, county)
    expect(shown).toMatchObject({ is: 'ready', anew: false })
    expect(await facts()).toEqual([])
    expect(await bringIn(hub, county)).toBe(changesIn(shown).length)
    expect((await facts()).every((fact) => fact.state === 'taken')).toBe(true)
    expect(await member('three', 'p1')).toMatchObject({ name: '禾苗', role: 'pupil', number: 1, from: '2026-08-31' })
    expect(await hub.row(rowKey('school', 'point'))).toMatchObject({ parent: 'main', code: '2161900002' })
    expect(await hub.row(rowKey('county', 'it'))).toMatchObject({
      name: '青禾县',
      calendar: { starts: '2026-08-31', weeks: 20, off: ['2026-10-01'], instead: [{ day: '2026-10-10', weekday: 4 }] },
    })
    expect(await bringIn(hub, county)).toBe(0)
    expect(changesIn(await preview(hub, county))).toEqual([])
  })

  test('keeps nobody’s 学籍号, and tells devices no number of the office’s', async () => {
    await bringIn(hub, county)
    const [everything, log] = [JSON.stringify(await facts()), JSON.stringify(await notesBefore(hub.db, 999, 99))]
    const numbers = await hub.db.selectFrom('person').selectAll().execute()
    for (const text of [everything, log, JSON.stringify(numbers), JSON.stringify(await exported(hub))]) {
      expect(text).not.toContain('999999201501011234')
    }
    expect(everything).not.toContain('"p1"')
    expect(numbers.filter((one) => one.student_hash !== '')).toHaveLength(1)
  })

  test('notes who looked at it and who brought it in, without a name', async () => {
    await bringIn(hub, county)
    const notes = await notesBefore(hub.db, 999, 99)
    expect(notes.map(({ act, by }) => [act, by])).toEqual([
      ['roster.imported', actor.by],
      ['roster.previewed', actor.by],
    ])
    expect(JSON.stringify(notes)).not.toContain('禾苗')
  })
})

describe('what happens in a term', () => {
  beforeEach(async () => {
    await bringIn(hub, county)
    hub.clock.now = momentOf(id.day('2026-10-13'), '09:00')
  })

  test('a child who moves to another school is the same child, also under another number', async () => {
    const moved: Sheets = {
      users: ['sourcedId,name,metadata.studentNumber', 'far-77,禾苗,g999999201501011234', 'p3,谷雨,'],
      enrollments: ['classSourcedId,userSourcedId,role,metadata.number', 'four,p3,student,1', 'four,far-77,student,2'],
    }
    expect(changesIn(await preview(hub, moved))).toEqual([
      'member new 禾苗 | 高台小学 四年级',
      'member ended 禾苗 | 青山教学点 三四年级 | until →2026-10-12',
    ])
    await bringIn(hub, moved)
    expect(await member('four', 'p1')).toMatchObject({ from: '2026-10-13', number: 2 })
    expect(await member('three', 'p1')).toMatchObject({ until: '2026-10-12' })
    expect((await exported(hub)).users.map((one) => one.sourcedId)).toContain('far-77')
    expect(await bringIn(hub, moved)).toBe(0)
  })

  test('who is missing in a list of a class has left it; a class without a list stays as it is', async () => {
    const list: Sheets = { enrollments: (county.enrollments ?? []).filter((line) => !/p2|t1|^four|^county/.test(line)) }
    expect(changesIn(await preview(hub, list))).toEqual(
      [
        'member ended 小满 | 青山教学点 三四年级 | until →2026-10-12',
        'member ended 何老师 | 青山教学点 三四年级 | until →2026-10-12',
      ].sort((a, b) =>
        personIdOf(a.includes('小满') ? 'p2' : 't1', hub.secret) <
        personIdOf(b.includes('小满') ? 'p2' : 't1', hub.secret)
          ? -1
          : 1,
      ),
    )
    await bringIn(hub, list)
    expect(await member('four', 'p3')).not.toHaveProperty('until')
  })

  test('OneRoster’s changes alone (delta) end only what they say', async () => {
    const delta: Sheets = {
      manifest: ['propertyName,value', 'file.enrollments,delta'],
      enrollments: ['classSourcedId,userSourcedId,role,status', 'three,p2,student,tobedeleted'],
    }
    expect(changesIn(await preview(hub, delta))).toEqual([
      'member ended 小满 | 青山教学点 三四年级 | until →2026-10-12',
    ])
  })

  test('a teacher who leaves the county is in no class any more', async () => {
    await bringIn(hub, { users: ['sourcedId,name,status', 't2,周老师,删除'] })
    expect(await member('three', 't2')).toMatchObject({ until: '2026-10-12' })
  })

  test('a school that was merged ends with its class, and its children go on in another', async () => {
    const merged: Sheets = {
      orgs: ['sourcedId,name,type,identifier,status', 'far,高台小学,school,2161900003,tobedeleted'],
      classes: ['sourcedId,title,grades,schoolSourcedId,status', 'four,四年级,4,far,tobedeleted'],
      enrollments: [...(county.enrollments ?? []).slice(0, 5), 'three,p3,student,3'],
    }
    await bringIn(hub, merged)
    expect(await hub.row(rowKey('school', 'far'))).toMatchObject({ until: '2026-10-12' })
    expect(await hub.row(rowKey('class', 'four'))).toMatchObject({ until: '2026-10-12' })
    expect(await member('four', 'p3')).toMatchObject({ until: '2026-10-12' })
    expect(await member('three', 'p3')).toMatchObject({ from: '2026-10-13' })
    expect(await bringIn(hub, merged)).toBe(0)
    const alone = { orgs: ['sourcedId,name,type,identifier,status', 'point,青山教学点,point,2161900002,tobedeleted'] }
    expect(await preview(hub, alone)).toMatchObject({ is: 'faults', faults: [{ what: 'ended-school-has-classes' }] })
  })

  test('a new name of a person or school is their name everywhere', async () => {
    await bringIn(hub, {
      orgs: ['sourcedId,name,type,identifier', 'main,第一小学,school,2161900001', 'point,青山小学,point,2161900002'],
      users: ['sourcedId,name', 't2,周舟'],
    })
    expect(await hub.row(rowKey('class', 'three'))).toMatchObject({ schoolName: '青山小学' })
    expect(await hub.row(rowKey('course', 'three', 'music'))).toMatchObject({
      hostName: '周舟',
      hostSchoolName: '第一小学',
    })
    expect(await member('three', 't2')).toMatchObject({ name: '周舟' })
  })

  test('a list without pictures leaves the pictures as they are', async () => {
    await bringIn(hub, { users: ['sourcedId,name,metadata.picture', 'p2,小满,cloud'] })
    await bringIn(hub, { users: ['sourcedId,name', 'p2,小暑'] })
    expect(await member('three', 'p2')).toMatchObject({ name: '小暑', picture: 'cloud' })
  })

  test('a package that nobody has published is one fault, and none of the lessons that name its course', async () => {
    const plan = ['course,class,subject,host,school,plan', 'music,three,音乐,t2,main,nobody-made-it']
    const shown = await preview(hub, { ...county, 'hosted-courses': plan })
    expect(shown).toMatchObject({ is: 'faults', count: 1, faults: [{ what: 'no-such-package' }] })
  })

  test('a new term is one line', async () => {
    const term = { academicSessions: [...(county.academicSessions ?? []), 'u,春季学期,term,2027-02-22,2027-07-04'] }
    expect(await bringIn(hub, term)).toBe(0)
    hub.clock.now = momentOf(id.day('2027-02-01'), '09:00')
    expect(changesIn(await preview(hub, term))).toEqual([
      'county changed 青禾县 | term 秋季学期→春季学期 | starts 2026-08-31→2027-02-22 | weeks 20→19 | off 2026-10-01→ | instead 2026-10-10 →周四→',
    ])
  })

  test('a new term in place of one that is not over leaves days without lessons: that is told', async () => {
    const sessions = [county.academicSessions?.[0] ?? '', 'u,春季学期,term,2027-02-22,2027-07-04']
    expect(await preview(hub, { academicSessions: sessions })).toMatchObject({
      preview: { notes: [{ what: 'term-begins-later', names: ['2027-02-22'] }] },
    })
    hub.clock.now = momentOf(id.day('2027-02-01'), '09:00')
    expect(await preview(hub, { academicSessions: sessions })).toMatchObject({ preview: { notes: [] } })
  })

  test('调课: a line with a date changes that day, and the week stays', async () => {
    await bringIn(hub, {
      timetable: [
        'class,weekday,period,subject,course,date',
        'three,,1,,,2026-10-19',
        'three,,1,音乐,music,2026-10-20',
      ],
    })
    const state = (await hub.row(rowKey('timetable', 'three'))) as Pick<Timetable, 'slots' | 'changes'> // its table's
    expect(state.slots).toHaveLength(3)
    const { calendar } = (await hub.row(rowKey('county', 'it'))) as Pick<Timetable, 'calendar'> // its table's
    const { bells } = (await hub.row(rowKey('class', 'three'))) as Pick<Timetable, 'bells'> // its table's
    const timetable: Timetable = { class: three, calendar, bells, ...state, plans: new Map() }
    const subjects = (day: string) => lessonsOn(timetable, id.day(day)).map((one) => `${one.period} ${one.subject}`)
    expect(subjects('2026-10-12')).toEqual(['1 音乐', '2 语文'])
    expect(subjects('2026-10-19')).toEqual(['2 数学'])
    expect(subjects('2026-10-20')).toEqual(['1 音乐'])
  })
})

describe('a timetable changes in the middle of a term', () => {
  beforeEach(async () => {
    await bringIn(hub, county)
    hub.clock.now = momentOf(id.day('2026-10-14'), '09:00')
  })

  /** The lessons of class three on some days. */
  const lessons = async (...days: string[]) => {
    const state = (await hub.row(rowKey('timetable', 'three'))) as Pick<Timetable, 'slots' | 'earlier' | 'changes'> // its table's
    const { calendar } = (await hub.row(rowKey('county', 'it'))) as Pick<Timetable, 'calendar'> // its table's
    const { bells } = (await hub.row(rowKey('class', 'three'))) as Pick<Timetable, 'bells'> // its table's
    const timetable: Timetable = { class: three, calendar, bells, ...state, plans: new Map() }
    return days.map((day) =>
      lessonsOn(timetable, id.day(day))
        .map((one) => `${one.period} ${one.subject} ${one.lesson.slice('three.'.length)}`)
        .join(', '),
    )
  }
  const head = 'class,weekday,period,subject,course,date,fromDate,fromPeriod,beginDate'

  test('a new week holds from today on, and the weeks before it stay as they were', async () => {
    const week: Sheets = { timetable: [head, 'three,3,1,科学,,,,,'] }
    await bringIn(hub, week)
    expect(await lessons('2026-10-12', '2026-10-14', '2026-10-19')).toEqual([
      '1 音乐 20261012.1, 2 语文 20261012.2',
      '1 科学 20261014.1',
      '',
    ])
    expect(await bringIn(hub, week)).toBe(0)
    hub.clock.now += 7 * 86_400_000
    expect(await bringIn(hub, week)).toBe(0)
  })

  test('or from the day that it tells, also one to come; the preview tells both', async () => {
    const week: Sheets = { timetable: [head, 'three,1,1,科学,,,,,2026-11-02'] }
    expect(changesIn(await preview(hub, week))).toEqual([
      'timetable changed 青山教学点 三四年级 | slots 周一 第1节 音乐→ | slots 周一双 第2节 数学→ | slots 周一单 第2节 语文→ | slots →周一 第1节 科学 | earlier →2026-11-01 3节',
    ])
    await bringIn(hub, week)
    expect(await lessons('2026-10-26', '2026-11-02')).toEqual([
      '1 音乐 20261026.1, 2 语文 20261026.2',
      '1 科学 20261102.1',
    ])
    expect(await bringIn(hub, week)).toBe(0)
    // Sent once more after that day, in one file with the week before it.
    hub.clock.now = momentOf(id.day('2026-11-10'), '09:00')
    const lines = (county.timetable ?? []).slice(1, 4).map((line) => {
      const [of, weekday, period, subject, course] = line.split(',')
      return [of, weekday, period, subject, course, '', '', '', ''].join(',')
    })
    const whole = { timetable: [head, lines[0] ?? '', 'three,1,1,科学,,,,,2026-11-02'] }
    await bringIn(hub, whole)
    expect(await lessons('2026-10-26', '2026-11-02')).toEqual(['1 音乐 20261026.1', '1 科学 20261102.1'])
  })

  test('from the term’s first day it is as if it had always been so', async () => {
    await bringIn(hub, { timetable: [head, 'three,1,1,科学,,,,,2026-08-31'] })
    expect(await lessons('2026-10-12')).toEqual(['1 科学 20261012.1'])
  })

  test('a lesson that is moved is what it was, and leaves its place empty', async () => {
    await bringIn(hub, { timetable: [head, 'three,,1,,,2026-10-20,2026-10-19,1,'] })
    expect(await lessons('2026-10-19', '2026-10-20')).toEqual(['2 数学 20261019.2', '1 音乐 20261019.1'])
    expect(await hub.row(rowKey('timetable', 'three'))).toMatchObject({ changes: [{ course: 'music' }] })
    await bringIn(hub, { timetable: [head, 'three,,2,,,2026-10-21,2026-10-19,1,'] })
    expect(await lessons('2026-10-20', '2026-10-21')).toEqual(['', '2 音乐 20261019.1'])
    await bringIn(hub, { timetable: [head, 'three,,1,,,2026-10-19,2026-10-19,1,'] })
    expect(await lessons('2026-10-19', '2026-10-21')).toEqual(['1 音乐 20261019.1, 2 数学 20261019.2', ''])
  })

  test('a lesson that is not there cannot be moved, nor one twice, nor into another week', async () => {
    const state = await preview(hub, {
      timetable: [
        head,
        'three,,1,,,2026-10-20,2026-10-23,1,',
        'three,,1,,,2026-10-21,2026-10-19,1,',
        'three,,2,,,2026-10-21,2026-10-19,1,',
        'three,,2,,,2026-11-02,2026-10-26,1,',
        'three,1,2,体育,,,2026-10-26,1,',
      ],
    })
    expect(state.is === 'faults' && state.faults.map(({ row, what, value }) => `${row} ${what} ${value}`)).toEqual([
      '6 empty ',
      '2 no-such-lesson 2026-10-23',
      '4 moved-twice 2026-10-19 1',
      '5 moved-too-far 2026-10-26',
    ])
  })

  test('a teacher is in two rooms only while both weeks hold', async () => {
    const of = (from: string) => ({
      timetable: [
        'class,weekday,period,subject,teacher,beginDate',
        'three,5,1,科学,t1,2026-11-02',
        `four,5,1,体育,t1,${from}`,
      ],
    })
    expect((await preview(hub, of('2026-11-09'))).is).toBe('faults')
    await bringIn(hub, {
      timetable: [
        'class,weekday,period,subject,teacher,beginDate',
        'four,5,1,体育,t1,2026-10-19',
        'four,1,1,语文,,2026-10-26',
      ],
    })
    expect((await preview(hub, { timetable: of('').timetable.slice(0, 2) })).is).toBe('ready')
  })
})

describe('what rows say together is checked, and every fault told', () => {
  const faults = async (sheets: Sheets) => {
    const state = await preview(hub, sheets)
    if (state.is !== 'faults') return []
    return state.faults.map(
      ({ file, row, what, value }) => `${file}, ${row}: ${[what, value].filter(Boolean).join(' ')}`,
    )
  }
  const with_ = (table: string, ...lines: string[]): Sheets => ({
    ...county,
    [table]: [...(county[table] ?? []), ...lines],
  })

  test.each([
    ['a person who is there twice', with_('users', 'p2,小满,,,,'), ['users.csv, 8: twice p2']],
    ['a 学籍号 that is there twice', with_('users', 'p9,禾苗,G999999201501011234,,,'), ['users.csv, 8: twice p9']],
    [
      'an unknown class, person and school',
      {
        ...with_('enrollments', 'nine,p2,student,', 'four,p9,student,'),
        classes: [...(county.classes ?? []), 'five,五年级,5,moon'],
      },
      [
        'classes.csv, 4: no-such-school moon',
        'enrollments.csv, 8: no-such-class nine',
        'enrollments.csv, 9: no-such-person p9',
      ],
    ],
    [
      'a wrong 学校标识码',
      with_('orgs', 'x,某校,school,9961900001,', 'y,某校,school,216190000,'),
      ['orgs.csv, 6: not-a-school-code 9961900001', 'orgs.csv, 7: not-a-school-code 216190000'],
    ],
    [
      'schools above each other',
      changed('orgs', (line) => line.replace('2161900001,c', '2161900001,point')),
      ['orgs.csv, 3: cycle point', 'orgs.csv, 4: cycle main'],
    ],
    [
      'two lessons of a class at once',
      with_('timetable', 'three,1,2,体育,,,'),
      ['timetable.csv, 6: has-a-lesson three'],
    ],
    ['bells that run into each other', with_('bells', 'far,3,09:50,40'), ['bells.csv, 6: bells-overlap 3']],
    ['a pair of one school', with_('pairs', 'm,main,main,音乐,2,'), ['pairs.csv, 3: helps-itself main']],
    [
      'an end before the beginning',
      {
        ...county,
        enrollments: ['classSourcedId,userSourcedId,role,beginDate,endDate', 'three,p2,student,2026-10-10,2026-10-01'],
      },
      ['enrollments.csv, 2: ends-before-it-begins 2026-10-01'],
    ],
  ])('%s', async (_, sheets, told) => {
    expect(await faults(sheets)).toEqual(told)
    expect(await facts()).toEqual([])
  })

  test('a teacher in two rooms at one time, by the clock; a host who teaches two classes together is none', async () => {
    const timetable = [
      'class,weekday,period,subject,course,teacher',
      'three,1,1,音乐,music,',
      'four,1,1,语文,,t1',
      'three,1,2,语文,,t1',
    ]
    expect(await faults({ ...county, timetable })).toEqual([])
    const late = changed('bells', (line) =>
      line.replace('far,1,08:30', 'far,1,08:45').replace('far,2,09:20', 'far,2,10:00'),
    )
    expect(
      await faults({
        ...late,
        timetable: [...timetable, 'four,1,2,体育,,t2', 'three,2,1,体育,,t1', 'four,2,1,体育,,t1'],
      }),
    ).toEqual(['timetable.csv, 4: in-two-rooms three', 'timetable.csv, 7: in-two-rooms four'])
    const together = {
      ...county,
      'hosted-courses': [...(county['hosted-courses'] ?? []), 'music4,four,音乐,t2,main,'],
      timetable: ['class,weekday,period,subject,course', 'three,1,1,音乐,music', 'four,1,1,音乐,music4'],
    }
    expect(await faults(together)).toEqual([])
  })

  test('together with what is wrong in single cells, but not what hangs on those', async () => {
    const users = [...(county.users ?? []), '610101201501011234,张三,,,,', 'p2,小满,,,,']
    const enrollments = [...(county.enrollments ?? []), 'four,610101201501011234,student,', 'three,p2,student,']
    expect(await faults({ ...county, users, enrollments })).toEqual([
      'users.csv, 8: identity-number',
      'enrollments.csv, 8: identity-number',
      'users.csv, 9: twice p2',
      'enrollments.csv, 9: twice p2',
    ])
    const classes = (county.classes ?? []).map((line) => line.replace('"3,4"', '十四'))
    expect(await faults({ ...county, classes })).toEqual(['classes.csv, 2: not-grades 十四'])
  })

  test('an upload that would leave nobody in the office', async () => {
    await bringIn(hub, county)
    const state = await preview(hub, { users: ['sourcedId,name,status', 'o1,韩主任,tobedeleted'] })
    expect(state).toMatchObject({ is: 'faults', faults: [{ what: 'nobody-in-the-office' }] })
  })
})

describe('what was shown is what is brought in', () => {
  test('a county that has changed since is compared anew, and nothing written', async () => {
    await bringIn(hub, county)
    const uploads = new Uploads(hub)
    const shown = await preview(hub, { users: ['sourcedId,name', 'p2,小暑'] }, uploads)
    await rename('小满', '大暑')
    const before = (await facts()).length
    await uploads.import(shown.id, actor)
    const state = await uploads.state(shown.id, actor.by, true)
    expect(state).toMatchObject({ is: 'ready', anew: true })
    expect(state && changesIn(state)).toEqual(['member changed 小暑 | 青山教学点 三四年级 | name 大暑→小暑'])
    expect(await facts()).toHaveLength(before)
    await uploads.import(shown.id, actor)
    expect(await uploads.state(shown.id, actor.by, true)).toMatchObject({ is: 'imported', changes: 1 })
  })

  test('while it is written no other begins, and it comes to its end', async () => {
    const uploads = new Uploads(hub)
    const shown = await preview(hub, county, uploads)
    await uploads.import(shown.id, actor)
    expect(await uploads.begin(filesOf(county), actor)).toBeUndefined()
    expect(await uploads.state(shown.id, actor.by, true)).toMatchObject({ is: 'imported' })
    const next = (await uploads.begin(filesOf(county), actor)) ?? ''
    expect(await uploads.state(next, actor.by, true)).toMatchObject({ is: 'ready', preview: { tables: [] } })
  })

  test('an upload that was stopped is gone', async () => {
    const uploads = new Uploads(hub)
    const shown = await preview(hub, county, uploads)
    await uploads.end(shown.id, actor.by)
    expect(await uploads.state(shown.id, actor.by)).toBeUndefined()
    expect(await uploads.import(shown.id, actor)).toBeUndefined()
  })

  test('nothing is there when one of it cannot be written', async () => {
    const uploads = new Uploads({ ...hub, db: hub.db.withPlugin(refusesNotes) })
    const shown = await preview(hub, pick(...Object.keys(county)), uploads)
    await uploads.import(shown.id, actor)
    expect(await uploads.state(shown.id, actor.by, true)).toMatchObject({ is: 'failed' })
    expect(await facts()).toEqual([])
    expect(await hub.db.selectFrom('person').selectAll().execute()).toEqual([])
  })
})

describe('at several hubs of a county', () => {
  const elsewhere = () => new Uploads(hub)

  test('what one has shown another brings in, once', async () => {
    const [one, other] = [new Uploads(hub), elsewhere()]
    const { id } = await preview(hub, county, one)
    expect(await other.last(actor.by)).toMatchObject({ is: 'reading', id })
    expect(await other.state(id, actor.by, true)).toEqual(await one.state(id, actor.by))
    const begun = await other.import(id, actor)
    const again = await one.import(id, actor)
    expect([begun?.is, again?.is]).toEqual(['importing', 'importing'])
    const imported = await other.state(id, actor.by, true)
    expect(imported).toMatchObject({ is: 'imported' })
    expect(await one.state(id, actor.by)).toEqual(imported)
    expect(await elsewhere().import(id, actor)).toEqual(imported)
    expect(await bringIn(hub, county)).toBe(0)
  })

  test('one that has not shown it brings it in as it was shown, and shows it anew when the county has changed', async () => {
    await bringIn(hub, county)
    const { id } = await preview(hub, { users: ['sourcedId,name', 'p2,小暑'] })
    await rename('小满', '大暑')
    const before = (await facts()).length
    const other = elsewhere()
    expect(await other.import(id, actor)).toMatchObject({ is: 'ready', anew: true })
    expect(await facts()).toHaveLength(before)
    await elsewhere().import(id, actor)
    await other.import(id, actor)
    expect(await other.state(id, actor.by, true)).toMatchObject({ is: 'imported', changes: 1 })
  })

  test('none begins while another writes, until that one has not been heard of for a minute', async () => {
    const { id } = await preview(hub, county)
    await hub.db.updateTable('upload').set({ step: 'written', since: hub.now() }).execute()
    expect(await elsewhere().begin(filesOf(county), actor)).toBeUndefined()
    expect(await elsewhere().state(id, actor.by, true)).toMatchObject({ is: 'importing' })
    hub.clock.now += 61_000
    expect(await elsewhere().state(id, actor.by, true)).toMatchObject({ is: 'ready' })
    const next = elsewhere()
    const begun = await next.begin(filesOf(county), actor)
    expect(await next.state(begun ?? '', actor.by, true)).toMatchObject({ is: 'ready' })
  })

  test('it is nobody else’s, and nobody’s half an hour after it was last asked for', async () => {
    const { id } = await preview(hub, county)
    expect(await elsewhere().state(id, people.ann)).toBeUndefined()
    hub.clock.now += 29 * 60_000
    await dropOldUploads(hub.db, hub.now())
    expect(await elsewhere().state(id, actor.by, true)).toMatchObject({ is: 'ready' })
    hub.clock.now += 31 * 60_000
    expect(await elsewhere().state(id, actor.by)).toBeUndefined()
    await dropOldUploads(hub.db, hub.now())
    expect(await hub.db.selectFrom('upload_file').selectAll().execute()).toEqual([])
  })
})

describe('who was erased', () => {
  const erase = async (person: string) => {
    await hub.db
      .insertInto('hub')
      .values({ name: 'secret', value: Buffer.from(hub.secret).toString('base64url') })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const office = await hub.device('office', `office-${hub.now()}`)
    hub.clock.now += 1_000
    const clerk = personIdOf('o1', hub.secret)
    office.records(personErased({ person: id.person(person), day: id.day('2026-09-08') }), clerk)
    expect((await office.delivers()).refused).toEqual([])
  }
  beforeEach(async () => {
    await bringIn(hub, county)
    const places = placeDescribed({
      place: id.place('office'),
      kind: 'office',
      title: 'office',
      classes: [countyOffice],
    })
    await hub.recorder.record([places])
  })
  const passedOver = async () => {
    const shown = await preview(hub, county)
    return shown.is === 'ready' ? shown.preview.passedOver.map(({ name }) => name) : expect.unreachable(shown.is)
  }

  test.each(['p1', 't1', 't2'])('and still stands in the files is passed over and told: %s', async (one) => {
    const person = personIdOf(one, hub.secret)
    await erase(person)
    expect(await passedOver()).toHaveLength(1)
    expect(await bringIn(hub, county)).toBe(0)
    expect(JSON.stringify(await exported(hub))).not.toContain(person === personIdOf('t2', hub.secret) ? '—' : person)
    expect(await hub.db.selectFrom('person').selectAll().where('person', '=', person).execute()).toEqual([])
  })

  test('stands in no file that was uploaded before', async () => {
    await preview(hub, county)
    await erase(personIdOf('p1', hub.secret))
    expect(await hub.db.selectFrom('upload_file').selectAll().execute()).toEqual([])
  })

  test('is known again by the 学籍号 under another number, of which nothing is kept that could be read', async () => {
    await erase(personIdOf('p1', hub.secret))
    const other = changed('users', (line) => line.replace(/^p1,/, 'p99,'))
    const shown = await preview(hub, { users: other.users ?? [] })
    expect(shown).toMatchObject({ is: 'ready', preview: { passedOver: [{ name: '禾苗' }] } })
    const kept = JSON.stringify(await hub.db.selectFrom('erased_number').selectAll().execute())
    for (const word of ['p1', '999999201501011234']) expect(kept).not.toContain(`"${word}"`)
  })

  test('comes back when the office says so, as somebody new, once and for all', async () => {
    await erase(personIdOf('p1', hub.secret))
    const uploads = new Uploads(hub)
    const shown = await preview(hub, county, uploads)
    if (shown.is !== 'ready') return expect.unreachable(shown.is)
    await uploads.letBack(
      shown.id,
      actor.by,
      shown.preview.passedOver.map(({ key }) => key),
    )
    expect(await uploads.state(shown.id, actor.by, true)).toMatchObject({ preview: { passedOver: [], back: 1 } })
    expect(await new Uploads(hub).state(shown.id, actor.by, true)).toMatchObject({ preview: { back: 1 } })
    await uploads.import(shown.id, actor)
    expect(await uploads.state(shown.id, actor.by, true)).toMatchObject({ is: 'imported', changes: 2 })
    expect((await notesBefore(hub.db, 999, 1))[0]?.about).toEqual({ facts: 1, consents: 1, back: 1 })
    const again = personIdAgain('p1', 1, hub.secret)
    expect(await hub.row(rowKey('member', 'three', again))).toMatchObject({ name: '禾苗', from: '2026-09-08' })
    expect(await member('three', 'p1')).toMatchObject({ name: '—' })
    expect(await passedOver()).toEqual([])
    expect(await bringIn(hub, county)).toBe(0)
    await erase(again)
    expect(await passedOver()).toEqual(['禾苗'])
    expect(await bringIn(hub, county)).toBe(0)
  })
})
