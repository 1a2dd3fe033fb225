import { Hono } from 'hono'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkReturned } from '../../core/facts/kinds/homework-returned.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { momentOf } from '../../core/school/day.ts'
import { id, openSmallCounty, people, type TestHub, three, tuesday } from '../../test/hubs/small-county.ts'
import { reportRoutes } from './routes.ts'

/** What an office opens in a spreadsheet: one lesson of music held, one cancelled, of a week that is not over. */

let hub: TestHub
let headers: Record<string, string>
beforeEach(async () => {
  hub = await openSmallCounty(momentOf(id.day('2026-09-07'), '08:00'))
  const far = { school: id.school('far'), code: '2161900003', name: '=1+1', sort: 'point' } as const
  await hub.recorder.record([schoolDescribed(far)])
  const panel = await hub.device('panel')
  const [first, second] = [id.lesson('three.20260907.1'), id.lesson('three.20260907.2')]
  const start = momentOf(id.day('2026-09-07'), '08:30')
  panel.records(lessonOpened({ lesson: first }), '', start)
  for (const [n, pupil] of [people.ann, people.bo].entries()) {
    const status = pupil === people.ann ? 'present' : 'absent'
    panel.records(attendanceMarked({ lesson: first, pupil, status }), people.aide, start + n + 1)
  }
  panel.records(lessonClosed({ lesson: first }), '', start + 40 * 60_000)
  panel.records(lessonCancelled({ lesson: second, reason: 'power' }), people.aide, start + 41 * 60_000)
  hub.clock.now = tuesday
  await panel.delivers()
  headers = { Authorization: await (await hub.device('office')).bearer() }
})
afterEach(() => hub.close())

async function table(path: string): Promise<string[][]> {
  const app = new Hono().route('/api/reports', reportRoutes(hub))
  const answer = await app.request(`/api/reports/${path}`, { headers })
  return Papa.parse<string[]>((await answer.text()).trim()).data
}

/** The line that begins with a name, by the names of its columns. */
async function lineOf(path: string, column: string, name: string): Promise<Record<string, string>> {
  const [, columns = [], ...lines] = await table(path)
  const line = lines.find((one) => one[columns.indexOf(column)] === name) ?? expect.unreachable(name)
  return Object.fromEntries(columns.map((key, n) => [key, line[n] ?? '']))
}

describe('a table says what its page says', () => {
  test('of each school, and as of when', async () => {
    const [head] = await table('county.csv')
    expect(head).toEqual([
      '青禾县 秋季 第2周（2026-09-07 至 2026-09-13）',
      '截至 2026-09-08 10:30',
      expect.stringContaining('未回传 1 校'),
    ])
    expect(await lineOf('county.csv', '学校', '青山教学点')).toMatchObject({
      ...{
        主校: '实验小学',
        '应上（节）': '4',
        实上: '1',
        停课: '1',
        停课原因: '停电 1',
        '到课（人次）': '1',
        应到: '2',
      },
      ...{ 到课率: '50%', 上到课的班: '1', 有课的班: '1', 上到课的学生: '1' },
    })
  })

  test('of each lesson and why it counts so', async () => {
    expect(await lineOf('lessons.csv?verdict=held', '学校', '青山教学点')).toMatchObject({
      ...{ 日期: '2026-09-07', 开始: '08:30', 学科: '音乐', 结果: '上了', '应上（分钟）': '40', '实上（分钟）': '40' },
      ...{ 点到: '2', 在: '1', 课表外: '' },
    })
    expect(await lineOf('lessons.csv?verdict=cancelled', '学校', '青山教学点')).toMatchObject({
      结果: '停课',
      原因: '停电',
    })
    const [, , ...lines] = await table('lessons.csv')
    expect(lines).toHaveLength(20)
  })

  test('of each pair: agreed, in the timetable, held', async () => {
    expect(await lineOf('pairs.csv', '受援校', '青山教学点')).toEqual({
      ...{
        主校: '实验小学',
        受援校: '青山教学点',
        学科: '音乐',
        从: '2026-08-31',
        到: '',
        约定每周: '10',
        课表每周: '10',
      },
      ...{ '应上（节）': '14', 实上: '1', 停课: '1', 未知: '10', 最近一节: '2026-09-07', 情况: '在上' },
    })
  })

  test('of devices, the longest silent first', async () => {
    const [, columns, ...lines] = await table('devices.csv')
    expect(columns).toEqual(['学校', '设备在', '最后来信', '七天没来信', '缺什么'])
    expect(lines.map((line) => line.slice(0, 4))).toContainEqual(['青山教学点', 'panel', '2026-09-08 10:30', '否'])
  })

  // One school day of five is over: a fifth of a week's lessons is due.
  test('of each class and subject against the curriculum', async () => {
    const [head] = await table('courses.csv')
    expect(head?.[0]).toBe('青禾县 开课 · 义务教育课程方案（2022年版）通行周课时')
    expect(await lineOf('courses.csv?subject=音乐', '班', 'three')).toEqual({
      ...{ 学校: '青山教学点', 班: 'three', 学科: '音乐', 每周应开: '2', 课表每周: '10' },
      ...{ 至今应开: '0.4', 已上: '1', 未知或未记录: '0' },
    })
    expect(await lineOf('courses.csv?subject=语文', '班', 'three')).toMatchObject({
      ...{ 每周应开: '6', 课表每周: '5', 至今应开: '1.2', 已上: '0', 未知或未记录: '1' },
    })
    expect(await lineOf('courses.csv?subject=英语', '班', 'four')).toMatchObject({ 每周应开: '3', 课表每周: '0' })
  })

  test('of all classes together, where one’s surplus makes up for no other', async () => {
    const [head] = await table('coverage.csv')
    expect(head?.[0]).toBe(
      '青禾县 秋季 第2周（2026-09-07 至 2026-09-13）开足率 · 义务教育课程方案（2022年版）通行周课时',
    )
    expect(await lineOf('coverage.csv', '学科', '音乐')).toEqual({
      ...{ 学科: '音乐', 班数: '2', 课表排少的班: '0', '应开（节）': '0.8', 已上: '0.4', 未知或未记录: '0.4' },
      ...{ 开足率: '50%' },
    })
    expect(await lineOf('coverage.csv', '学科', '数学')).toMatchObject({ 课表排少的班: '2', 开足率: '0%' })
  })

  test('of each piece of homework: handed in, marked, given back, and what waits for a teacher', async () => {
    const song = id.assignment('song')
    const [own, tablet] = [await hub.device('own'), await hub.device('tablet')]
    own.records(
      homeworkSet({
        ...{ assignment: song, class: three, subject: '音乐', title: '-唱一唱', package: id.package('songs') },
        ...{ manifest: id.blob('a'), questions: [id.question('q1')], minutes: 10, written: false },
        ...{ day: id.day('2026-09-07'), due: id.day('2026-09-14') },
      }),
      people.teacher,
    )
    await own.delivers()
    for (const pupil of [people.ann, people.bo])
      tablet.records(homeworkHanded({ class: three, assignment: song, pupils: [pupil] }), pupil)
    await tablet.delivers()
    hub.clock.now += 60_000
    const ann = { class: three, assignment: song, pupil: people.ann }
    own.records(homeworkMarked({ ...ann, grade: 'good', wrong: [] }), people.teacher)
    own.records(homeworkReturned({ ...ann, correct: false }), people.teacher)
    await own.delivers()
    const [head] = await table('work.csv')
    expect(head?.[0]).toBe('青禾县 作业')
    expect(await lineOf('work.csv', '班', 'three')).toEqual({
      ...{ 学校: '青山教学点', 班: 'three', 日期: '2026-09-07', 学科: '音乐', 作业: "'-唱一唱" },
      ...{ '交（份）': '2', 批: '1', 发回: '1', 没批: '1' },
    })
    expect((await table('work.csv?subject=语文')).slice(2)).toEqual([])
  })

  test('and takes no school’s name for a formula', async () => {
    expect(await lineOf('county.csv', '学校', "'=1+1")).toMatchObject({ 实上: '0' })
  })
})
