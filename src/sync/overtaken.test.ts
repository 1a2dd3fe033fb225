import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { socketsOf } from '../../test/hubs/sockets-of.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { type LiveChannel, liveChannel } from './live-channel.ts'
import { locksOfOneBrowser } from './locks.fixture.ts'

/** A socket on which what comes may be held up. */
class Held extends WebSocket {
  static isHeld = false
  static held: (() => void)[] = []
  static release(): void {
    Held.isHeld = false
    for (const go of Held.held.splice(0)) go()
  }
  override emit(event: string | symbol, ...given: unknown[]): boolean {
    if (event !== 'message' || !Held.isHeld) return super.emit(event, ...given)
    Held.held.push(() => super.emit(event, ...given))
    return true
  }
}

let hub: TestHub
let sockets: Awaited<ReturnType<typeof socketsOf>>
let own: PlaceStore
let panel: TestDevice
let channel: LiveChannel
const heard: boolean[] = []
beforeEach(async () => {
  hub = await openSmallCounty()
  sockets = await socketsOf(hub)
  own = await openPlace(hub, 'own')
  panel = await hub.device('panel')
  vi.stubGlobal('location', { protocol: 'http:', host: sockets.host })
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('navigator', { onLine: true, locks: locksOfOneBrowser() })
  vi.stubGlobal('WebSocket', Held)
  heard.length = 0
  channel = liveChannel(own.store, 'own', (all) => void heard.push(all))
  await vi.waitUntil(() => channel.isOpen(), { interval: 5 })
})
afterEach(async () => {
  Held.release()
  channel.stop()
  sockets.close()
  vi.unstubAllGlobals()
  await hub.close()
})

async function marks(): Promise<void> {
  const lesson = id.lesson('three.20260908.1')
  panel.records(attendanceMarked({ lesson, pupil: people.ann, status: 'present' }), people.aide)
  await panel.delivers()
}

const held = async () => (await own.store.db.facts.toArray()).filter(({ device }) => device === panel.id).length

test('a channel that HTTP has overtaken goes on from there, and nothing more is asked for by HTTP', async () => {
  Held.isHeld = true
  await marks()
  await vi.waitUntil(() => Held.held.length > 0, { interval: 5 })
  await marks()
  await own.receives()
  expect(await held()).toBe(2)
  Held.release()
  await marks()
  await vi.waitUntil(async () => (await held()) === 3, { interval: 5, timeout: 4_000 })
  expect(heard).not.toContain(false)
})
