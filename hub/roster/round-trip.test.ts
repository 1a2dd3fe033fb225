import fc from 'fast-check'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { momentOf } from '../../core/school/day.ts'
import { tries } from '../../test/databases/test-database.ts'
import { id, openTestHub, type TestHub, three } from '../../test/hubs/small-county.ts'
import { keepConsents } from '../consent/register.ts'
import { exportLines, exportZip } from './export.ts'
import { personIdOf } from './identity.ts'
import { knownCounty } from './known.ts'
import { actor, bringIn, county, preview } from './roster.fixture.ts'
import type { Chosen } from './upload.ts'
import { Uploads } from './uploads.ts'

/** What an office's hand, or its input method, brings into a cell. */
const odd = [
  ...[
    '"',
    ',',
    "'",
    ';',
    '\t',
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '、',
    '；',
    '：',
    '例',
    ' ',
    '\u3000',
    '\u00a0',
    '\u2028',
  ],
  ...['𠮷', '㐂', '䶮', '龘', '·', '１', '０', '0', '7', 'é', 'ǎ', 'و', '\u200d', '\uFEFF', '号', '—', '县', '小', 'A'],
]
const text = (most: number) =>
  fc.array(fc.constantFrom(...odd), { minLength: 1, maxLength: most }).map((all) => all.join(''))
const name = text(9)
  .map((all) => all.replaceAll('\t', ''))
  .filter((all) => /[^\s'\uFEFF]/.test(all.trim()))
/** Of one pool for schools, classes and all: they may well have the same. */
const ids = ['a', 'b', '0012', '-', '_9', 'county', 'q'.repeat(64)]
const aNumber = text(6)
  .map((all) => all.replaceAll('\t', ''))
  .filter((all) => /[^\s'\uFEFF]/.test(all) && !/^例[：:]/.test(all.trim()))
const pick = fc.nat(9)
const day = fc.constantFrom('', '2026-08-31', '2026/9/1', '2026年11月2日')
const bell = fc.record({ at: pick, minutes: fc.constantFrom(10, 40) })
const lesson = fc.record({
  class: pick,
  weekday: fc.constantFrom(1, 3, 7),
  period: fc.constantFrom(1, 2),
  subject: name,
  kind: fc.constantFrom('own', 'course', 'teacher'),
  parity: fc.constantFrom('', '单', 'even'),
  date: fc.constantFrom('', '', '', '2026-09-09', '2026-10-10'),
  from: fc.constantFrom('', '', '2026-08-31', '2026-10-12'),
})

const aCounty = fc.record({
  county: name,
  term: name,
  starts: fc.constantFrom('2026-08-31', '2026-10-26'),
  schools: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 3 }),
  schoolNames: fc.tuple(name, name, name),
  classes: fc.uniqueArray(fc.constantFrom(...ids.filter((one) => one !== 'county')), { minLength: 1, maxLength: 3 }),
  classNames: fc.tuple(name, name, name),
  bells: fc.array(fc.tuple(bell, bell), { minLength: 3, maxLength: 3 }),
  bellsOf: fc.array(pick, { minLength: 3, maxLength: 3 }),
  people: fc.uniqueArray(aNumber, { minLength: 3, maxLength: 6, selector: (one) => one.trim().replace(/^'+/, '') }),
  names: fc.array(name, { minLength: 6, maxLength: 6 }),
  consents: fc.array(fc.option(fc.tuple(name, fc.constantFrom('姓名、照片', 'photo', 'name'), fc.boolean())), {
    minLength: 6,
    maxLength: 6,
  }),
  enrolled: fc.array(
    fc.record({
      class: pick,
      person: pick,
      role: fc.constantFrom('student', '助教', 'host', '教师'),
      from: day,
      number: fc.nat(3),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  lessons: fc.array(lesson, { maxLength: 8 }),
  subjects: fc.tuple(name, name),
  off: fc.uniqueArray(fc.constantFrom('2026-10-01', '2026-9-30', '2027-03-01', '2026-10-10'), {
    selector: (one) => one,
  }),
})

type Drawn = typeof aCounty extends fc.Arbitrary<infer Of> ? Of : never
type Cell = string | number

/** The files that an office makes of it. */
function filesOf(of: Drawn) {
  const at = <T>(all: readonly T[], n: number) => all[n % all.length] as T // none of them is empty
  const { schools, classes, people } = of
  const lessons = new Map(
    of.lessons.map((one) => [
      [one.class % classes.length, one.date || one.weekday, one.period, one.date ? '' : one.from].join(),
      one,
    ]),
  )
  const lessonLines = [...lessons.values()].flatMap((one): Cell[][] => {
    const parities = one.date || one.parity === '' ? [''] : ['单', 'even']
    return parities.map((weeks, n) => [
      at(classes, one.class),
      one.date ? '' : one.weekday,
      one.period,
      n === 0 ? one.subject : of.county,
      one.kind === 'course' ? 'music' : '',
      weeks,
      one.kind === 'teacher' ? at(people, one.class % classes.length) : '',
      one.date,
      one.date ? '' : one.from,
    ])
  })
  const enrolled = new Map(
    of.enrolled.map((one) => [[one.class % classes.length, one.person % people.length].join(), one]),
  )
  const tables: Record<string, readonly (readonly Cell[])[]> = {
    orgs: [
      ['sourcedId', 'name', 'type', 'identifier', 'parentSourcedId'],
      ['the-county', of.county, 'district', '', ''],
      ...schools.map((one, n) => [
        one,
        at(of.schoolNames, n),
        n === 1 ? '教学点' : 'school',
        `216190000${n}`,
        n === 1 ? at(schools, 0) : 'the-county',
      ]),
    ],
    academicSessions: [
      ['sourcedId', 'title', 'type', 'startDate', 'endDate'],
      ['t', of.term, '学期', of.starts, '2027-01-17'],
    ],
    calendar: [['date', 'weekday'], ...of.off.map((one) => [one, one === '2026-10-10' ? '周四' : ''])],
    bells: [
      ['bells', 'period', 'start', 'minutes'],
      ...[...schools, of.county].flatMap((set, n) =>
        at(of.bells, n).map(({ at, minutes }, period) => [set, period + 1, `${8 + period}:0${at}`, minutes]),
      ),
    ],
    classes: [
      ['sourcedId', 'title', 'grades', 'schoolSourcedId', 'metadata.bells'],
      ...classes.map((one, n) => [
        one,
        at(of.classNames, n),
        n === 0 ? '三、四' : '1',
        at(schools, n),
        at(of.bellsOf, n) > 4 ? of.county : '',
      ]),
    ],
    users: [
      [
        'sourcedId',
        'name',
        'metadata.consentForm',
        'metadata.consentDate',
        'metadata.consentScope',
        'metadata.consentWithdrawn',
      ],
      ...people.map((one, n) => {
        const [form, scope, isOver] = at(of.consents, n) ?? ['', '', false]
        return [one, at(of.names, n), form, form && '2026-09-01', scope, form && isOver ? '2026-09-05' : '']
      }),
    ],
    enrollments: [
      ['classSourcedId', 'userSourcedId', 'role', 'beginDate', 'metadata.number'],
      ...[...enrolled.values()].map((one) => [
        at(classes, one.class),
        at(people, one.person),
        one.role,
        one.from,
        one.number || '',
      ]),
      ['county', at(people, 0), 'administrator', '', ''],
    ],
    'hosted-courses': [
      ['course', 'class', 'subject', 'host', 'school', 'plan'],
      ...classes.map((one, n) => ['music', one, at(of.subjects, n), at(people, n), at(schools, n + 1), '']),
    ],
    timetable: [
      ['class', 'weekday', 'period', 'subject', 'course', 'weeks', 'teacher', 'date', 'beginDate'],
      ...lessonLines,
    ],
    pairs: [
      ['pair', 'helping', 'helped', 'subjects', 'weekly', 'from'],
      ['p', schools[0] ?? '', schools[1] ?? '', '音乐、美术', 2, ''],
    ],
  }
  return Object.entries(tables).map(([table, lines]) => csv(table, Papa.unparse(lines as Cell[][]))) // written only here
}

const csv = (table: string, text: string) => ({ name: `${table}.csv`, bytes: new TextEncoder().encode(text) })

async function shown(hub: TestHub, files: readonly Chosen[]) {
  const uploads = new Uploads(hub)
  const state = await uploads.state((await uploads.begin(files, actor)) ?? '', actor.by, true)
  if (state?.is !== 'ready') throw new Error(JSON.stringify(state))
  const bringIn = async () => {
    await uploads.import(state.id, actor)
    return uploads.state(state.id, actor.by, true)
  }
  return { preview: state.preview, bringIn }
}

const people = (hub: TestHub) => hub.db.selectFrom('person').selectAll().orderBy('sourced_id').execute()

/** What goes out comes in again as the very same county. */
async function expectSame(hub: TestHub): Promise<void> {
  const known = await knownCounty(hub.db)
  const before = await people(hub)
  const again = await shown(hub, [{ name: 'roster.zip', bytes: exportZip(known) }])
  expect(again.preview.tables).toEqual([])
  expect(await again.bringIn()).toMatchObject({ is: 'imported', changes: 0 })
  expect(await people(hub)).toEqual(before)
}

test('a county that is taken out comes in again as it is, whatever its people and schools are called', async () => {
  await fc.assert(
    fc.asyncProperty(aCounty, aCounty, async (first, second) => {
      const hub = await openTestHub()
      try {
        await (await shown(hub, filesOf(first))).bringIn()
        await expectSame(hub)
        // Into an empty hub it brings the same county.
        const other = await openTestHub(hub.now(), hub.secret)
        const whole = exportLines(await knownCounty(hub.db))
        try {
          await (await shown(other, [{ name: 'a.zip', bytes: exportZip(await knownCounty(hub.db)) }])).bringIn()
          expect(exportLines(await knownCounty(other.db))).toEqual(whole)
        } finally {
          await other.close()
        }
        hub.clock.now = momentOf(id.day('2026-10-13'), '09:00')
        await expectSame(hub)
        const later = await shown(hub, filesOf(second)).catch(() => undefined)
        await later?.bringIn()
        await expectSame(hub)
        hub.clock.now = momentOf(id.day('2026-11-13'), '09:00')
        await expectSame(hub)
      } finally {
        await hub.close()
      }
    }),
    tries(3),
  )
}, 60_000)

describe('taken out and brought in again nothing is otherwise of', () => {
  let hub: TestHub
  beforeEach(async () => {
    hub = await openTestHub()
  })
  afterEach(() => hub.close())

  describe('a child who was added in the room', () => {
    const lu = { class: three, person: id.person('lu'), name: '小鹿', picture: 'deer', number: 9 }
    const memberOf = (person: string) => hub.row(rowKey('member', 'three', person))
    const linesOf = async (name: string) => {
      const { users, enrollments } = exportLines(await knownCounty(hub.db))
      const { sourcedId } = users.find((one) => one.name === name) ?? {}
      return enrollments.filter((one) => one.userSourcedId === sourcedId)
    }
    const say = (person: string) =>
      hub.recorder.record([pupilMatched({ class: three, added: lu.person, person: id.person(person) })])
    const agreed = () =>
      keepConsents(hub.db, [
        { person: lu.person, form: 'C-9', date: id.day('2026-09-08'), scope: ['name'], source: 'office' },
      ])
    beforeEach(async () => {
      await bringIn(hub, county)
      await hub.recorder.record([
        placeDescribed({ place: id.place('panel'), kind: 'projector', title: 'panel', classes: [three] }),
      ])
      const panel = await hub.device('panel')
      panel.records(pupilAdded({ ...lu, from: id.day('2026-09-08') }), personIdOf('t1', hub.secret))
      expect((await panel.delivers()).refused).toEqual([])
    })

    test('and of whom the office has not said anything: no list ends them, and none has them', async () => {
      await expectSame(hub)
      expect(await linesOf('小鹿')).toEqual([])
      await bringIn(hub, county)
      expect(await memberOf('lu')).toMatchObject({ name: '小鹿', added: true })
    })

    test('and is really new: they are in the export, and stay as they are by it', async () => {
      await say('lu')
      await agreed()
      expect(await linesOf('小鹿')).toMatchObject([{ role: 'student', beginDate: '2026-09-08', 'metadata.number': 9 }])
      await expectSame(hub)
      hub.clock.now = momentOf(id.day('2026-10-13'), '09:00')
      await expectSame(hub)
    })

    test('and is really new: a list that has not heard of them leaves them, and says so', async () => {
      await say('lu')
      const shown = await preview(hub, county)
      expect(shown).toMatchObject({ preview: { tables: [], notes: [{ what: 'new-in-room', names: ['小鹿'] }] } })
      expect(await bringIn(hub, county)).toBe(0)
      expect(await memberOf('lu')).toMatchObject({ name: '小鹿', is: 'lu' })
    })

    test('and is really new, without a form: by the export devices know them by seat number', async () => {
      await say('lu')
      const out = exportZip(await knownCounty(hub.db))
      const again = await shown(hub, [{ name: 'roster.zip', bytes: out }])
      expect(again.preview.seats).toMatchObject({ losing: 1 })
      await again.bringIn()
      expect(await memberOf('lu')).toMatchObject({ name: '9 号', is: 'lu' })
      expect(await linesOf('小鹿')).toHaveLength(1)
      await expectSame(hub)
    })

    test('and was really new: their last day in a list ends them', async () => {
      await say('lu')
      await agreed()
      const leaves = 'three,lu,student,9,2026-09-30'
      const enrollments = (county.enrollments ?? []).map((line, n) => `${line},${n === 0 ? 'endDate' : ''}`)
      await bringIn(hub, { ...county, enrollments: [...enrollments, leaves] })
      expect(await memberOf('lu')).toMatchObject({ until: '2026-09-30' })
      await expectSame(hub)
    })

    test('and is another: that one alone is in the export, since the day in the room', async () => {
      const p2 = personIdOf('p2', hub.secret)
      await say(p2)
      expect(await linesOf('小鹿')).toEqual([])
      await expectSame(hub)
      // The list has a later day than the room: as often as it comes.
      const enrollments = (county.enrollments ?? []).map(
        (line) => `${line},${line.includes(',p2,') ? '2026-09-10' : ''}`,
      )
      const later = { ...county, enrollments: enrollments.map((line) => line.replace(/number,$/, 'number,beginDate')) }
      await bringIn(hub, later)
      expect(await memberOf(p2)).toMatchObject({ from: '2026-09-08' })
      expect(await bringIn(hub, later)).toBe(0)
    })
  })

  test('each of its tables alone: only those that change need be sent', async () => {
    await bringIn(hub, county)
    for (const [name, bytes] of Object.entries(unzipSync(exportZip(await knownCounty(hub.db))))) {
      expect((await shown(hub, [{ name, bytes }])).preview.tables, name).toEqual([])
    }
  })

  test('a host and a teacher who are on no class’s list', async () => {
    const enrollments = (county.enrollments ?? []).filter((line) => !/,t[12],/.test(line))
    const timetable = ['class,weekday,period,subject,course,teacher', 'three,1,1,音乐,music,', 'four,2,1,语文,,t1']
    const shown = await preview(hub, { ...county, enrollments, timetable })
    expect(shown).toMatchObject({ is: 'ready', preview: { notes: [] } })
    await bringIn(hub, { ...county, enrollments, timetable })
    await expectSame(hub)
  })

  test('a class that is called as another school is, and has bells of its own', async () => {
    await bringIn(hub, {
      ...county,
      classes: [
        'sourcedId,title,grades,schoolSourcedId,metadata.bells',
        'three,三年级,3,point,',
        'point,四年级,4,point,far',
        'four,四年级,4,far,',
        'far,五年级,5,point,own',
      ],
      bells: [...(county.bells ?? []), 'own,1,10:30,40', 'own,2,11:20,40', 'far,3,14:00,40'],
    })
    await expectSame(hub)
  })

  test('who was taken off a list, and a pair that was ended, before they had begun', async () => {
    await bringIn(hub, {
      ...county,
      enrollments: [
        ...(county.enrollments ?? []).map((line, n) => `${line},${n === 0 ? 'beginDate' : ''}`),
        'three,t2,host,,2026-12-01',
      ].filter((line) => line !== 'three,t2,host,,'),
      pairs: [county.pairs?.[0] ?? '', 'main-point,main,point,音乐,2,2026-12-01'],
    })
    await bringIn(hub, {
      enrollments: (county.enrollments ?? []).filter((line) => !/,t2,/.test(line)),
      pairs: [county.pairs?.[0] ?? '', 'other,far,point,音乐,2,'],
    })
    await expectSame(hub)
  })
})
