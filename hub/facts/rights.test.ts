import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bodiesOf } from '../../core/facts/any-body.fixture.ts'
import { packFacts } from '../../core/facts/batch.ts'
import { kinds } from '../../core/facts/catalogue.ts'
import type { Draft } from '../../core/facts/fact.ts'
import type { PersonId } from '../../core/facts/ids.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { roles } from '../../core/people/roles.ts'
import { FromHub } from '../../core/sync/live-messages.ts'
import { Pull, Receipt } from '../../core/sync/messages.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { mayRecord } from '../../test/simulation/rights.ts'
import { openApp } from '../http/app.ts'
import { serveSockets } from '../http/sockets.ts'

/** Who may record what, asked of a hub from outside, by both ways in; against a table that was written down by hand. */

let hub: TestHub
let server: Server
let endLive: () => void
beforeAll(async () => {
  hub = await openSmallCounty()
  await hub.recorder.record(adultsDevices())
  await theRestIsThere()
  server = createServer(getRequestListener(openApp(hub).fetch))
  endLive = serveSockets(hub, server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  endLive()
  server.closeAllConnections()
  server.close()
  await hub.close()
})

/** Somebody of each role. */
const actors: Readonly<Record<string, PersonId | ''>> = {
  pupil: people.ann,
  assistant: people.aide,
  teacher: people.teacher,
  host: people.host,
  office: people.clerk,
  device: '',
}

/** A device of one's own for each of them, beside the teacher's. */
function adultsDevices(): Draft[] {
  return Object.entries(actors).flatMap(([role, person]) =>
    person === '' || role === 'teacher'
      ? []
      : placeDescribed({ place: id.place(`own-${role}`), kind: 'own', title: role, classes: [three], person }),
  )
}

/** Some homework of class three, a lesson that is taught live, and a lecture, so that nothing has to wait for them. */
async function theRestIsThere(): Promise<void> {
  const studio = await hub.device('studio', 'setting')
  studio.records(draft('homework.set', 'studio'), people.host)
  studio.records(draft('room.opened', 'studio'), people.host)
  studio.records(draft('lecture.published', 'studio'), people.host)
  await studio.delivers()
}

const placeOf = (kind: string, role: string) => {
  if (kind === 'projector') return 'panel'
  return kind === 'own' && role !== 'teacher' && role !== 'device' ? `own-${role}` : kind
}

/** A fact of a kind about class three, its pupil ann, its first lesson today and this place. */
function draft(kind: string, place: string): Draft {
  const [sample = {}] = fc.sample(bodiesOf(kind), { numRuns: 1, seed: 7 })
  const about: Record<string, unknown> = {
    class: three,
    lesson: 'three.20260908.1',
    room: 'three.20260908.1',
    pupil: people.ann,
    pupils: [people.ann],
    place,
    assignment: 'a1',
    over: [],
  }
  const known = Object.entries(about).filter(([field]) => field in sample)
  return { kind, body: { ...sample, ...Object.fromEntries(known) } }
}

type Send = (device: TestDevice) => Promise<Receipt>

const byHttp: Send = async (device) => {
  const response = await ask('/api/sync/facts', { method: 'POST', body: packFacts(device.facts) }, device)
  return v.parse(Receipt, await response.json())
}

async function ask(path: string, init: RequestInit, as: TestDevice): Promise<Response> {
  const { port } = server.address() as AddressInfo // it listens on a port
  return fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { Authorization: await as.bearer() } })
}

const bySocket: Send = async (device) => {
  const { port } = server.address() as AddressInfo // it listens on a port
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/sync/live`)
  let said = false
  const heard = new Promise<Receipt>((resolve, reject) => {
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('message', async (data) => {
      const message = v.parse(FromHub, JSON.parse(String(data)))
      if (message.t === 'nonce') {
        socket.send(JSON.stringify({ t: 'hello', authorization: await device.proof(message.nonce), cursors: {} }))
      } else if (message.t === 'pull' && !said) {
        said = true
        socket.send(JSON.stringify({ t: 'facts', id: 1, facts: packFacts(device.facts) }))
      }
      if (message.t === 'receipt') resolve(message.receipt)
    })
  })
  try {
    return await heard
  } finally {
    socket.close()
  }
}

describe.each([
  ['HTTP', byHttp],
  ['the live channel', bySocket],
])('by %s', (way, send) => {
  test('a hub takes what somebody may record at a place, and nothing else', async () => {
    const [taken, promised] = [new Set<string>(), new Set<string>()]
    for (const place of ['projector', 'tablet', 'own', 'studio', 'office']) {
      for (const [role, by] of Object.entries(actors)) {
        const device = await hub.device(placeOf(place, role), `${place}-${role}-${way === 'HTTP' ? 'h' : 'l'}`)
        const asked = kinds.map(({ name }) => name)
        for (const kind of asked) device.records(draft(kind, placeOf(place, role)), by)
        const receipt = await send(device)
        expect(receipt, `${place} ${role}`).toMatchObject({ upTo: asked.length, parked: [] })
        const refused = new Set(receipt.refused.map(({ seq }) => seq))
        for (const [n, kind] of asked.entries()) {
          if (!refused.has(n + 1)) taken.add(`${kind} ${place}:${role}`)
          if (mayRecord[kind]?.includes(`${place}:${role}`)) promised.add(`${kind} ${place}:${role}`)
        }
      }
    }
    expect([...taken].sort()).toEqual([...promised].sort())
    expect(taken.size).toBeGreaterThan(50)
  })

  test('a tablet that says a teacher acted is refused, each time', async () => {
    const tablet = await hub.device('tablet', `claiming-${way === 'HTTP' ? 'h' : 'l'}`)
    const asked = kinds.filter(({ name }) => mayRecord[name]?.some((right) => right.endsWith(':teacher')))
    for (const { name } of asked) tablet.records(draft(name, 'tablet'), people.teacher)
    expect((await send(tablet)).refused).toHaveLength(asked.length)
  })

  test('another school’s device is refused whatever it says of this one’s children', async () => {
    const far = await hub.device('far-panel', `far-${way === 'HTTP' ? 'h' : 'l'}`)
    const asked = kinds.filter(({ name }) => mayRecord[name]?.some((right) => right.startsWith('projector:')))
    const about = asked.filter(({ name }) => !('place' in (draft(name, 'panel').body as object)))
    for (const by of [people.aide, people.teacher, people.ann, ''] as const)
      for (const { name } of about) far.records(draft(name, 'far-panel'), by)
    expect((await send(far)).refused).toHaveLength(far.facts.length)
  })
})

describe('another school’s children', () => {
  test('are told to nobody who asks for their class by its name', async () => {
    const far = await hub.device('far-panel', 'far-asking')
    const cursors = new URLSearchParams({ 'class:three': '', 'place:panel': '', 'class:county': '' })
    const pull = v.parse(Pull, await (await ask(`/api/sync/facts?${cursors}`, {}, far)).json())
    expect(pull.scopes).not.toContain('class:three')
    expect(pull.pages.map((page) => page.scope).filter((scope) => !pull.scopes.some((one) => one === scope))).toEqual(
      [],
    )
    expect(JSON.stringify(pull)).not.toContain(people.ann)
  })

  test('stay unseen by who has stolen another device’s token only as long as it is good: a quarter of an hour', async () => {
    const panel = await hub.device('panel', 'stolen-from')
    const token = await panel.bearer()
    const { port } = server.address() as AddressInfo // it listens on a port
    const pull = () => fetch(`http://127.0.0.1:${port}/api/sync/facts`, { headers: { Authorization: token } })
    expect((await pull()).status).toBe(200)
    hub.clock.now += 15 * 60_000 + 1
    expect((await pull()).status).toBe(401)
  })

  test('cannot be spoken of under a stolen token in another device’s name', async () => {
    const [panel, far] = [await hub.device('panel', 'spoken-for'), await hub.device('far-panel', 'speaking')]
    panel.records(draft('attendance.marked', 'panel'), people.aide)
    const response = await ask('/api/sync/facts', { method: 'POST', body: packFacts(panel.facts) }, far)
    expect([
      response.status,
      await hub.db.selectFrom('fact').select('seq').where('device', '=', panel.id).execute(),
    ]).toEqual([403, []])
  })
})

test('every role is walked', () => {
  expect([...Object.keys(actors), 'hub'].sort()).toEqual([...roles].sort())
})
