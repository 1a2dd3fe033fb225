import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fact } from '../../core/facts/fact.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../../core/facts/kinds/homework-withdrawn.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, three, tuesday } from '../../test/hubs/small-county.ts'
import { takeInNewlyKnown } from './newly-known.ts'

const lesson = id.lesson('three.20260908.1')
const present = (pupil: keyof typeof people) => attendanceMarked({ lesson, pupil: people[pupil], status: 'present' })
const homework = homeworkSet({
  assignment: id.assignment('a1'),
  class: three,
  subject: '音乐',
  title: '唱一唱',
  package: id.package('songs'),
  manifest: id.blob('a'),
  questions: [id.question('q1')],
  minutes: 10,
  written: true,
  day: id.day('2026-09-08'),
  due: id.day('2026-09-09'),
})

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

function kept(device: string) {
  return hub.db.selectFrom('fact').selectAll().where('device', '=', device).orderBy('seq').execute()
}

describe('a batch that is in order', () => {
  test('is kept, answered for, and seen in its rows', async () => {
    const panel = await hub.device('panel')
    panel.records(lessonOpened({ lesson }), '')
    panel.records(present('ann'), people.aide)
    const receipt = await panel.delivers()
    expect(receipt).toEqual({ upTo: 2, safe: 0, now: tuesday, late: [], refused: [], parked: [] })
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ status: 'present', by: 'aide' })
    expect((await kept('panel-1')).map((row) => row.state)).toEqual(['taken', 'taken'])
  })

  test('may be sent again in part, whole or together with new facts, and changes nothing twice', async () => {
    const tablet = await hub.device('tablet')
    for (let n = 0; n < 3; n++) {
      tablet.records(
        homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils: [people.ann] }),
        people.ann,
      )
    }
    await tablet.delivers(tablet.facts.slice(0, 2))
    await tablet.delivers(tablet.facts.slice(1, 2))
    expect((await tablet.delivers()).upTo).toBe(3)
    expect((await tablet.delivers()).upTo).toBe(3)
    expect(await hub.row(rowKey('work', three, 'a1', people.ann))).toMatchObject({ rounds: 3 })
    const log = await hub.db.selectFrom('scope_log').selectAll().where('device', '=', 'tablet-1').execute()
    expect(log).toHaveLength(3)
  })

  test('is answered the second time as the first: a lost receipt loses nothing', async () => {
    const panel = await hub.device('panel')
    panel.records(present('ann'), people.aide, tuesday + 3_600_000)
    panel.records(present('ann'), people.stranger)
    panel.records(present('cy'), people.aide)
    panel.records(
      attendanceMarked({ lesson: id.lesson('four.20260908.1'), pupil: people.cy, status: 'late' }),
      people.aide,
    )
    const first = await panel.delivers()
    expect(first).toMatchObject({
      late: [[1, tuesday]],
      refused: [{ seq: 4, why: 'class-not-served' }],
      parked: [2, 3],
    })
    hub.clock.now += 60_000
    expect(await panel.delivers()).toEqual({ ...first, now: tuesday + 60_000 })
  })

  test('that names one pupil twice counts the pupil once', async () => {
    const tablet = await hub.device('tablet')
    const twice = [people.ann, people.ann]
    tablet.records(homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils: twice }), people.ann)
    await tablet.delivers()
    expect(await hub.row(rowKey('work', three, 'a1', people.ann))).toMatchObject({ rounds: 1 })
  })
})

describe('a batch with a gap', () => {
  test('is taken up to the gap; the receipt says where to go on, and the hub notes what is missing', async () => {
    const panel = await hub.device('panel')
    for (let n = 0; n < 6; n++) panel.records(pageTurned({ lesson, page: n }), '')
    const some = [...panel.facts.slice(0, 2), ...panel.facts.slice(4)]
    expect(await panel.delivers(some)).toMatchObject({ upTo: 2 })
    const device = await hub.db.selectFrom('device').selectAll().where('device', '=', 'panel-1').executeTakeFirst()
    expect(device).toMatchObject({ up_to: 2, offered_to: 6 })
    expect(await panel.delivers(panel.facts.slice(2))).toMatchObject({ upTo: 6 })
  })
})

describe('a fork', () => {
  async function forked() {
    const panel = await hub.device('panel')
    panel.records(present('ann'), people.aide)
    panel.records(present('bo'), people.aide)
    await panel.delivers()
    const [, second] = panel.facts
    const other: Fact[] = [
      { ...(second as Fact), ...attendanceMarked({ lesson, pupil: people.bo, status: 'absent' }) },
      { ...(second as Fact), seq: 3, ...attendanceMarked({ lesson, pupil: people.bo, status: 'leave' }) },
    ]
    return { panel, other }
  }

  test('is told, its first fact keeps the name, and both stay readable', async () => {
    const { panel, other } = await forked()
    const receipt = await panel.delivers([...panel.facts.slice(0, 1), ...other])
    expect(receipt).toMatchObject({ upTo: 2, fork: 2 })
    expect(await hub.row(rowKey('attendance', lesson, people.bo))).toMatchObject({ status: 'present' })
    const aside = await hub.db.selectFrom('forked').selectAll().orderBy('seq').execute()
    expect(aside.map((one) => JSON.parse(one.fact))).toEqual(other)
  })

  test('is set aside once, however often it is offered', async () => {
    const { panel, other } = await forked()
    for (let n = 0; n < 3; n++) expect(await panel.delivers(other)).toMatchObject({ fork: 2 })
    expect(await hub.db.selectFrom('forked').selectAll().execute()).toHaveLength(2)
    expect(await kept('panel-1')).toHaveLength(2)
  })

  test('is one even when only who acted or the time differs', async () => {
    const { panel } = await forked()
    const [first] = panel.facts
    expect(await panel.delivers([{ ...(first as Fact), by: people.teacher }])).toMatchObject({ fork: 1 })
    expect(await panel.delivers([{ ...(first as Fact), at: tuesday + 1 }])).toMatchObject({ fork: 1 })
  })

  test('counts nothing as missing: what lies behind it comes under another name', async () => {
    const { panel, other } = await forked()
    await panel.delivers(other)
    const device = await hub.db.selectFrom('device').selectAll().where('device', '=', 'panel-1').executeTakeFirst()
    expect(device).toMatchObject({ up_to: 2, offered_to: 2 })
  })
})

describe('a fact that is refused', () => {
  test('is kept with the reason, has no effect, and does not hold up those behind it', async () => {
    const tablet = await hub.device('tablet')
    tablet.records(present('ann'), people.aide)
    tablet.records(
      { kind: 'homework.handed', body: { class: 'three', assignment: 'a 1', pupils: ['ann'] } },
      people.ann,
    )
    tablet.records(homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils: [people.bo] }), people.ann)
    tablet.records(homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils: [people.ann] }), people.ann)
    expect(await tablet.delivers()).toMatchObject({
      upTo: 4,
      refused: [
        { seq: 1, why: 'place-not-allowed' },
        { seq: 2, why: 'malformed' },
        { seq: 3, why: 'speaks-for-another' },
      ],
    })
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toBeUndefined()
    expect(await hub.row(rowKey('work', three, 'a1', people.ann))).toMatchObject({ rounds: 1 })
    expect((await kept('tablet-1')).map((row) => row.why)).toEqual([
      'place-not-allowed',
      'malformed',
      'speaks-for-another',
      '',
    ])
  })

  test('of a day that the calendar does not have is malformed, not a fault of the hub', async () => {
    const own = await hub.device('own')
    own.records({ ...homework, body: { ...(homework.body as object), due: '2026-02-30' } }, people.teacher)
    own.records({ kind: 'lesson.opened', body: { lesson: 'three.99999999.1' } }, people.teacher)
    expect(await own.delivers()).toMatchObject({
      upTo: 2,
      refused: [
        { seq: 1, why: 'malformed' },
        { seq: 2, why: 'malformed' },
      ],
    })
  })

  test('comes from someone who has left the class: refused, not waited for', async () => {
    await hub.recorder.record([
      memberEnrolled({
        class: three,
        person: people.aide,
        name: 'aide',
        picture: '',
        role: 'assistant',
        number: 0,
        from: id.day('2026-08-31'),
        until: id.day('2026-09-07'),
      }),
    ])
    const panel = await hub.device('panel')
    panel.records(present('ann'), people.aide)
    panel.records(present('ann'), people.cy)
    expect(await panel.delivers()).toMatchObject({
      parked: [],
      refused: [
        { seq: 1, why: 'not-a-member' },
        { seq: 2, why: 'not-a-member' },
      ],
    })
  })

  test('comes from a revoked device: kept, but counting for nothing', async () => {
    const panel = await hub.device('panel')
    panel.records(present('ann'), people.aide)
    await hub.db.updateTable('device').set({ revoked: 1 }).where('device', '=', panel.id).execute()
    expect(await panel.delivers()).toMatchObject({ upTo: 1, refused: [{ seq: 1, why: 'revoked' }] })
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toBeUndefined()
  })
})

describe('a fact that names something not yet known', () => {
  const enrolled = (person: keyof typeof people, role: 'pupil' | 'assistant') =>
    memberEnrolled({
      class: three,
      person: people[person],
      name: person,
      picture: '',
      role,
      number: 9,
      from: id.day('2026-08-31'),
    })

  test('is parked, and taken with its own time when that arrives', async () => {
    const panel = await hub.device('panel')
    panel.records(present('cy'), people.aide)
    panel.records(present('ann'), people.stranger)
    expect(await panel.delivers()).toMatchObject({ upTo: 2, parked: [1, 2] })

    hub.clock.now += 86_400_000
    await hub.recorder.record([enrolled('cy', 'pupil'), enrolled('stranger', 'assistant')])
    expect(await hub.row(rowKey('attendance', lesson, people.cy))).toMatchObject({ status: 'present' })
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ by: 'stranger' })
    expect((await kept('panel-1')).map(({ state, eff }) => [state, Number(eff)])).toEqual([
      ['taken', tuesday],
      ['taken', tuesday],
    ])
    expect(await hub.db.selectFrom('awaited').selectAll().execute()).toEqual([])
  })

  test('is told to whoever listens when it is released', async () => {
    const panel = await hub.device('panel')
    panel.records(present('cy'), people.aide)
    const grown: string[] = []
    hub.desk.onGrowth((scopes) => grown.push(...scopes))
    await panel.delivers()
    expect(grown).toEqual([])
    await hub.recorder.record([enrolled('cy', 'pupil')])
    expect(grown).toEqual(['class:three'])
  })

  test('is refused after all when what arrives does not allow it', async () => {
    const panel = await hub.device('panel')
    panel.records(present('ann'), people.stranger)
    expect(await panel.delivers()).toMatchObject({ parked: [1] })
    await hub.recorder.record([enrolled('stranger', 'pupil')])
    expect(await panel.delivers()).toMatchObject({ parked: [], refused: [{ seq: 1, why: 'role-not-allowed' }] })
  })

  test('that names the same unknown pupil twice is parked, and holds up nothing', async () => {
    const tablet = await hub.device('tablet')
    const pupils = [people.cy, people.cy]
    tablet.records(homeworkHanded({ class: three, assignment: id.assignment('a1'), pupils }), people.cy)
    expect(await tablet.delivers()).toMatchObject({ upTo: 1, parked: [1] })
    await hub.recorder.record([enrolled('cy', 'pupil')])
    expect(await hub.row(rowKey('work', three, 'a1', people.cy))).toMatchObject({ rounds: 1 })
  })

  test('waits along a chain: homework is withdrawn before it was set', async () => {
    const own = await hub.device('own')
    const studio = await hub.device('studio')
    studio.records(homeworkWithdrawn({ class: three, assignment: id.assignment('a1') }), people.host)
    expect(await studio.delivers()).toMatchObject({ parked: [1] })
    own.records(homework, people.teacher)
    await own.delivers()
    expect(await hub.row(rowKey('assignment', three, 'a1'))).toMatchObject({ withdrawn: true })
  })
})

describe('a kind that the hub does not know', () => {
  test('is parked whole, and taken in once a program that knows it is there', async () => {
    const panel = await hub.device('panel')
    const body = { lesson, pupil: people.ann, status: 'present', mood: 'merry' }
    panel.records({ kind: 'weather.felt', body: { sun: true } }, people.aide)
    panel.records({ kind: 'attendance.marked', body }, people.aide)
    expect(await panel.delivers()).toMatchObject({ upTo: 2, parked: [1], refused: [] })
    const [unknown] = await kept('panel-1')
    expect(JSON.parse(unknown?.body ?? '')).toEqual({ sun: true })

    // As an older program would have left the second one.
    await hub.db
      .updateTable('fact')
      .set({ state: 'parked', why: 'unknown-kind' })
      .where('device', '=', panel.id)
      .execute()
    await hub.db
      .deleteFrom('row')
      .where('row', '=', rowKey('attendance', lesson, people.ann))
      .execute()
    await hub.db.deleteFrom('fact_row').where('device', '=', panel.id).execute()
    await hub.db.deleteFrom('scope_log').where('device', '=', panel.id).execute()
    expect(await takeInNewlyKnown(hub.db, 10, hub.now())).toEqual(new Set(['class:three']))
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ status: 'present' })
    expect((await kept('panel-1')).map((row) => row.state)).toEqual(['parked', 'taken'])
    expect(await takeInNewlyKnown(hub.db, 10, hub.now())).toBeUndefined()
  })
})

describe('a clock that is wrong', () => {
  test('by eleven years ahead infects nobody', async () => {
    const panel = await hub.device('panel')
    const future = Date.parse('2037-01-01T00:00:00+08:00')
    panel.records(present('ann'), people.aide, future)
    panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'late' }), people.aide, future + 1)
    const receipt = await panel.delivers()
    expect(receipt.late).toEqual([
      [1, tuesday],
      [2, tuesday],
    ])
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ status: 'late' })

    hub.clock.now += 60_000
    const own = await hub.device('own')
    own.records(attendanceMarked({ lesson, pupil: people.ann, status: 'absent' }), people.teacher)
    await own.delivers()
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ status: 'absent' })
  })

  test('in 1970 keeps the device’s own order', async () => {
    const panel = await hub.device('panel')
    panel.records(present('ann'), people.aide)
    await panel.delivers()
    panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'absent' }), people.aide, 5)
    const receipt = await panel.delivers()
    expect(receipt.late).toEqual([[2, tuesday]])
    expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ status: 'absent' })
  })
})

test('a device that has no number here is not taken from', async () => {
  const panel = await hub.device('panel')
  panel.records(present('ann'), people.aide)
  const stray = panel.facts.map((fact) => ({ ...fact, device: id.device('nobody') }))
  await expect(hub.desk.deliver({ device: id.device('nobody'), facts: stray, heard: tuesday })).rejects.toThrow()
})
