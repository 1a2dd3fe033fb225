import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { coursePlanned } from '../../core/facts/kinds/course-planned.ts'
import { SchoolDayLessons } from '../../core/reports/school-day.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'

let hub: TestHub
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  const course = {
    class: three,
    course: id.course('three-music'),
    subject: '音乐',
    host: people.host,
    hostName: '周老师',
  }
  await hub.recorder.record([
    coursePlanned({ ...course, hostSchool: id.school('main'), hostSchoolName: '实验小学', plan: [] }),
  ])
  office = await hub.device('office')
})
afterEach(() => hub.close())

async function ask(body?: object, { device = office, by = people.clerk, query = '' } = {}) {
  return openApp(hub).request(`/api/office/lessons${query}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: await device.bearer(), 'Tongke-By': by, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
}

const day = '2026-09-09'
const at = async (school: string) =>
  v.parse(SchoolDayLessons, await (await ask(undefined, { query: `?school=${school}&day=${day}` })).json()).lessons
const said = async (answer: Response) => [answer.status, await answer.json()]
const snow = { school: 'point', day, reason: 'weather', words: '大雪封山' }

describe('the office cancels', () => {
  test('a school’s whole day, with its reason', async () => {
    const lessons = (await at('point')).map(({ lesson }) => lesson)
    expect(lessons).toEqual([1, 2, 3].map((period) => `three.20260909.${period}`))
    expect((await ask({ ...snow, lessons })).status).toBe(200)
    expect(await hub.row(rowKey('cancelled', 'three.20260909.1'))).toMatchObject({
      reason: 'weather',
      words: '大雪封山',
    })
    expect((await at('point')).every(({ cancelled }) => cancelled?.reason === 'weather')).toBe(true)
    const facts = hub.db.selectFrom('fact').select('kind').where('kind', '=', 'lesson.cancelled')
    expect(await facts.execute()).toHaveLength(3)
    // Once more says nothing new.
    await ask({ ...snow, lessons })
    expect(await facts.execute()).toHaveLength(3)
    expect((await notesBefore(hub.db, 1e9, 9)).map(({ act, by, about }) => [act, by, about])).toEqual([
      ['lessons.cancelled', people.clerk, { school: 'point', day, lessons: 3, reason: 'weather' }],
    ])
  })

  test('one lesson, and takes it back', async () => {
    const lessons = ['three.20260909.3']
    await ask({ ...snow, lessons })
    expect((await at('point')).map(({ cancelled }) => cancelled !== null)).toEqual([false, false, true])
    await ask({ school: 'point', day, lessons, reason: null })
    expect((await at('point')).map(({ cancelled }) => cancelled)).toEqual([null, null, null])
  })

  test('of a helping school what it teaches elsewhere, and not what others teach themselves', async () => {
    expect((await at('main')).map(({ lesson, host }) => [lesson, host])).toEqual([
      ['three.20260909.1', '实验小学'],
      ['three.20260909.2', '实验小学'],
    ])
  })
})

test.each([
  ['a lesson of another school', { ...snow, lessons: ['four.20260909.1'] }, [409, { why: 'no-such-lesson' }]],
  ['a lesson of another day', { ...snow, lessons: ['three.20260910.1'] }, [409, { why: 'no-such-lesson' }]],
  ['a reason that is none', { ...snow, lessons: ['three.20260909.1'], reason: 'tired' }, [400, { why: 'malformed' }]],
  ['nothing', { ...snow, lessons: [] }, [400, { why: 'malformed' }]],
])('%s is not cancelled', async (_, body, expected) => {
  expect(await said(await ask(body))).toEqual(expected)
  expect(await notesBefore(hub.db, 1e9, 9)).toEqual([])
})

test('nobody else does it here', async () => {
  const panel = await hub.device('panel')
  const body = { ...snow, lessons: ['three.20260909.1'] }
  expect(await said(await ask(body, { device: panel }))).toEqual([403, { why: 'not-for-this-place' }])
  expect(await said(await ask(body, { by: people.teacher }))).toEqual([403, { why: 'not-of-the-office' }])
})
