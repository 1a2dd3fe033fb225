import { type ClassId, type DeviceId, type LessonId, lessonClass } from '../../core/facts/ids.ts'
import { type AboutRoom, type Guest, type Present, Room } from './room.ts'

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
