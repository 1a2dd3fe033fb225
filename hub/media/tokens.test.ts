import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { id, tuesday } from '../../test/hubs/small-county.ts'
import { iceLinks, iceServers } from './ice.ts'
import { type MediaToken, mediaTokens } from './tokens.ts'

const secret = new Uint8Array(32).fill(7)
const tokens = mediaTokens(secret)
const token: MediaToken = { room: 'room', device: id.device('panel-1'), as: 'watch' }

test('a token says who may be what in which room, until its time is over', async () => {
  const jwt = await tokens.sign(token, 60_000, tuesday)
  expect(await tokens.read(jwt, tuesday + 59_000)).toEqual(token)
  expect(await tokens.read(jwt, tuesday + 61_000)).toBeUndefined()
  expect(await tokens.read(jwt, tuesday + 61_000, true)).toEqual(token)
})

test('a token of another hub, of a device’s session, or changed on the way, is none', async () => {
  const jwt = await tokens.sign(token, 60_000, tuesday)
  const others = mediaTokens(new Uint8Array(32))
  expect(await others.read(jwt, tuesday)).toBeUndefined()
  const session = await new SignJWT({ room: 'room', as: 'host' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('panel-1')
    .setExpirationTime(tuesday / 1000 + 60)
    .sign(secret)
  expect(await tokens.read(session, tuesday)).toBeUndefined()
  const [head, , tag] = jwt.split('.')
  const body = Buffer.from(JSON.stringify({ ...token, as: 'host', sub: 'panel-1', exp: 9e9 })).toString('base64url')
  expect(await tokens.read(`${head}.${body}.${tag}`, tuesday)).toBeUndefined()
  const bare = Buffer.from('{"alg":"none"}').toString('base64url')
  expect(await tokens.read(`${bare}.${body}.`, tuesday)).toBeUndefined()
  for (const nothing of ['', 'a.b.c', 'x'.repeat(10_000)]) expect(await tokens.read(nothing, tuesday)).toBeUndefined()
})

test('TURN credentials are coturn’s: a time and its tag', () => {
  const turn = { urls: ['turn:turn.example.cn:3478?transport=tcp'], secret: 'north' }
  const [server] = iceServers(turn, 0)
  // printf 21600:tongke | openssl dgst -sha1 -hmac north -binary | base64
  expect(server).toEqual({ urls: turn.urls, username: '21600:tongke', credential: 'F5N/ySMbg5LSWIXzlyZ5Ra2LKJE=' })
  expect(iceLinks(server ? [server] : [])).toEqual([
    '<turn:turn.example.cn:3478?transport=tcp>; rel="ice-server"; username="21600:tongke"; credential="F5N/ySMbg5LSWIXzlyZ5Ra2LKJE="; credential-type="password"',
  ])
  expect(iceServers(undefined, 0)).toEqual([])
})
