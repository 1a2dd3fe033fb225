import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openApp } from '../../hub/http/app.ts'
import { type Media, openMedia } from '../../hub/media/media.ts'
import { freeUdpPort } from '../media/free-udp-port.ts'
import { outsideProgramsAreHere, startEncoder, startPlayer } from '../media/outside/programs.ts'
import { openSmallCounty, type TestHub } from './small-county.ts'

/** aiortc takes no address of the machine's own loop. */
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.family === 'IPv6' && !one.internal && one.scopeid === 0)

/** What was asked and how it was answered: `POST 201`. */
const asked: string[] = []
let hub: TestHub
let media: Media
let server: Server
let address: string

beforeEach(async () => {
  asked.length = 0
  hub = await openSmallCounty()
  const settings = { port: await freeUdpPort(), addresses: [], mostReceivers: 20, mostInRoom: 4 }
  media = openMedia(hub.secret, settings, { of: async () => ({ watch: true, publish: ['host'] }) })
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    asked.push(`${c.req.method} ${c.res.status}`)
  })
  app.route('/', openApp(hub, { media }))
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  if (!server.listening) await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/live/room`
})
afterEach(async () => {
  media.close()
  server.closeAllConnections()
  server.close()
  await hub.close()
})

async function tokenOf(place: string, as: 'host' | 'watch'): Promise<string> {
  const { id } = await hub.device(place)
  return media.tokens.sign({ room: 'room', device: id, as }, 60_000, hub.now())
}

describe.skipIf(!outsideProgramsAreHere())('programs that are not ours', () => {
  test('an encoder publishes, players see and hear it, one by IPv6 alone, and all leave', async () => {
    const pictures: (readonly string[])[] = []
    media.onPictures((_, from) => pictures.push(from))
    const encoder = await startEncoder(`${address}/whip`, await tokenOf('own', 'host'))
    const players = [startPlayer(`${address}/whep`, await tokenOf('panel', 'watch'))]
    if (hasIpv6) players.push(startPlayer(`${address}/whep`, await tokenOf('tablet', 'watch'), 'IPv6'))
    for (const player of players) {
      const joined = JSON.parse(await player.said((line) => line.includes('"status"')))
      expect(joined).toMatchObject({ status: 201, type: expect.stringContaining('application/sdp') })
      await player.said((line) => line.includes('"audio"') && line.includes('"frames": 10'))
      const seen = JSON.parse(await player.said((line) => line.includes('"video"') && line.includes('"frames": 10')))
      expect(seen.width).toBe(320)
    }
    await Promise.all([...players, encoder].map((one) => one.end()))
    for (const player of players)
      expect(JSON.parse(await player.said((line) => line.includes('"left"')))).toEqual({ left: 200 })
    expect(pictures).toEqual([[expect.stringMatching(/^own/)], []])
    expect(asked.filter((one) => one === 'DELETE 200')).toHaveLength(players.length + 1)
    expect(asked.some((one) => one.startsWith('PATCH'))).toBe(true)
    expect(asked.filter((one) => !/ 20[014]$/.test(one))).toEqual([])
  })
})
