import type { ClassId, DeviceId, LessonId } from '../../core/facts/ids.ts'
import {
  type FromRoom,
  type Member,
  type Standing,
  signalSorts,
  sortsOfMembers,
  soundTracks,
} from '../../core/live/room-messages.ts'
import { longestStill } from '../../core/live/wall.ts'
import type { PlaceKind } from '../../core/people/places.ts'
import { JustSaid } from './just-said.ts'
import { LateVoices } from './late-voices.ts'
import { Paced } from './paced.ts'

/** Somebody who has come: what is known of them, and how to reach them. */
export interface Guest {
  device: DeviceId
  title: string
  kind: Exclude<PlaceKind, 'office' | 'hub'>
  /** Lessons of its classes that are taught in this room. */
  lessons: readonly LessonId[]
  /** Those of its classes that may have the floor with it: a studio is none of a class's own. */
  classes: readonly ClassId[]
  /** Whether it may teach here: the first of those that may does. */
  mayHost: boolean
  say(message: FromRoom): void
  /** Sends a signal; whether it went. What is not to go late is dropped where much is on its way already. */
  signal(bytes: Uint8Array, sort: number): boolean
  /** Ends its connection: it has too many. */
  sendAway(): void
}

/** Who came, from when they have come to when they leave. */
export interface Present {
  readonly n: number
  readonly isHost: boolean
  standing(standing: Standing): void
  /** Passes a signal on to all others, or to the host. @returns whether this member may send such a one */
  signal(bytes: Uint8Array): boolean
  /** The numbers of those whose voice comes late to the hub. */
  late(): readonly number[]
  leave(): void
}

/** As many devices may be in a room: their numbers are a byte. */
const most = 256
/** And so many of one device, in tabs: the one that came first goes. */
const mostOfOneDevice = 4

/** The word of who is there grows with each of them, and all are told: one line has it so seldom that it takes some 3 KB/s at most. Ms for each member. */
const tellEvery = 60

interface Seat extends Guest {
  n: number
  standing?: Standing
  /** All others have been told that it is there. */
  isKnown?: true
}

/** What is known of a room by other ways than its members'. */
export interface AboutRoom {
  /** The devices from which pictures come. */
  pictures(): readonly DeviceId[]
  /** The class that has the floor. */
  floor(): ClassId | undefined
}

/** One live room: who is there, in the order in which they came. */
export class Room {
  readonly #seats = new Map<number, Seat>()
  readonly #justSaid = new JustSaid()
  readonly #lateVoices = new LateVoices()
  readonly #telling: Paced
  host: Seat | undefined

  constructor(
    private readonly about: AboutRoom,
    private readonly now: () => number,
  ) {
    this.#telling = new Paced(() => this.#tellAll(), now)
  }

  enter(guest: Guest, whenEmpty: () => void): Present | undefined {
    const own = [...this.#seats.values()].filter(({ device }) => device === guest.device)
    for (const first of own.slice(0, Math.max(0, own.length + 1 - mostOfOneDevice))) {
      this.#leave(first, () => undefined)
      first.sendAway()
    }
    const n = this.#freeNumber()
    if (n === undefined) return undefined
    const seat: Seat = { ...guest, n }
    this.#seats.set(n, seat)
    // Who comes again has come before the hub knows that they had gone.
    if (guest.mayHost && (!this.host || this.host.device === guest.device)) this.host = seat
    if (!this.tell()) seat.say(this.#here(seat))
    this.#catchUp(seat)
    const room = this
    return {
      n,
      get isHost() {
        return room.host === seat
      },
      standing(standing) {
        if (JSON.stringify(seat.standing) === JSON.stringify(standing)) return
        const hadNoSound = seat.standing?.rung === 1
        seat.standing = standing
        if (!standing.mic) room.#lateVoices.forget(n)
        room.tell()
        if (hadNoSound && standing.rung !== 1) room.#catchUp(seat)
      },
      signal: (bytes) => room.#signal(seat, bytes),
      late: () => room.#lateVoices.now(room.now()),
      leave: () => room.#leave(seat, whenEmpty),
    }
  }

  #leave(seat: Seat, whenEmpty: () => void): void {
    const { n } = seat
    // Who was sent away has left; their number may be somebody else's.
    if (this.#seats.get(n) !== seat) return
    this.#seats.delete(n)
    this.#justSaid.forget(n)
    this.#lateVoices.forget(n)
    if (this.host === seat) this.host = [...this.#seats.values()].find((one) => one.mayHost)
    if (this.#seats.size > 0) return void this.tell()
    this.#telling.stop()
    whenEmpty()
  }

  /** What was said just now: who has only just sound hears the next word at once. */
  #catchUp(seat: Seat): void {
    for (const said of this.#justSaid.given(this.now())) seat.signal(said, signalSorts.sound)
  }

  /** The lowest number that is free, so that who comes again soon is likely to have another: what was theirs is over. */
  #freeNumber(): number | undefined {
    for (let n = 0; n < most; n++) if (!this.#seats.has(n)) return n
    return undefined
  }

  /** Says to everybody who is there, or a little later where that was said just now. @returns whether it is said */
  tell(): boolean {
    return this.#telling.ask(this.#seats.size * tellEvery)
  }

  #tellAll(): void {
    const members = this.#members()
    for (const seat of this.#seats.values()) {
      seat.say({ t: 'here', you: seat.n, members })
      seat.isKnown = true
    }
  }

  #here({ n }: Seat): FromRoom {
    return { t: 'here', you: n, members: this.#members() }
  }

  #members(): Member[] {
    const pictures = this.about.pictures()
    return [...this.#seats.values()].map(({ n, device, title, kind, lessons, standing }) => ({
      ...{ n, device, title, kind },
      lessons: [...lessons],
      host: this.host?.n === n,
      ...(standing && { standing }),
      ...(pictures.includes(device) && { picture: true }),
    }))
  }

  #signal(from: Seat, bytes: Uint8Array): boolean {
    const [sort = 0] = bytes
    if (!sortsOfMembers.includes(sort)) return false
    const isHost = this.host === from
    if (!isHost && (sort === signalSorts.ink || sort === signalSorts.pointer)) return false
    if (sort === signalSorts.still && !this.#isWanted(from, bytes)) return false
    if (sort === signalSorts.sound && !this.#maySpeak(from, bytes)) return false
    // Nobody takes it for somebody else's who had the number before.
    if (!from.isKnown) this.#telling.hurry()
    const passed = new Uint8Array(bytes.length + 1)
    passed[0] = from.n
    passed.set(bytes, 1)
    if (sort === signalSorts.sound) this.#spoken(from, bytes)
    // A class is seen by its host, and by nobody else.
    const to = sort === signalSorts.still ? [this.host] : this.#seats.values()
    for (const seat of to) if (seat && seat !== from) seat.signal(passed, sort)
    return true
  }

  #spoken({ n, standing }: Seat, bytes: Uint8Array): void {
    this.#justSaid.add(bytes, n, this.now())
    // What comes behind its end is the end of a voice.
    if (standing?.mic) this.#lateVoices.heard(n, bytes, this.now())
  }

  /** Nobody is heard in another's voice, nor without the floor. */
  #maySpeak(from: Seat, [, , track]: Uint8Array): boolean {
    if (track === soundTracks.host) return this.host === from
    const floor = this.about.floor()
    return track === soundTracks.floor && floor !== undefined && from.classes.includes(floor)
  }

  #isWanted({ n }: Seat, still: Uint8Array): boolean {
    return still.length <= longestStill + 1 && this.host?.standing?.sees?.includes(n) === true
  }
}
