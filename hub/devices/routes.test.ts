import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { troubleDismissed } from '../../core/facts/kinds/trouble-dismissed.ts'
import { Place } from '../../core/people/places.ts'
import { CodeSheet, OfficeDevices } from '../../core/reports/office-devices.ts'
import type { DeviceWord } from '../../core/sync/device-word.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { checkLog, notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'
import { registerDevice } from '../people/devices.ts'
import { enrol } from '../people/enrol.ts'

let hub: TestHub
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
})
afterEach(() => hub.close())

async function ask(device: TestDevice, path: string, init: { method?: string; body?: unknown; by?: string } = {}) {
  const { method = 'GET', body, by = people.clerk } = init
  return openApp(hub, { version: '2.0' }).request(`/api/${path}`, {
    method,
    headers: { Authorization: await device.bearer(), 'Tongke-By': by, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const post = (path: string, body: unknown = {}) => ask(office, `office/devices/${path}`, { method: 'POST', body })
const list = async () => v.parse(OfficeDevices, await (await ask(office, 'office/devices')).json())
const acts = async () => (await notesBefore(hub.db, 1e9, 10)).map(({ act, by, about }) => ({ act, by, about }))

const word: DeviceWord = { version: '1.9', used: 10, quota: 100, clockOff: -90_000, unsent: 3, photos: 1 }

describe('the list of devices', () => {
  test('says of each where it is, when it was heard, what it last said, and what is missing since when', async () => {
    const panel = await hub.device('panel')
    expect((await ask(panel, 'device/word', { method: 'PUT', body: { ...word, unsent: 9 } })).status).toBe(200)
    expect((await ask(panel, 'device/word', { method: 'PUT', body: word })).status).toBe(200)
    const began = hub.now()
    const facts = [1, 2, 3, 4].map(() => panel.records({ kind: 'not.known', body: {} }, ''))
    await panel.delivers(facts.slice(0, 1))
    hub.clock.now += 3_600_000
    await panel.delivers(facts.slice(2))
    hub.clock.now += 3_600_000
    await panel.delivers(facts.slice(3))
    const all = await list()
    expect(all).toMatchObject({ version: '2.0', asOf: hub.now() })
    expect(all.devices.find(({ device }) => device === panel.id)).toEqual({
      device: panel.id,
      place: 'panel',
      enrolled: began,
      heard: hub.now(),
      revoked: 0,
      moving: false,
      stoodAt: null,
      word: { ...word, at: began },
      missing: [
        { what: 'gap', place: 'panel', from: 2, to: 4 },
        { what: 'parked', place: 'panel', facts: 1 },
      ],
      missingSince: began,
      disk: 'kept',
    })
    await panel.delivers(facts.slice(1))
    const row = hub.db.selectFrom('device').select('gap_since').where('device', '=', panel.id)
    expect(Number((await row.executeTakeFirstOrThrow()).gap_since)).toBe(0)
  })

  test('is for the office alone, and for somebody who works there', async () => {
    const panel = await hub.device('panel')
    expect((await ask(panel, 'office/devices')).status).toBe(403)
    expect((await ask(office, 'office/devices', { by: people.teacher })).status).toBe(403)
  })
})

describe('a device that stands elsewhere by its own word', () => {
  const asks = async (device: TestDevice, ...places: string[]) =>
    expect((await ask(device, `sync/facts?${places.map((one) => `place:${one}=`).join('&')}`)).status).toBe(200)
  const stoodAt = async (device: TestDevice) => (await list()).devices.find((one) => one.device === device.id)?.stoodAt

  test('is told of, until the office moves it', async () => {
    const panel = await hub.device('panel')
    await asks(panel, 'panel')
    expect(await stoodAt(panel)).toBeNull()
    // A hub that was put back has forgotten the move.
    await asks(panel, 'far-panel')
    await asks(panel, 'panel')
    expect(await stoodAt(panel)).toBe('far-panel')
    expect((await post(`${panel.id}/move`, { place: 'far-panel' })).status).toBe(200)
    await asks(panel, 'panel')
    await asks(panel, 'far-panel')
    expect(await stoodAt(panel)).toBeNull()
  })

  test('gets nothing of there for that, and takes no other device along', async () => {
    const [panel, other] = [await hub.device('panel'), await hub.device('panel', 'panel-2')]
    const answer = await ask(panel, 'sync/facts?place:far-panel=')
    expect(((await answer.json()) as { scopes: string[] }).scopes).toEqual(['place:panel', 'class:three', 'county'])
    expect([await stoodAt(other), await stoodAt(panel)]).toEqual([null, 'far-panel'])
    await asks(other, 'not a place')
    expect(await stoodAt(other)).toBeNull()
  })
})

describe('what was refused of a device before it was moved', () => {
  const opened = (classId: string) => lessonOpened({ lesson: id.lesson(`${classId}.20260908.1`) })
  const states = async () =>
    (await hub.db.selectFrom('fact').select(['state', 'why']).where('kind', '=', 'lesson.opened').execute()).map(
      ({ state, why }) => `${state} ${why}`.trim(),
    )

  test('counts as if it came now: as the new place’s', async () => {
    const panel = await hub.device('panel')
    await panel.delivers([panel.records(opened('four'), '')])
    expect(await states()).toEqual(['refused class-not-served'])
    expect((await post(`${panel.id}/move`, { place: 'tablet' })).status).toBe(200)
    expect(await states()).toEqual(['refused class-not-served'])
    expect((await post(`${panel.id}/move`, { place: 'far-panel' })).status).toBe(200)
    expect(await states()).toEqual(['taken'])
    expect(await hub.row('lesson/four.20260908.1' as never)).toBeDefined()
  })

  test('counts when somebody had acted at what was known as a teacher’s own', async () => {
    const own = await hub.device('own')
    const marked = attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: people.ann, status: 'present' })
    await own.delivers([own.records(marked, people.aide)])
    const word = () =>
      hub.db.selectFrom('fact').select(['state', 'why']).where('kind', '=', 'attendance.marked').execute()
    expect(await word()).toEqual([{ state: 'refused', why: 'speaks-for-another' }])
    expect((await post(`${own.id}/move`, { place: 'panel' })).status).toBe(200)
    expect(await word()).toEqual([{ state: 'taken', why: '' }])
  })

  test('stays refused where a person has settled it, and is nobody else’s', async () => {
    const [panel, other] = [await hub.device('panel'), await hub.device('panel', 'panel-2')]
    await panel.delivers([panel.records(opened('four'), '')])
    const refused = `${panel.id}:1` as never // a fact's name
    await panel.delivers([panel.records(troubleDismissed({ place: id.place('panel'), refused, how: 'anew' }), '')])
    await other.delivers([other.records(opened('four'), '')])
    expect((await post(`${panel.id}/move`, { place: 'far-panel' })).status).toBe(200)
    expect(await states()).toEqual(['refused class-not-served', 'refused class-not-served'])
  })
})

describe('a sheet of codes', () => {
  test('lets in as many devices as it has codes, each at its place', async () => {
    const sheet = v.parse(CodeSheet, await (await post('codes', { places: ['tablet', 'panel'], each: 3 })).json())
    expect(sheet.codes.map(({ place }) => place)).toEqual(['tablet', 'tablet', 'tablet', 'panel', 'panel', 'panel'])
    const key = { kty: 'EC' as const, crv: 'P-256' as const, x: 'x'.repeat(43), y: 'y'.repeat(43) }
    for (const [n, { code, place }] of sheet.codes.entries()) {
      const asked = {
        code: code.slice(0, 6),
        incarnation: `incarnation-0000${n}`,
        key: { ...key, x: `${n}`.repeat(43) },
      }
      expect(await enrol(hub.db, asked, hub.now())).toMatchObject({ ok: true, place: { place } })
    }
    expect(await acts()).toEqual([{ act: 'codes.made', by: people.clerk, about: { places: 2, codes: 6 } }])
    expect(JSON.stringify(await acts())).not.toContain(sheet.codes[0]?.code.slice(0, 6))
  })

  test.each([
    ['a place that is not there', { places: ['nowhere'], each: 1 }, 404, 'no-such-place'],
    ['more than a sheet may have', { places: ['tablet', 'panel', 'own', 'studio'], each: 60 }, 400, 'too-many'],
    ['none', { places: ['tablet'], each: 0 }, 400, 'malformed'],
  ])('is not made for %s', async (_, body, status, why) => {
    const answer = await post('codes', body)
    expect([answer.status, await answer.json()]).toEqual([status, { why }])
    expect(await hub.db.selectFrom('code').selectAll().execute()).toEqual([])
  })
})

describe('a new place', () => {
  const tablets = { kind: 'tablet', title: '三班平板', school: 'point', classes: ['three'] }

  test('can be given codes at once', async () => {
    const made = await post('places', tablets)
    expect(made.status).toBe(201)
    const place = v.parse(Place, await made.json())
    expect(await hub.row(`place/${place.place}` as never)).toEqual(place)
    expect((await post('codes', { places: [place.place], each: 2 })).status).toBe(201)
    expect((await list()).places).toContainEqual(place)
  })

  test('of one’s own is somebody’s who teaches its classes', async () => {
    const own = { ...tablets, kind: 'own', title: '吴老师的' }
    expect(await (await post('places', own)).json()).toEqual({ why: 'whose' })
    expect(await (await post('places', { ...own, person: people.ann })).json()).toEqual({ why: 'not-their-class' })
    expect(await (await post('places', { ...own, person: people.teacher })).json()).toMatchObject({
      person: people.teacher,
    })
  })

  test.each([
    ['a school that is not there', { school: 'gone' }, 'no-such-school'],
    ['a class that is not there', { classes: ['gone'] }, 'no-such-class'],
    ['another school’s class', { classes: ['four'] }, 'not-their-class'],
  ])('is not made for %s', async (_, change, why) => {
    expect(await (await post('places', { ...tablets, ...change })).json()).toEqual({ why })
  })

  test('is made once, and never an office’s', async () => {
    expect((await post('places', tablets)).status).toBe(201)
    expect(await (await post('places', tablets)).json()).toEqual({ why: 'there-is-one' })
    expect((await post('places', { ...tablets, kind: 'office' })).status).toBe(400)
  })
})

describe('taking a device back', () => {
  test('is noted, and shows in the list', async () => {
    const panel = await hub.device('panel')
    expect(await (await post(`${panel.id}/revoke`)).json()).toEqual({ names: 1 })
    expect((await list()).devices.find(({ device }) => device === panel.id)?.revoked).toBe(hub.now())
    expect(await acts()).toEqual([{ act: 'device.revoked', by: people.clerk, about: { device: panel.id, names: 1 } }])
    expect(await checkLog(hub.db)).toMatchObject({ ok: true, notes: 1 })
  })

  test('is heard by the live channel of its place at once', async () => {
    const panel = await hub.device('panel')
    const grown: string[] = []
    hub.desk.onGrowth((scopes) => scopes !== 'all' && grown.push(...scopes))
    await post(`${panel.id}/revoke`)
    await expect.poll(() => grown).toEqual(['place:panel'])
  })

  test('does not take the very desk away, nor what is not there', async () => {
    expect((await post(`${office.id}/revoke`)).status).toBe(409)
    expect((await post('nothing/revoke')).status).toBe(404)
    expect(await acts()).toEqual([])
  })
})

test('a device whose disk is put back at each boot is told so', async () => {
  const panel = await hub.device('panel')
  const say = async () => (await (await ask(panel, 'device/word', { method: 'PUT', body: word })).json()) as unknown
  expect(await say()).toEqual({ disk: 'kept' })
  const { key } = await hub.db
    .selectFrom('device')
    .select('key')
    .where('device', '=', panel.id)
    .executeTakeFirstOrThrow()
  for (const morning of [1, 2]) {
    hub.clock.now += 24 * 3_600_000
    const name = id.device(`panel-morning-${morning}`)
    await registerDevice(hub.db, { device: name, key, place: 'panel', now: hub.now() })
  }
  expect(await say()).toEqual({ disk: 'reset' })
})
