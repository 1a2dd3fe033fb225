import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { MediaAccess } from '../../core/media/access.ts'
import { Keeping } from '../../core/reports/keeping.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'
import { rightsInRooms } from '../live/rights.ts'
import { openMedia } from '../media/media.ts'

const room = id.lesson('three.20260908.1')

let hub: TestHub
let office: TestDevice
let studio: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  ;[office, studio] = [await hub.device('office'), await hub.device('studio')]
  studio.records(roomOpened({ room, lesson: room }), people.host)
  await studio.delivers()
})
afterEach(() => hub.close())

async function ask(path: string, body?: unknown, device = office) {
  const media = openMedia(
    hub.secret,
    { port: 0, addresses: [], mostReceivers: 1, mostInRoom: 1 },
    rightsInRooms(hub),
    async () => undefined,
  )
  return openApp(hub, { media }).request(`/api/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: await device.bearer(), 'Tongke-By': people.clerk, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

/** Whether the studio is told that its host's picture may be kept. */
async function mayKeep(): Promise<boolean> {
  const answer = await ask(`live/${room}/media`, {}, studio)
  return v.parse(MediaAccess, await answer.json()).keeps === true
}

const said = async (answer: Response) => v.parse(Keeping, await answer.json()).schools.filter(({ kept }) => kept)

test('a host’s picture is kept where the office has noted that the school allows it, and nowhere else', async () => {
  expect(await said(await ask('office/keeping'))).toEqual([])
  expect(await mayKeep()).toBe(false)
  await ask('office/keeping/point', { kept: true })
  expect(await mayKeep()).toBe(false)
  expect(await said(await ask('office/keeping/main', { kept: true }))).toContainEqual({
    school: 'main',
    name: '实验小学',
    kept: true,
  })
  expect(await mayKeep()).toBe(true)
  await ask('office/keeping/main', { kept: false })
  expect(await mayKeep()).toBe(false)
})

test('it is the office’s to say, of a school that there is, and is noted', async () => {
  expect((await ask('office/keeping/main', { kept: true }, studio)).status).toBe(403)
  expect((await ask('office/keeping/nowhere', { kept: true })).status).toBe(404)
  expect((await ask('office/keeping/main', { kept: 'yes' })).status).toBe(400)
  expect(await mayKeep()).toBe(false)
  await ask('office/keeping/main', { kept: true })
  const [note] = await notesBefore(hub.db, 1e9, 1)
  expect(note).toMatchObject({ act: 'keeping.said', by: people.clerk, about: { school: 'main', kept: 1 } })
})
