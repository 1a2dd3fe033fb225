import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MediaAccess } from '../../core/media/access.ts'
import { openSmallCounty, type TestHub } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { Pace } from '../http/pace.ts'
import { type Media, openMedia } from './media.ts'
import type { RoomRights } from './rights.ts'
import { browserOffer, withCodecs } from './sdp/offers.fixture.ts'

const settings = {
  port: 0,
  addresses: [],
  mostReceivers: 5,
  mostInRoom: 5,
  turn: { urls: ['turn:turn.example.cn:3478'], secret: 'north' },
}
const offer = browserOffer('sendonly', ['audio', 'video'])
const wish = browserOffer('recvonly', ['audio', 'video'])
const sdp = { 'Content-Type': 'application/sdp' }
const fragment = { 'Content-Type': 'application/trickle-ice-sdpfrag' }

let hub: TestHub
let media: Media
let app: ReturnType<typeof openApp>
let access: MediaAccess
let bearers: Record<'studio' | 'panel', string>
/** Who is the host: everybody else watches, and the panel may have the floor. */
let floorGiven = true
/** Whether the panel may be there at all. */
let panelIsThere = true

beforeEach(async () => {
  floorGiven = true
  panelIsThere = true
  hub = await openSmallCounty()
  const studio = await hub.device('own')
  const panel = await hub.device('panel')
  const rights: RoomRights = {
    async of(device, room) {
      if (room !== 'room' || (device === panel.id && !panelIsThere)) return undefined
      return { watch: true, publish: device === studio.id ? ['host'] : floorGiven ? ['floor'] : [] }
    },
  }
  media = openMedia(hub.secret, settings, rights)
  app = openApp(hub, { media })
  bearers = { studio: await studio.bearer(), panel: await panel.bearer() }
  access = { ...(await accessOf('panel')), host: (await accessOf('studio')).host }
})
afterEach(async () => {
  media.close()
  await hub.close()
})

async function accessOf(who: 'studio' | 'panel'): Promise<MediaAccess> {
  const response = await ask('POST', '/api/live/room/media', { Authorization: bearers[who] })
  return v.parse(MediaAccess, await response.json())
}

function ask(method: string, path: string, headers: Record<string, string>, body?: string) {
  return app.request(path, { method, headers, ...(body !== undefined && { body }) })
}

function as(role: 'watch' | 'host' | 'floor') {
  return { Authorization: `Bearer ${access[role]?.token}` }
}

test('a device is told what it may do, with TURN credentials, and nothing of it in an address', async () => {
  expect(access.watch?.url).toBe('/api/live/room/whep')
  expect(access.late).toEqual({ url: '/api/live/room/hls/master.m3u8', token: expect.any(String) })
  expect(access.floor?.url).toBe('/api/live/room/whip')
  expect(access.iceServers).toHaveLength(1)
  expect((await accessOf('studio')).floor).toBeUndefined()
  const elsewhere = await ask('POST', '/api/live/other/media', { Authorization: bearers.panel })
  expect(elsewhere.status).toBe(404)
  expect((await ask('POST', '/api/live/room/media', {})).status).toBe(401)
  expect((await ask('POST', '/api/live/room/media', { Authorization: bearers.panel }, '{"for":7}')).status).toBe(400)
})

test('where another server passes pictures on its doors are told, each to who may, and none of the floor', async () => {
  const url = 'https://media.example.cn/{way}/endpoint/{room}'
  const outside = { url, publishToken: 'north', watchToken: 'south' }
  app = openApp(hub, { media: { ...media, settings: { ...settings, outside } } })
  const { iceServers: _, ...doors } = await accessOf('panel')
  const watch = { url: 'https://media.example.cn/whep/endpoint/room', token: 'south' }
  expect(doors).toEqual({ outside: true, watch })
  const host = { url: 'https://media.example.cn/whip/endpoint/room', token: 'north' }
  expect(await accessOf('studio')).toMatchObject({ outside: true, watch, host })
})

test('an offer is answered as WHIP provides, and its session ended', async () => {
  const response = await ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp }, offer)
  expect(response.status).toBe(201)
  expect(response.headers.get('Content-Type')).toMatch(/^application\/sdp/)
  expect(response.headers.get('ETag')).toMatch(/^"[\w-]+"$/)
  expect(response.headers.get('Accept-Patch')).toBe('application/trickle-ice-sdpfrag')
  expect(response.headers.get('Link')).toMatch(/^<turn:turn.example.cn:3478>; rel="ice-server"; username="/)
  expect(await response.text()).toMatch(/a=recvonly[\s\S]*a=candidate:[\s\S]*a=end-of-candidates/)
  const session = response.headers.get('Location') ?? ''
  expect(session).toMatch(/^\/api\/live\/room\/whip\/[\w-]{22}$/)
  expect((await ask('DELETE', session, as('watch'))).status).toBe(403)
  expect((await ask('DELETE', session, {})).status).toBe(401)
  expect((await ask('GET', session, as('host'))).status).toBe(200)
  expect((await ask('GET', session, as('watch'))).status).toBe(403)
  expect((await ask('DELETE', session, { ...as('host'), 'If-Match': '"any"' })).status).toBe(200)
  expect((await ask('GET', session, as('host'))).status).toBe(404)
  expect((await ask('DELETE', session, as('host'))).status).toBe(404)
})

test('a session can be left when its token is long over', async () => {
  const session = (await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp }, wish)).headers.get('Location')
  hub.clock.now += 3_600_000
  expect((await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp }, wish)).status).toBe(401)
  expect((await ask('DELETE', session ?? '', as('watch'))).status).toBe(200)
})

test.each<[string, number, () => Promise<Response> | Response]>([
  ['without a token', 401, () => ask('POST', '/api/live/room/whip', sdp, offer)],
  [
    'with no token of ours',
    401,
    () => ask('POST', '/api/live/room/whip', { ...sdp, Authorization: 'Bearer x' }, offer),
  ],
  [
    'with a device’s token',
    401,
    () => ask('POST', '/api/live/room/whip', { ...sdp, Authorization: bearers.studio }, offer),
  ],
  [
    'publishing with a token to watch',
    403,
    () => ask('POST', '/api/live/room/whip', { ...as('watch'), ...sdp }, offer),
  ],
  ['in another room', 403, () => ask('POST', '/api/live/other/whip', { ...as('host'), ...sdp }, offer)],
  ['what is no SDP', 415, () => ask('POST', '/api/live/room/whip', as('host'), offer)],
  ['for no SDP', 406, () => ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp, Accept: 'text/html' }, offer)],
  ['what is no offer', 400, () => ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp }, 'hello')],
  [
    'an endless offer',
    413,
    () => ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp }, 'v=0\r\n'.repeat(20_000)),
  ],
  [
    'without a codec of ours',
    422,
    () => ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp }, withCodecs('AV1')),
  ],
  ['to put', 405, () => ask('PUT', '/api/live/room/whip', { ...as('host'), ...sdp }, offer)],
  [
    'of which only the sound could be passed on',
    422,
    () =>
      ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp }, offer.replace(/ 96 97 102 104 106\r\n/, ' 97\r\n')),
  ],
])('%s: %i', async (_, status, asked) => {
  const response = await asked()
  expect(response.status).toBe(status)
  expect(await response.json().catch(() => ({}))).toEqual(expect.objectContaining({ why: expect.any(String) }))
  if (status !== 413) expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  if (status === 401) expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer/)
})

test('what was taken back since the token was made is not allowed', async () => {
  floorGiven = false
  const response = await ask('POST', '/api/live/room/whip', { ...as('floor'), ...sdp }, offer)
  expect(response.status).toBe(403)
})

test('who publishes and may no longer is let go, and who may stays', async () => {
  const host = await ask('POST', '/api/live/room/whip', { ...as('host'), ...sdp }, offer)
  const floor = await ask('POST', '/api/live/room/whip', { ...as('floor'), ...sdp }, offer)
  floorGiven = false
  await media.review()
  const leaving = (response: Response, role: 'host' | 'floor') =>
    ask('DELETE', response.headers.get('Location') ?? '', as(role))
  expect((await leaving(floor, 'floor')).status).toBe(404)
  expect((await leaving(host, 'host')).status).toBe(200)
})

test('who watches and may no longer is let go, too, and the others stay', async () => {
  const watching = { studio: await accessOf('studio'), panel: await accessOf('panel') }
  const asOne = (who: 'studio' | 'panel') => ({ Authorization: `Bearer ${watching[who].watch?.token}` })
  const joined = (who: 'studio' | 'panel') => ask('POST', '/api/live/room/whep', { ...asOne(who), ...sdp }, wish)
  const [studio, panel] = [await joined('studio'), await joined('panel')]
  panelIsThere = false
  await media.review('all')
  const asked = (response: Response, who: 'studio' | 'panel') =>
    ask('GET', response.headers.get('Location') ?? '', asOne(who))
  expect((await asked(panel, 'panel')).status).toBe(404)
  expect((await asked(studio, 'studio')).status).toBe(200)
})

test('who joins again and again is told to wait', async () => {
  const answers = []
  for (let i = 0; i < 12; i++) answers.push(await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp }, wish))
  expect(answers[0]?.status).toBe(201)
  expect(answers.at(-1)?.status).toBe(429)
  expect(Number(answers.at(-1)?.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('trickled candidates are heard, with the preconditions of the RFC; a restart is not there', async () => {
  const joined = await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp }, wish)
  const session = joined.headers.get('Location') ?? ''
  const patch = (headers: Record<string, string>, body = 'a=ice-ufrag:Zr4m\r\na=end-of-candidates\r\n') =>
    ask('PATCH', session, { ...as('watch'), ...fragment, ...headers }, body)
  const match = { 'If-Match': joined.headers.get('ETag') ?? '' }
  expect((await patch(match)).status).toBe(204)
  expect((await patch({})).status).toBe(428)
  expect((await patch({ 'If-Match': '"other"' })).status).toBe(412)
  expect((await patch(match, 'hello')).status).toBe(400)
  expect((await patch({ ...match, ...sdp })).status).toBe(415)
  expect((await patch({ 'If-Match': `"other", ${match['If-Match']}` })).status).toBe(204)
  for (const any of ['*', '"*"']) {
    expect((await patch({ 'If-Match': any })).status).toBe(204)
    expect((await patch({ 'If-Match': any }, 'a=ice-ufrag:other\r\n')).status).toBe(422)
  }
  expect((await patch(match, 'a=ice-ufrag:other\r\n')).status).toBe(422)
  expect((await patch(match)).status).toBe(204)
  expect((await ask('PATCH', session, { ...as('floor'), ...fragment, ...match }, '')).status).toBe(403)
})

test('a player chooses its picture at the address that it was told', async () => {
  const joined = await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp }, wish)
  const layer = /<([^>]+)>; rel="urn:ietf:params:whep:ext:core:layer"/.exec(joined.headers.get('Link') ?? '')?.[1] ?? ''
  const choose = (body: string) => ask('POST', layer, { ...as('watch'), 'Content-Type': 'application/json' }, body)
  expect((await choose('{"mediaId":"1","encodingId":"small"}')).status).toBe(200)
  expect((await choose('{"mediaId":"1","rid":"sharp"}')).status).toBe(200)
  expect((await choose('{}')).status).toBe(200)
  expect((await choose('{"encodingId":"huge"}')).status).toBe(400)
  expect((await choose('{"rid":"huge"}')).status).toBe(400)
  expect((await choose('[')).status).toBe(400)
  expect((await ask('POST', layer, {}, '{}')).status).toBe(401)
  expect((await ask('POST', layer, as('watch'), '{}')).status).toBe(415)
  expect((await ask('GET', layer, as('watch'))).headers.get('Allow')).toBe('POST, OPTIONS')
})

test('who chooses another picture again and again is told to wait: each is a key frame for everybody', async () => {
  const joined = await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp }, wish)
  const layer = { ...as('watch'), 'Content-Type': 'application/json' }
  const answers = []
  for (let i = 0; i < 15; i++)
    answers.push(
      await ask('POST', `${joined.headers.get('Location')}/layer`, layer, `{"rid":"${i % 2 ? 'small' : 'sharp'}"}`),
    )
  expect(answers[0]?.status).toBe(200)
  expect(answers.at(-1)?.status).toBe(429)
  expect(answers.at(-1)?.headers.get('Retry-After')).toBe('1')
})

test('whatever is asked with a token is asked at a pace', async () => {
  hub.pace = new Pace(1, 2)
  const path = '/api/live/room/hls/sharp.m3u8'
  const statuses = []
  for (let i = 0; i < 3; i++) statuses.push((await ask('GET', path, as('watch'))).status)
  expect(statuses).toEqual([404, 404, 429])
})

test('an endpoint has nothing in it, and a player knows what it is', async () => {
  for (const way of ['whip', 'whep'])
    for (const method of ['GET', 'HEAD']) {
      const response = await ask(method, `/api/live/room/${way}`, {})
      expect([response.status, await response.text()]).toEqual([200, ''])
      expect(response.headers.get('Content-Type')).toBe(way === 'whep' ? 'application/sdp' : null)
    }
})

test('a player of WHEP is never told 406, which to it is another offer', async () => {
  const headers = { ...as('watch'), ...sdp, Accept: 'text/html' }
  expect((await ask('POST', '/api/live/room/whep', headers, wish)).status).toBe(201)
})

test('a page of another origin may ask, and is told what with', async () => {
  const asked = { Origin: 'https://player.example.com', 'Access-Control-Request-Method': 'POST' }
  const preflight = await ask('OPTIONS', '/api/live/room/whep', asked)
  expect(preflight.status).toBe(200)
  expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('If-Match')
  expect(preflight.headers.get('Accept-Post')).toBe('application/sdp')
  const joined = await ask('POST', '/api/live/room/whep', { ...as('watch'), ...sdp, ...asked }, wish)
  expect(joined.headers.get('Access-Control-Expose-Headers')).toMatch(/Location.*ETag.*Link/)
})

test('a machine without the library says that live picture is not there', async () => {
  const without = openMedia(hub.secret, settings, media.rights, async () => undefined)
  const there = openApp(hub, { media: without })
  const response = await there.request('/api/live/room/whep', {
    method: 'POST',
    headers: { ...as('watch'), ...sdp },
    body: wish,
  })
  expect(response.status).toBe(501)
  expect(await response.json()).toEqual({ status: 501, why: 'no-live-picture' })
  without.close()
})
