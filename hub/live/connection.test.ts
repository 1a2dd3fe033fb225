import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LessonId } from '../../core/facts/ids.ts'
import { floorGiven } from '../../core/facts/kinds/floor-given.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { pageShown } from '../../core/facts/kinds/page-shown.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import type { FromRoom, Member } from '../../core/live/room-messages.ts'
import { writeChunk } from '../../core/sound/chunk.ts'
import { four, id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { pull } from '../facts/pull.ts'
import { revokeDevice } from '../people/devices.ts'
import type { RoomSocket } from './connection.ts'
import { type Connections, openConnections } from './connections.ts'

const room = id.lesson('three.20260908.1')
const ofFour = id.lesson('four.20260908.1')

let hub: TestHub
let connections: Connections
let studio: TestDevice
let panel: TestDevice
let far: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  const host = { name: 'host', picture: 'sun', role: 'host' as const, number: 0, from: id.day('2026-08-31') }
  await hub.recorder.record([memberEnrolled({ class: four, person: people.host, ...host })])
  connections = openConnections(hub)
  studio = await hub.device('studio')
  panel = await hub.device('panel')
  far = await hub.device('far-panel')
})
afterEach(async () => {
  connections.end()
  await hub.close()
})

async function opens(...lessons: LessonId[]): Promise<void> {
  for (const lesson of lessons) studio.records(roomOpened({ room, lesson }), people.host)
  await studio.delivers()
}

/** The host gives the floor to a class, or takes it back. */
async function givesFloor(lesson?: LessonId): Promise<void> {
  studio.records(floorGiven({ room, ...(lesson && { lesson }) }), people.host)
  await studio.delivers()
}

/** A socket of which a connection sees as much as of a real one. */
class Socket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  code: number | undefined
  here: Member[] = []
  you = -1
  signals: number[][] = []
  readonly texts: FromRoom[] = []

  send = (data: unknown) => {
    if (data instanceof Uint8Array) this.signals.push([...data])
    else {
      const message = JSON.parse(String(data)) as FromRoom
      this.texts.push(message)
      if (message.t === 'here') [this.here, this.you] = [message.members, message.you]
    }
    this.emit('heard')
  }
  close = (code?: number) => {
    this.code ??= code
    this.readyState = 3
    this.emit('close')
    this.emit('heard')
  }
  terminate = () => this.close(1006)

  says(message: unknown): void {
    this.emit('message', Buffer.from(JSON.stringify(message)), false)
  }
  sends(...bytes: number[]): void {
    this.emit('message', Buffer.from(bytes), true)
  }
  async until(is: () => boolean): Promise<this> {
    while (!is() && this.readyState === this.OPEN) await new Promise((resolve) => this.once('heard', resolve))
    return this
  }
}

/** @param thin as it says of its line */
async function enters(device: TestDevice, name = room, thin = false): Promise<Socket> {
  const socket = new Socket()
  connections.accept(name, socket as unknown as RoomSocket) // as much of one as a connection uses
  socket.says({ t: 'hello', authorization: await device.bearer(), thin })
  return socket.until(() => socket.here.length > 0)
}

/** Sound of either track: its sort, the chunk's version, and whose it is. */
const [hostSound, floorSound] = [
  [3, 1, 0, 9],
  [3, 1, 1, 9],
]

/** Two packets of 60 ms. */
const packets = (at: number) => [0, 60].map((later) => ({ at: at + later, bytes: Uint8Array.of(0x58, 1) }))

test('from whom pictures come is said to everybody, whoever came first, and when they end', async () => {
  await opens(room)
  const early = await enters(panel)
  hub.rooms.pictures(room, [studio.id])
  const host = await enters(studio)
  const late = await enters(await hub.device('tablet'))
  const shows = ({ here }: Socket) => here.filter(({ picture }) => picture).map(({ device }) => device)
  for (const socket of [early, host, late]) await socket.until(() => shows(socket).join() === studio.id)
  hub.rooms.pictures(room, [])
  for (const socket of [early, host, late]) await socket.until(() => shows(socket).length === 0)
})

test('whose voice comes late is said to all who hear it, the speaker too, and not to who has the board alone', async () => {
  await opens(room, ofFour)
  const [host, one, thin] = [await enters(studio), await enters(panel), await enters(far, room, true)]
  host.says({ t: 'standing', standing: { rung: 5, mic: true } })
  await one.until(() => one.here.some(({ standing }) => standing?.mic === true))
  const late = ({ texts }: Socket) => texts.flatMap((text) => (text.t === 'beat' && text.late ? [text.late] : []))
  host.sends(3, ...writeChunk({ track: 0, number: 0, packets: packets(0) }))
  for (const socket of [host, one]) {
    await socket.until(() => late(socket).length > 0)
    expect(late(socket)[0]).toEqual([host.you])
  }
  expect(late(thin)).toEqual([])
  // Who switches the microphone off is silent, not late.
  host.says({ t: 'standing', standing: { rung: 5, mic: false } })
  await one.until(() => one.here.some(({ standing }) => standing?.mic === false))
  one.says({ t: 'got', bytes: 0, at: 7 })
  await one.until(() => one.texts.some((text) => text.t === 'beat' && text.at === 7))
  expect(one.texts.find((text) => text.t === 'beat' && text.at === 7)).toEqual({ t: 'beat', at: 7 })
})

test('to who says that its line is slow signals come together, four times a second, and sound before ink only as it was sent', async () => {
  await opens(room, ofFour)
  const [host, slow, quick] = [await enters(studio), await enters(panel), await enters(far)]
  slow.says({ t: 'got', bytes: 0, slow: true, at: 1 })
  await slow.until(() => slow.texts.some((text) => text.t === 'beat'))
  for (const byte of [7, 8, 9]) host.sends(1, byte)
  host.sends(2, 5)
  await quick.until(() => quick.signals.length === 4)
  expect(slow.signals).toEqual([])
  await slow.until(() => slow.signals.length > 0)
  const { you } = host
  const each = [
    [you, 1, 7],
    [you, 1, 8],
    [you, 1, 9],
    [you, 2, 5],
  ]
  expect(slow.signals).toEqual([[0, 5, ...each.flatMap((signal) => [0, 3, ...signal])]])
  // It has got as much as was sent.
  slow.says({ t: 'got', bytes: 22, at: 2 })
  await slow.until(() => slow.texts.some((text) => text.t === 'beat' && text.at === 2))
  host.sends(1, 6)
  await slow.until(() => slow.signals.length > 1)
  expect(slow.signals[1]).toEqual([you, 1, 6])
})

test('a still of a classroom goes to the host who wants it, to nobody else and from nobody else', async () => {
  await opens(room, ofFour)
  await givesFloor(room)
  const [host, one, other] = [await enters(studio), await enters(panel), await enters(far)]
  const standing = async (by: Socket, said: object) => {
    by.says({ t: 'standing', standing: said })
    await host.until(() =>
      host.here.some(({ n, standing }) => n === by.you && JSON.stringify(standing) === JSON.stringify(said)),
    )
  }
  one.sends(4, 1)
  await standing(host, { rung: 5, sees: [one.you] })
  one.sends(4, 2)
  other.sends(4, 3)
  one.sends(4, ...Array.from({ length: 6_001 }, () => 7))
  one.sends(...floorSound)
  await host.until(() => host.signals.length === 2)
  expect(host.signals).toEqual([
    [one.you, 4, 2],
    [one.you, ...floorSound],
  ])
  expect(other.signals).toEqual([[one.you, ...floorSound]])
})

test('stills are given up before sound is', async () => {
  await opens(room)
  await givesFloor(room)
  const [host, one] = [await enters(studio), await enters(panel)]
  host.says({ t: 'standing', standing: { rung: 5, sees: [one.you] } })
  await one.until(() => one.here.some(({ standing }) => standing?.sees))
  const sent = (sort: number, bytes: number) => one.sends(sort, 1, 1, ...Array.from({ length: bytes - 3 }, () => 0))
  const sorts = () => host.signals.map(([, sort]) => sort)
  // The host says nothing of having heard any: that much is on its way to it.
  for (let n = 0; n < 4; n++) sent(3, 1_400)
  sent(4, 1_400)
  sent(3, 1_400)
  await host.until(() => sorts().length === 5)
  expect(sorts()).toEqual([3, 3, 3, 3, 3])
  host.says({ t: 'got', bytes: host.signals.flat().length })
  sent(4, 1_400)
  await host.until(() => sorts().length === 6)
  expect(sorts().at(-1)).toBe(4)
})

describe('who may come into a live room', () => {
  test('is who has a class in it, from when the host has opened it', async () => {
    expect((await enters(panel)).code).toBe(4404)
    await opens(room)
    expect((await enters(panel)).here).toMatchObject([
      { title: 'panel', kind: 'projector', lessons: [room], host: false },
    ])
    expect((await enters(far)).code).toBe(4404)
    await opens(ofFour)
    expect((await enters(far)).here.map(({ title }) => title)).toEqual(['panel', 'far-panel'])
  })

  test('is nobody without a proof, and no device that was taken back', async () => {
    await opens(room)
    const socket = new Socket()
    connections.accept(room, socket as unknown as RoomSocket) // as above
    socket.says({ t: 'hello', authorization: 'Bearer nonsense' })
    expect((await socket.until(() => false)).code).toBe(4401)
    await revokeDevice(hub.db, panel.id, hub.now())
    expect((await enters(panel)).code).toBe(4403)
  })

  test('is told of the others, and the others of it, and that it has left', async () => {
    await opens(room, ofFour)
    const [one, two] = [await enters(panel), await enters(studio)]
    await one.until(() => one.here.length === 2)
    expect(one.here).toEqual(two.here)
    expect(one.here.map(({ n, title, host }) => [n, title, host])).toEqual([
      [0, 'panel', false],
      [1, 'studio', true],
    ])
    two.says({ t: 'standing', standing: { rung: 3 } })
    await one.until(() => one.here[1]?.standing?.rung === 3)
    two.close()
    await one.until(() => one.here.length === 1)
    expect(one.here.map(({ title }) => title)).toEqual(['panel'])
  })
})

describe('signals', () => {
  test('go to all others with the number of who sent them; ink only from the host', async () => {
    await opens(room, ofFour)
    await givesFloor(room)
    const [host, one, two] = [await enters(studio), await enters(panel), await enters(far)]
    host.sends(1, 7, 7)
    expect([one.signals, two.signals, host.signals]).toEqual([[[0, 1, 7, 7]], [[0, 1, 7, 7]], []])
    one.sends(1, 8)
    one.sends(...floorSound)
    expect([host.signals, two.signals.slice(1)]).toEqual([[[1, ...floorSound]], [[1, ...floorSound]]])
  })

  test('of sound are heard from the host, and from the class that has the floor for as long as it has it, as nobody else', async () => {
    await opens(room, ofFour)
    const [host, one, two] = [await enters(studio), await enters(panel), await enters(far)]
    const tries = () => {
      for (const each of [one, two])
        for (const sound of [hostSound, floorSound, [3, 1, 2, 9], [3]]) each.sends(...sound)
      host.sends(...floorSound)
      return [one, two].flatMap((each) => each.signals.splice(0))
    }
    expect(tries()).toEqual([])
    await givesFloor(ofFour)
    await vi.waitFor(() => expect(tries()).toEqual([[two.you, ...floorSound]]))
    await givesFloor(room)
    await vi.waitFor(() => expect(tries()).toEqual([[one.you, ...floorSound]]))
    await givesFloor()
    await vi.waitFor(() => expect(tries()).toEqual([]))
    host.sends(...hostSound)
    expect(two.signals).toEqual([[host.you, ...hostSound]])
  })

  test('that a member has put together, or of a sort that is none, go to nobody: each in them would say who sent it', async () => {
    await opens(room, ofFour)
    const [host, one, two] = [await enters(studio), await enters(panel), await enters(far)]
    one.sends(5, 0, 5, host.you, ...hostSound)
    for (const sort of [0, 6, 255]) one.sends(sort, 1)
    host.sends(1, 7)
    await two.until(() => two.signals.length > 0)
    expect(two.signals).toEqual([[host.you, 1, 7]])
  })

  test('that are sound or ink are not for who has the board alone: the facts have the ink, too', async () => {
    await opens(room, ofFour)
    const [host, one, two] = [await enters(studio), await enters(panel), await enters(far)]
    const stands = (rung: number) => {
      one.says({ t: 'standing', standing: { rung } })
      return host.until(() => host.here.some(({ n, standing }) => n === one.you && standing?.rung === rung))
    }
    await stands(1)
    host.sends(...hostSound)
    host.sends(1, 7)
    expect(one.signals).toEqual([])
    expect(two.signals).toHaveLength(2)
    // Gone for a moment, and back on the line that it had.
    await stands(0)
    host.sends(...hostSound)
    expect(one.signals).toEqual([])
    await stands(3)
    host.sends(...hostSound, 10)
    expect(one.signals).toEqual([[0, ...hostSound, 10]])
  })

  test('of a second host are those of no host, until the first has gone', async () => {
    await opens(room)
    const other = await hub.device('studio', 'studio-2')
    const [first, second, one] = [await enters(studio), await enters(other), await enters(panel)]
    second.sends(1, 7)
    expect(one.signals).toEqual([])
    first.close()
    await one.until(() => one.here.find(({ host }) => host)?.n === second.you)
    second.sends(1, 7)
    expect(one.signals).toEqual([[second.you, 1, 7]])
  })

  test('of sound are dropped for who does not hear them in time, and ink is not', async () => {
    await opens(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    const sound = [3, ...new Array<number>(999).fill(0)]
    for (let n = 0; n < 60; n++) host.sends(...sound)
    const heard = one.signals.length
    expect(heard).toBeLessThan(30)
    host.sends(1, 7)
    expect(one.signals).toHaveLength(heard + 1)
    one.says({ t: 'got', bytes: one.signals.reduce((sum, signal) => sum + signal.length, 0) })
    host.sends(...sound)
    expect(one.signals).toHaveLength(heard + 2)
  })

  test('of a pointer are few on a line that carries the board alone', async () => {
    await opens(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    one.says({ t: 'standing', standing: { rung: 1 } })
    await host.until(() => host.here.some(({ standing }) => standing?.rung === 1))
    const pointed = [2, ...new Array<number>(19).fill(0)]
    for (let n = 0; n < 50; n++) host.sends(...pointed)
    expect(one.signals).toHaveLength(3)
    one.says({ t: 'got', bytes: 63 })
    host.sends(...pointed)
    expect(one.signals).toHaveLength(4)
  })

  test('of sound from just now are given to who comes in, as one, and not those of who has gone', async () => {
    await opens(room, ofFour)
    await givesFloor(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    const said = [0, 1, 2].map((n) => writeChunk({ track: 0, number: n * 2, packets: packets(n * 120) }))
    for (const chunk of said) host.sends(3, ...chunk)
    one.sends(3, ...writeChunk({ track: 1, number: 9, packets: packets(40_000) }))
    const late = await enters(far)
    const all = writeChunk({ track: 0, number: 0, packets: [0, 120, 240].flatMap(packets) })
    expect(late.signals).toContainEqual([host.you, 3, ...all])
    expect(late.signals).toHaveLength(2)
    one.close()
    late.close()
    const again = await enters(far)
    expect(again.signals).toEqual([[host.you, 3, ...all]])
    again.close()
    expect((await enters(far, room, true)).signals).toEqual([])
  })

  test('of sound from just now are given to who had the board alone, and has sound again', async () => {
    await opens(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    const stands = (rung: number) => {
      one.says({ t: 'standing', standing: { rung } })
      return host.until(() => host.here.some(({ n, standing }) => n === one.you && standing?.rung === rung))
    }
    await stands(1)
    const said = writeChunk({ track: 0, number: 0, packets: packets(120) })
    host.sends(3, ...said)
    await stands(3)
    await stands(4)
    expect(one.signals).toEqual([[host.you, 3, ...said]])
  })

  test('of one who sends without end do not reach the others without end', async () => {
    await opens(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    for (let n = 0; n < 5_000; n++) host.sends(...hostSound)
    expect(one.signals.length).toBeLessThan(500)
    expect(one.signals.length).toBeGreaterThan(50)
  })

  test('and who changes how it stands without end does not fill the lines of the others with it', async () => {
    await opens(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    const told = () => host.texts.filter(({ t }) => t === 'here').length
    const before = told()
    for (let n = 0; n < 200; n++) one.says({ t: 'standing', standing: { rung: 3, mic: n % 2 === 0 } })
    one.says({ t: 'standing', standing: { rung: 5 } })
    await host.until(() => host.here.some(({ standing }) => standing?.rung === 5))
    expect(told() - before).toBeLessThan(10)
    expect([host.code, one.code]).toEqual([undefined, undefined])
  })

  test('of who has only just come are said behind who that is', async () => {
    await opens(room)
    const one = await enters(panel)
    const host = await enters(studio)
    host.sends(1, 7)
    expect(one.signals).toEqual([[host.you, 1, 7]])
    expect(one.here.find(({ n }) => n === host.you)?.device).toBe(studio.id)
  })

  test('and words without end close the line of who says them, and no other', async () => {
    await opens(room)
    const [host, one] = [await enters(studio), await enters(panel)]
    for (let n = 0; n < 1_000; n++) one.says({ t: 'got', bytes: 0, at: n })
    expect([host.code, one.code]).toEqual([undefined, 1013])
  })

  test('that are anything at all, and words that are, harm nobody', async () => {
    await opens(room)
    const host = await enters(studio)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.json()), { maxLength: 20 }),
        async (all) => {
          const one = await enters(panel)
          for (const each of all) one.emit('message', Buffer.from(each as string), typeof each !== 'string') // a text or bytes
          one.close()
          expect(host.readyState).toBe(host.OPEN)
        },
      ),
      { numRuns: 25 },
    )
  })
})

test('one device does not take all the places of a room', async () => {
  await opens(room)
  const host = await enters(studio)
  const all = []
  for (let n = 0; n < 6; n++) all.push(await enters(panel))
  expect(all.map(({ code }) => code)).toEqual([1013, 1013, undefined, undefined, undefined, undefined])
  await host.until(() => host.here.length === 5)
  all[0]?.emit('close') // it has left before
  expect((await enters(await hub.device('tablet'))).here).toHaveLength(6)
})

test('a silent member is taken for gone', async () => {
  await opens(room)
  const one = await enters(panel)
  hub.clock.now += 10_000
  await one.until(() => false)
  expect(one.code).toBe(1006)
})

test('a device that was taken back in mid-lesson, or moved, is sent away, and the others stay', async () => {
  await opens(room)
  const [host, one, tablet] = [await enters(studio), await enters(panel), await enters(await hub.device('tablet'))]
  await connections.review()
  expect([host, one, tablet].map(({ code }) => code)).toEqual([undefined, undefined, undefined])
  await revokeDevice(hub.db, panel.id, hub.now())
  await hub.db.updateTable('device').set({ place: 'far-panel' }).where('device', '=', 'tablet-1').execute()
  await connections.review()
  expect([host, one, tablet].map(({ code }) => code)).toEqual([undefined, 4403, 4404])
})

test('places whose classes are taught in a room follow what happens there, on its day and the next', async () => {
  studio.records(roomOpened({ room, lesson: room }), people.host)
  studio.records(pageShown({ room, page: pageRef('blank', 0) }), people.host)
  await opens(ofFour)
  const told = async () => {
    const answer = await pull(hub.db, far.id, {}, hub.now())
    return answer.pages.find(({ scope }) => scope === `live:${room}`)?.facts ?? ''
  }
  expect(await told()).toContain('page.shown')
  hub.clock.now += 2 * 24 * 3_600_000
  expect(await told()).toBe('')
})
