import { type ClassId, type DeviceId, type LessonId, lessonClass } from '../../core/facts/ids.ts'
import { type FromRoom, type Member, type Standing, signalSorts, soundTracks } from '../../core/live/room-messages.ts'
import { longestStill } from '../../core/live/wall.ts'
import type { PlaceKind } from '../../core/people/places.ts'
import { JustSaid } from './just-said.ts'
import { LateVoices } from './late-voices.ts'

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

/**
 * The live rooms of a hub, in its memory: who is there, and signals on their way between them. What is to last goes as facts,
 * and a hub that dies takes nothing with it that clients do not bring again.
 */
export class Rooms {
  readonly #rooms = new Map<LessonId, Room>()
  readonly #pictures = new Map<string, readonly DeviceId[]>()
  readonly #floors = new Map<LessonId, ClassId>()

  /** @param now ms of a clock that only goes on */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @returns `undefined` where no more find room */
  enter(room: LessonId, guest: Guest): Present | undefined {
    const known = this.#rooms.get(room) ?? new Room(this.#about(room), this.now)
    this.#rooms.set(room, known)
    return known.enter(guest, () => {
      this.#rooms.delete(room)
      this.#floors.delete(room)
    })
  }

  #about(room: LessonId): AboutRoom {
    return { pictures: () => this.#pictures.get(room) ?? [], floor: () => this.#floors.get(room) }
  }

  /** The class that has the floor now, by its lesson: it is heard. */
  floor(room: LessonId, lesson: LessonId | undefined): void {
    if (lesson === undefined) this.#floors.delete(room)
    else this.#floors.set(room, lessonClass(lesson))
  }

  /** From which devices pictures come in a room now: everybody in it is told. */
  pictures(room: string, devices: readonly DeviceId[]): void {
    if (devices.length > 0) this.#pictures.set(room, devices)
    else this.#pictures.delete(room)
    for (const [name, one] of this.#rooms) if (name === room) one.tell()
  }

  /** The device that teaches in a room; `undefined` while none is there. */
  hostOf(room: LessonId): DeviceId | undefined {
    return this.#rooms.get(room)?.host?.device
  }
}

interface Seat extends Guest {
  n: number
  standing?: Standing
}

/** What is known of a room by other ways than its members'. */
interface AboutRoom {
  /** The devices from which pictures come. */
  pictures(): readonly DeviceId[]
  /** The class that has the floor. */
  floor(): ClassId | undefined
}

class Room {
  readonly #seats = new Map<number, Seat>()
  readonly #justSaid = new JustSaid()
  readonly #lateVoices = new LateVoices()
  host: Seat | undefined

  constructor(
    private readonly about: AboutRoom,
    private readonly now: () => number,
  ) {}

  enter(guest: Guest, whenEmpty: () => void): Present | undefined {
    const n = this.#freeNumber()
    if (n === undefined) return undefined
    const seat: Seat = { ...guest, n }
    this.#seats.set(n, seat)
    // Who comes again has come before the hub knows that they had gone.
    if (guest.mayHost && (!this.host || this.host.device === guest.device)) this.host = seat
    this.tell()
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
      leave() {
        room.#seats.delete(n)
        room.#justSaid.forget(n)
        room.#lateVoices.forget(n)
        if (room.host === seat) room.host = [...room.#seats.values()].find((one) => one.mayHost)
        if (room.#seats.size === 0) whenEmpty()
        else room.tell()
      },
    }
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

  tell(): void {
    const pictures = this.about.pictures()
    const members = [...this.#seats.values()].map(
      ({ n, device, title, kind, lessons, standing }): Member => ({
        n,
        device,
        title,
        kind,
        lessons: [...lessons],
        host: this.host?.n === n,
        ...(standing && { standing }),
        ...(pictures.includes(device) && { picture: true }),
      }),
    )
    for (const seat of this.#seats.values()) seat.say({ t: 'here', you: seat.n, members })
  }

  #signal(from: Seat, bytes: Uint8Array): boolean {
    const [sort = 0] = bytes
    const isHost = this.host === from
    if (!isHost && (sort === signalSorts.ink || sort === signalSorts.pointer)) return false
    if (sort === signalSorts.still && !this.#isWanted(from, bytes)) return false
    if (sort === signalSorts.sound && !this.#maySpeak(from, bytes)) return false
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
