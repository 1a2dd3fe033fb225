import { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CountyReport } from '../../core/reports/county-report.ts'
import { openSmallCounty, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { reportRoutes } from './routes.ts'

const everyPath = ['county', 'lessons', 'courses', 'work', 'devices', 'pairs'].flatMap((one) => [
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
