import { EventEmitter, once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { packFacts, unpackFacts } from '../../core/facts/batch.ts'
import type { ClassId } from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { publisherKnown } from '../../core/facts/kinds/publisher-known.ts'
import { countyOffice } from '../../core/people/places.ts'
import { FromHub } from '../../core/sync/live-messages.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { serveSockets } from '../http/sockets.ts'
import { type LiveSocket, openChannels } from './live.ts'

const mark = attendanceMarked({
  lesson: id.lesson('three.20260908.1'),
  pupil: people.ann,
  status: 'present',
})

let hub: TestHub
let server: Server
let endLive: () => void
beforeEach(async () => {
  hub = await openSmallCounty()
  server = createServer()
  endLive = serveSockets(hub, server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  endLive()
  server.closeAllConnections()
  server.close()
  await hub.close()
})

/** The device's end of a channel. */
class Channel {
  /** Whether it answers beats, as a device does that has taken in what came before. */
  answers = true
  beats = 0
  private readonly heard: FromHub[] = []
  private wake: () => void = () => undefined
  readonly closed: Promise<number>

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const message = v.parse(FromHub, JSON.parse(String(data)))
      if (message.t === 'beat') this.beats += 1
      if (message.t === 'beat' && this.answers) this.says(message)
      this.heard.push(message)
      this.wake()
    })
    this.closed = new Promise((resolve) => socket.on('close', resolve))
  }

  /** The next message of this sort; others before it are passed over. */
  async hears<T extends FromHub['t']>(sort: T): Promise<Extract<FromHub, { t: T }>> {
    for (;;) {
      const next = this.heard.shift()
      if (next?.t === sort) return next as Extract<FromHub, { t: T }> // it has just been compared
      if (!next) await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }

  says(message: unknown): void {
    this.socket.send(JSON.stringify(message))
  }
}

function connect(path = '/api/sync/live'): Channel {
  const { port } = server.address() as AddressInfo // it listens on a port
  return new Channel(new WebSocket(`ws://127.0.0.1:${port}${path}`))
}

/**
 * A channel on which the device has said hello and heard all that there was.
 *
 * @param more of its hello
 */
async function open(device: TestDevice, more = {}): Promise<Channel> {
  const channel = connect()
  const { nonce } = await channel.hears('nonce')
  channel.says({ t: 'hello', authorization: await device.proof(nonce), cursors: {}, ...more })
  await channel.hears('pull')
  return channel
}

function namesIn(packed: Parameters<typeof unpackFacts>[0]): string[] {
  const reading = unpackFacts(packed)
  return reading.ok ? reading.facts.map((fact) => `${fact.device}:${fact.seq}`) : []
}

describe('the live channel', () => {
  test('brings what happens elsewhere as it happens, once', async () => {
    const own = await open(await hub.device('own'))
    const panel = await hub.device('panel')
    for (let n = 0; n < 2; n++) {
      panel.records(mark, people.aide)
      await panel.delivers()
      const { pull } = await own.hears('pull')
      expect(pull.pages.flatMap((page) => namesIn(page.facts))).toEqual([`panel-1:${n + 1}`])
    }
  })

  test('brings what happens while something is still on its way together, when that has come', async () => {
    const own = await open(await hub.device('own'))
    own.answers = false
    const panel = await hub.device('panel')
    const pulls: string[][] = []
    const hearsOf = async () => {
      const { pull } = await own.hears('pull')
      pulls.push(pull.pages.flatMap((page) => namesIn(page.facts)))
    }
    const records = async () => {
      panel.records(mark, people.aide)
      await panel.delivers()
    }
    await records()
    await hearsOf()
    await own.hears('beat')
    for (let n = 0; n < 3; n++) await records()
    own.answers = true
    own.says({ t: 'beat' })
    await hearsOf()
    expect(pulls).toEqual([['panel-1:1'], ['panel-1:2', 'panel-1:3', 'panel-1:4']])
  })

  test('brings on a thin line what happens within a second together', async () => {
    const own = await open(await hub.device('own'), { thin: true })
    const panel = await hub.device('panel')
    const began = performance.now()
    const records = async () => {
      panel.records(mark, people.aide)
      await panel.delivers()
    }
    const names: string[][] = []
    for (let n = 0; n < 3; n++) await records()
    while (names.flat().length < 3)
      names.push((await own.hears('pull')).pull.pages.flatMap((page) => namesIn(page.facts)))
    // The first page, and what came behind it.
    expect(names.length).toBeLessThanOrEqual(2)
    await records()
    await own.hears('pull')
    expect(performance.now() - began).toBeGreaterThan(900)
  })

  test('goes on from where a device says that it is', async () => {
    const own = await open(await hub.device('own'), { answersPulls: true })
    const panel = await hub.device('panel')
    own.says({ t: 'beat' })
    panel.records(mark, people.aide)
    await panel.delivers()
    const first = await own.hears('pull')
    own.says({ t: 'beat', cursors: {} })
    const again = await own.hears('pull')
    expect(again.pull.pages.flatMap((page) => namesIn(page.facts))).toContain('panel-1:1')
    expect(first.pull.pages).toHaveLength(1)
  })

  test('says no beat behind what a device answers by itself', async () => {
    const own = await open(await hub.device('own'), { answersPulls: true })
    const panel = await hub.device('panel')
    const pulls: string[][] = []
    for (let n = 0; n < 3; n++) {
      panel.records(mark, people.aide)
      await panel.delivers()
    }
    for (let n = 0; n < 2; n++) {
      own.says({ t: 'beat' })
      const { pull } = await own.hears('pull')
      pulls.push(pull.pages.flatMap((page) => namesIn(page.facts)))
      panel.records(mark, people.aide)
      await panel.delivers()
    }
    expect(pulls).toEqual([['panel-1:1', 'panel-1:2', 'panel-1:3'], ['panel-1:4']])
    expect(own.beats).toBe(0)
  })

  test('tells an office who joins it and not who joins a class, and the other way round', async () => {
    const [office, panel] = [await open(await hub.device('office')), await open(await hub.device('panel'))]
    const joins = (classId: ClassId, person: string, role: 'office' | 'pupil') =>
      hub.recorder.record([
        memberEnrolled({
          ...{ class: classId, person: id.person(person), name: person, picture: 'sun', role },
          ...{ number: 0, from: id.day('2026-09-08') },
        }),
      ])
    await joins(three, 'new-child', 'pupil')
    await joins(countyOffice, 'new-clerk', 'office')
    // Everybody hears of this one.
    const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const
    await hub.recorder.record([publisherKnown({ publisher: 'last', name: '人教社', key })])
    const heardBy = async (channel: Channel) => {
      for (let text = ''; ; ) {
        const { pull } = await channel.hears('pull')
        text += JSON.stringify(pull.pages.map((page) => unpackFacts(page.facts)))
        if (text.includes('人教社')) return ['new-child', 'new-clerk'].filter((one) => text.includes(one))
      }
    }
    expect([await heardBy(office), await heardBy(panel)]).toEqual([['new-clerk'], ['new-child']])
  })

  test('is closed when the database is away for a moment, and the hub goes on', async () => {
    const away = () => Promise.reject(new Error('the database is being restarted'))
    const other = createServer()
    const end = serveSockets({ ...hub, sessions: { ...hub.sessions, callerOf: away } }, other)
    await once(other.listen(0, '127.0.0.1'), 'listening')
    const channel = new Channel(new WebSocket(`ws://127.0.0.1:${(other.address() as AddressInfo).port}/api/sync/live`))
    await channel.hears('nonce')
    channel.says({ t: 'hello', authorization: 'Bearer any', cursors: {} })
    expect(await channel.closed).toBe(1011)
    end()
    other.close()
  })

  test('takes facts in and answers each batch by its number', async () => {
    const panel = await hub.device('panel')
    const channel = await open(panel)
    panel.records(mark, people.aide)
    channel.says({ t: 'facts', id: 7, facts: packFacts(panel.facts) })
    expect(await channel.hears('receipt')).toMatchObject({ id: 7, receipt: { upTo: 1, refused: [] } })
  })

  test('lets itself be heard while nothing happens', async () => {
    const channel = await open(await hub.device('panel'))
    expect(await channel.hears('beat')).toEqual({ t: 'beat' })
  })

  test('beats seldom on a thin line, and waits longer for a word', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const channels = openChannels(hub)
    const said: string[] = []
    const socket = Object.assign(new EventEmitter(), {
      ...{ OPEN: 1, readyState: 1, close: () => undefined },
      send: (text: string) => said.push(JSON.parse(text).t),
      terminate: () => said.push('given up'),
    })
    const says = (message: unknown) => void socket.emit('message', Buffer.from(JSON.stringify(message)))
    const heardIn = (seconds: number) => {
      said.length = 0
      for (let n = 0; n < seconds; n++) {
        hub.clock.now += 1_000
        vi.advanceTimersByTime(1_000)
      }
      return said
    }
    channels.accept(socket as unknown as LiveSocket) // as much of one as a channel uses
    says({ t: 'line', thin: true })
    expect(heardIn(16)).toEqual(['beat', 'beat', 'beat', 'beat'])
    says({ t: 'line', thin: false })
    expect(heardIn(3)).toEqual(['beat', 'beat', 'beat'])
    says({ t: 'line', thin: true })
    expect(heardIn(20)).not.toContain('given up')
    expect(heardIn(1)).toEqual(['given up'])
    channels.end()
    vi.useRealTimers()
  })

  test('is not for who does not prove itself, or speaks before it has', async () => {
    const panel = await hub.device('panel')
    const forged = connect()
    await forged.hears('nonce')
    forged.says({ t: 'hello', authorization: await panel.proof('mine'), cursors: {} })
    const hasty = connect()
    await hasty.hears('nonce')
    hasty.says({ t: 'facts', id: 1, facts: packFacts([]) })
    expect([await forged.closed, await hasty.closed]).toEqual([4401, 4401])
  })

  test('ends for a device that is revoked, before it hears anything more', async () => {
    const own = await hub.device('own')
    const channel = await open(own)
    await hub.db.updateTable('device').set({ revoked: 1 }).where('device', '=', own.id).execute()
    const panel = await hub.device('panel')
    panel.records(mark, people.aide)
    await panel.delivers()
    expect(await channel.closed).toBe(4403)

    const again = connect()
    const { nonce } = await again.hears('nonce')
    again.says({ t: 'hello', authorization: await own.proof(nonce), cursors: {} })
    expect(await again.closed).toBe(4403)
  })

  test.each(['hello', '{"t":"shout"}', '{"t":"facts","id":0,"facts":""}'])('ends when it hears %s', async (text) => {
    const channel = await open(await hub.device('panel'))
    channel.socket.send(text)
    expect(await channel.closed).toBe(1008)
  })

  test('takes no other device’s facts', async () => {
    const channel = await open(await hub.device('panel'))
    const other = await hub.device('panel', 'panel-2')
    other.records(mark, people.aide)
    channel.says({ t: 'facts', id: 1, facts: packFacts(other.facts) })
    expect(await channel.closed).toBe(1008)
    expect(await hub.db.selectFrom('fact').select('seq').where('device', '=', other.id).execute()).toEqual([])
  })

  test('is at its own address only', async () => {
    const stray = connect('/api/sync/other')
    const [error] = await once(stray.socket, 'error')
    expect(String(error)).toContain('socket hang up')
  })
})
