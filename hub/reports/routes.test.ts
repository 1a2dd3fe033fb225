import { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lessonFollowed } from '../../core/facts/kinds/lesson-followed.ts'
import { roomClosed } from '../../core/facts/kinds/room-closed.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { CountyReport } from '../../core/reports/county-report.ts'
import { LiveBehind } from '../../core/reports/rows-behind.ts'
import { momentOf } from '../../core/school/day.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { reportRoutes } from './routes.ts'

const everyPath = ['county', 'lessons', 'live', 'courses', 'work', 'devices', 'pairs'].flatMap((one) => [
  `/${one}`,
  `/${one}.csv`,
])

let hub: TestHub
let app: Hono
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  app = new Hono().route('/api/reports', reportRoutes(hub))
  office = await hub.device('office')
})
afterEach(() => hub.close())

async function ask(device: TestDevice, path: string): Promise<Response> {
  return app.fetch(new Request(`http://hub/api/reports${path}`, { headers: { Authorization: await device.bearer() } }))
}

test('an office’s device gets the report, of the present week or of one it asks for', async () => {
  const response = await ask(office, '/county')
  expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
  expect(v.parse(CountyReport, await response.json())).toMatchObject({ present: 2, totals: { schools: 2, unheard: 2 } })
  expect(v.parse(CountyReport, await (await ask(office, '/county?week=7')).json())).toMatchObject({
    period: { is: 'week', week: 7 },
  })
})

test('and the same as a table, under a name that both old and new programs read', async () => {
  const response = await ask(office, '/county.csv?week=2')
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
  const name = encodeURIComponent('青禾县-第2周.csv')
  expect(response.headers.get('Content-Disposition')).toBe(
    `attachment; filename="report.csv"; filename*=UTF-8''${name}`,
  )
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toContain('截至 2026-09-08 10:30')
})

test.each(['panel', 'tablet', 'own', 'studio'])('a %s gets neither', async (place) => {
  const device = await hub.device(place)
  for (const path of everyPath) {
    const response = await ask(device, path)
    expect([response.status, await response.json()]).toEqual([403, { why: 'not-for-this-place' }])
  }
})

test('nor does anybody who does not prove itself, or an office’s device that was revoked', async () => {
  expect((await app.fetch(new Request('http://hub/api/reports/county'))).status).toBe(401)
  await hub.db.updateTable('device').set({ revoked: 1 }).where('device', '=', office.id).execute()
  expect((await ask(office, '/county')).status).toBe(403)
})

test.each(['', 'x', '-1', '0', '1.5', '999', '2; drop'])('a week that is %j is malformed', async (week) => {
  const response = await ask(office, `/county?week=${encodeURIComponent(week)}`)
  expect([response.status, await response.json()]).toEqual([400, { why: 'malformed', what: 'week' }])
})

test('a week that the term does not have is not found', async () => {
  const response = await ask(office, '/county?week=21')
  expect([response.status, await response.json()]).toEqual([404, { why: 'no-such-period' }])
})

test('live lessons are told with their minutes and how each class received them, as rows and as a table', async () => {
  const room = id.lesson('three.20260908.1')
  const [studio, panel] = await Promise.all([hub.device('studio'), hub.device('panel')])
  hub.clock.now = momentOf(id.day('2026-09-08'), '08:30')
  studio.records(roomOpened({ room, lesson: room }), people.host)
  await studio.delivers()
  const spells = [
    { rung: 3, s: 600 },
    { rung: 0, s: 60 },
  ]
  panel.records(lessonFollowed({ lesson: room, from: 30_000, spells }), '')
  panel.records(lessonFollowed({ lesson: room, from: 690_000, spells: [{ rung: 4, s: 1_500 }] }), '')
  await panel.delivers()
  hub.clock.now = momentOf(id.day('2026-09-08'), '09:10')
  studio.records(roomClosed({ room, lesson: room }), people.host)
  await studio.delivers()

  const told = v.parse(LiveBehind, await (await ask(office, '/live')).json())
  expect(told).toMatchObject({ live: 1, minutes: 35, classes: 1, ofClasses: 2 })
  expect(told.planned).toBeGreaterThan(1)
  expect(told.lessons).toMatchObject([{ lesson: room, schoolName: '青山教学点', minutes: 40, received: 35 }])
  expect(told.lessons[0]?.spells).toEqual([
    { from: 30, s: 600, rung: 3 },
    { from: 630, s: 60, rung: 0 },
    { from: 690, s: 1_500, rung: 4 },
  ])
  expect(await (await ask(office, '/live.csv')).text()).toContain('音乐,40,35,25,10,0,1')
  expect(v.parse(LiveBehind, await (await ask(office, '/live?week=3')).json()).lessons).toEqual([])
})
