import type { WebSocket } from 'ws'
import type { DeviceId, LessonId } from '../../core/facts/ids.ts'
import { liveScope } from '../../core/facts/scope.ts'
import { type FromRoom, isThin, longestSignal, signalSorts } from '../../core/live/room-messages.ts'
import { heartbeatOf } from '../../core/sync/heartbeat.ts'
import { placeOf } from '../facts/pull.ts'
import { roomsOf, scopesAt } from '../facts/scopes-at.ts'
import type { Hub } from '../hub.ts'
import { isRevoked } from '../people/devices.ts'
import type { Caller } from '../people/sessions.ts'
import { Allowance } from './allowance.ts'
import { noteFloor } from './floor.ts'
import { Gathered } from './gathered.ts'
import { InFlight, type Wanted } from './in-flight.ts'
import { bytesOf, readMessage } from './read-message.ts'
import { mayHost, placeInRoom } from './rights.ts'
import type { Guest, Present } from './room.ts'

/**
 * How long a member may keep silent before it is taken for gone, usually and on a thin line, ms: it says how much it has heard each second
 * at least, or as seldom as the hub beats.
 */
const patience = { usual: 6_000, thin: 20_000 }

/** As much of a WebSocket as a connection needs. */
export type RoomSocket = Pick<WebSocket, 'on' | 'send' | 'close' | 'terminate' | 'readyState' | 'OPEN'>

/** One device's connection to a live room. `docs/formats/live-room.md` describes the messages. */
export class Connection {
  #present: Present | undefined
  /** Who came in, and from which place. */
  #who: { device: DeviceId; place: string } | undefined
  #lastHeard: number
  #lastSaid = 0
  #lastBeat = 0
  #arriving = false
  /** Its line carries the board and no sound. */
  #isThin = false
  /** There and back takes long there. */
  #isSlow = false
  readonly #flight: InFlight
  readonly #gathered = new Gathered((bytes) => this.#put(bytes))
  readonly #allowance = new Allowance()
  readonly #words = new Allowance()

  constructor(
    private readonly hub: Hub,
    readonly room: LessonId,
    private readonly socket: RoomSocket,
  ) {
    this.#lastHeard = hub.now()
    this.#flight = new InFlight()
    socket.on('message', (data, isBinary) => {
      // Who is sent away may go on talking.
      if (socket.readyState !== socket.OPEN) return
      this.#lastHeard = hub.now()
      if (isBinary) return this.#signal(bytesOf(data))
      this.#message(String(data)).catch((error: unknown) => {
        console.error('room:', error)
        socket.close(1011)
      })
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      this.#gathered.end()
      this.#present?.leave()
    })
    this.#say({ t: 'nonce', nonce: hub.sessions.nonce(hub.now()) })
  }

  beat(): void {
    const now = this.hub.now()
    const { beat } = heartbeatOf(this.#isThin)
    if (now - this.#lastHeard > patience[this.#isThin ? 'thin' : 'usual']) this.socket.terminate()
    else if (now - this.#lastSaid >= beat || (now - this.#lastBeat >= beat && this.#late().length > 0)) this.#beat()
  }

  /** @param at of the question that it answers */
  #beat(at?: number): void {
    const late = this.#late()
    this.#lastBeat = this.hub.now()
    this.#say({ t: 'beat', ...(at !== undefined && { at }), ...(late.length > 0 && { late: [...late] }) })
  }

  /** Whose voice comes late. Who does not hear any is not told. */
  #late(): readonly number[] {
    return this.#isThin ? [] : (this.#present?.late() ?? [])
  }

  /** Whoever came in and may no longer be there is sent away: a device that was taken back, or moved. */
  async review(): Promise<void> {
    if (!this.#who) return
    const { device, place } = this.#who
    if ((await placeInRoom(this.hub, device, this.room))?.place === place) return
    if (await isRevoked(this.hub.db, device)) this.socket.close(4403, 'revoked')
    else this.socket.close(4404, 'no-such-room')
  }

  close(): void {
    this.socket.close(1001)
  }

  async #message(text: string): Promise<void> {
    if (!this.#words.take(text.length, this.hub.now())) return this.socket.close(1013, 'too-often')
    const message = readMessage(text)
    if (!message) return this.socket.close(1008, 'malformed')
    if (message.t === 'hello') {
      this.#isThin = message.thin === true
      return this.#hello(message.authorization)
    }
    if (!this.#present) return
    if (message.t === 'got') {
      this.#flight.got(message.bytes)
      this.#isSlow = message.slow === true
      if (message.at !== undefined) this.#beat(message.at)
    } else {
      this.#isThin = isThin(message.standing, this.#isThin)
      this.#present.standing(message.standing)
    }
  }

  async #hello(authorization: string): Promise<void> {
    if (this.#arriving || this.#present) return this.socket.close(1008, 'hello twice')
    this.#arriving = true
    const caller = await this.hub.sessions.callerOf(authorization, this.hub.now())
    this.#arriving = false
    if (!caller) return this.socket.close(4401, 'prove-yourself')
    if (caller.revoked) return this.socket.close(4403, 'revoked')
    if (this.hub.pace.wait(caller.device, this.hub.now()) > 0) return this.socket.close(1013, 'too-often')
    const guest = await this.#guest(caller)
    if (!guest) return this.socket.close(4404, 'no-such-room')
    await noteFloor(this.hub, this.room)
    if (this.socket.readyState !== this.socket.OPEN) return
    this.#present = this.hub.rooms.enter(this.room, guest)
    if (this.#present) this.#who = caller
    else this.socket.close(4409, 'full')
  }

  /** Who may come in: whose place follows the room. */
  async #guest({ device, place: placeId }: Caller): Promise<Guest | undefined> {
    const place = await placeOf(this.hub.db, placeId)
    const scopes = await scopesAt(this.hub.db, place, this.hub.now())
    if (place.kind === 'office' || !scopes.includes(liveScope(this.room))) return undefined
    const rows = await roomsOf(this.hub.db, place, this.hub.now())
    const theirs = rows.filter(({ state }) => state.room === this.room)
    return {
      device,
      title: place.title,
      kind: place.kind,
      lessons: theirs.map(({ lesson }) => lesson),
      classes: place.kind === 'studio' ? [] : place.classes,
      mayHost: mayHost(
        place,
        theirs.map(({ state }) => state),
      ),
      say: (message) => this.#say(message),
      signal: (bytes, sort) => this.#send(bytes, sort),
      sendAway: () => this.socket.close(1013, 'too-many'),
    }
  }

  #signal(bytes: Uint8Array): void {
    if (!this.#present || bytes.length === 0 || bytes.length > longestSignal) return
    if (this.#allowance.take(bytes.length, this.hub.now())) this.#present.signal(bytes)
  }

  #say(message: FromRoom): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    this.#lastSaid = this.hub.now()
    this.socket.send(JSON.stringify(message))
  }

  /** Ink that waited is still wanted. Sound that comes late is not wanted any more, and goes before stills. */
  #wants(sort: number): Wanted {
    if (sort === signalSorts.still) return 'spare'
    if (this.#isThin) return 'seldom'
    return sort === signalSorts.ink ? 'waits' : 'fresh'
  }

  #send(bytes: Uint8Array, sort: number): boolean {
    if (this.socket.readyState !== this.socket.OPEN) return false
    // Such a line has no room for sound that is not heard there, nor for ink twice: the facts have it, too.
    if (this.#isThin && (sort === signalSorts.sound || sort === signalSorts.ink)) return false
    const isGathered = this.#isSlow && sort !== signalSorts.still
    const costs = isGathered ? this.#gathered.costs(bytes) : bytes.length
    if (!this.#flight.hasRoom(costs, this.#wants(sort), this.hub.now())) return false
    if (isGathered) this.#gathered.add(bytes)
    else {
      this.#gathered.flush()
      this.#put(bytes)
    }
    return true
  }

  #put(bytes: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    this.#lastSaid = this.hub.now()
    this.socket.send(bytes)
  }
}
