import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { schoolDescribed } from '../../core/facts/kinds/school-described.ts'
import { LeftBehind } from '../../core/reports/left-behind.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'

let hub: TestHub
let office: TestDevice
let [panel, farPanel]: TestDevice[] = []
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
  panel = await hub.device('panel')
  farPanel = await hub.device('far-panel')
})
afterEach(() => hub.close())

async function ask(path: string, body?: unknown, device = office) {
  return openApp(hub).request(`/api/office/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: await device.bearer(),
      'Tongke-By': people.clerk,
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const list = async () => v.parse(LeftBehind, await (await ask('left-behind')).json()).schools
const acts = async () => (await notesBefore(hub.db, 1e9, 10)).map(({ act, about }) => ({ act, about }))
const yesterday = id.day('2026-09-07')

async function merge(): Promise<void> {
  const far = { school: id.school('far'), code: '2161900003', name: '高台教学点', sort: 'point' as const }
  await hub.recorder.record([schoolDescribed({ ...far, until: yesterday })])
}

test('a merged school shows the pairs and devices that still hang on it, until nothing does', async () => {
  expect(await list()).toEqual([])
  await merge()
  const [far, ...others] = await list()
  expect(others).toEqual([])
  expect(far).toMatchObject({
    name: '高台教学点',
    until: yesterday,
    pairs: [{ pair: 'main-far', helping: '实验小学', helped: '高台教学点' }],
    places: [{ place: 'far-panel', kind: 'projector', devices: [farPanel?.id] }],
  })
  expect(await (await ask('left-behind/far/end-pairs', {})).json()).toEqual({ ended: 1 })
  expect(await hub.row(rowKey('pair', 'main-far'))).toMatchObject({ until: yesterday, weekly: 10 })
  expect(await hub.row(rowKey('pair', 'main-point'))).not.toHaveProperty('until')
  expect((await list()).map(({ pairs, places }) => [pairs.length, places.length])).toEqual([[0, 1]])
  const moves = [{ device: farPanel?.id, place: 'panel' }]
  expect(await (await ask('devices/moves', { moves })).json()).toEqual({ moved: 1 })
  expect(await list()).toEqual([])
  expect(await acts()).toEqual([
    { act: 'device.moved', about: { device: farPanel?.id, from: 'far-panel', to: 'panel' } },
    { act: 'pairs.ended', about: { school: 'far', pairs: 1 } },
  ])
})

test('of devices that are moved together all are, or none', async () => {
  await merge()
  const moves = [
    { device: farPanel?.id, place: 'panel' },
    { device: panel?.id, place: 'nowhere' },
  ]
  const answer = await ask('devices/moves', { moves })
  expect([answer.status, await answer.json()]).toEqual([404, { why: 'no-such-place' }])
  expect((await list())[0]?.places).toMatchObject([{ place: 'far-panel', devices: [farPanel?.id] }])
  expect(await acts()).toEqual([])
})

test('a school that goes on keeps its pairs, and only the office asks', async () => {
  expect((await ask('left-behind/far/end-pairs', {})).status).toBe(404)
  expect((await ask('left-behind/nowhere/end-pairs', {})).status).toBe(404)
  expect((await ask('left-behind', undefined, panel)).status).toBe(403)
  expect((await ask('left-behind/far/end-pairs', {}, panel)).status).toBe(403)
  expect(await hub.row(rowKey('pair', 'main-far'))).not.toHaveProperty('until')
  expect(await acts()).toEqual([])
})
