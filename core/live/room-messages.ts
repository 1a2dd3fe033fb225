import * as v from 'valibot'
import { DeviceId, LessonId } from '../facts/ids.ts'
import { mostOnWall } from './wall.ts'

/**
 * What passes through a live room beside its facts: who is there, and signals, which nobody keeps. `docs/formats/live-room.md`.
 * Texts are these messages; a binary message is a signal whose first byte says of what sort it is.
 */

/**
 * Sorts of signals, by their first byte. 1 and 2: `docs/formats/ink.md`; 4: a JPEG of a classroom, for the host alone; 5: several that the hub
 * sends together (`several.ts`).
 */
export const signalSorts = { ink: 1, pointer: 2, sound: 3, still: 4, several: 5 } as const

/** What members send, each by itself: to put several together is the hub's alone, since each then says who sent it. */
export const sortsOfMembers: readonly number[] = [
  signalSorts.ink,
  signalSorts.pointer,
  signalSorts.sound,
  signalSorts.still,
]

/** Whose sound a chunk of it is (`docs/formats/sound.md`): the host's, or of the class that has the floor. */
export const soundTracks = { host: 0, floor: 1 } as const

/** The longest signal, bytes. */
export const longestSignal = 20_000

/** Names a member in its room. */
const MemberNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))

/** How a member gets the lesson: on which rung of the ladder, and whether its camera and microphone are on. */
export const Standing = v.object({
  rung: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)),
  held: v.optional(v.boolean()),
  mic: v.optional(v.boolean()),
  camera: v.optional(v.boolean()),
  /** Its page is of another version of the lesson's package; the one that is taught is on its way. */
  otherVersion: v.optional(v.boolean()),
  /** A classroom's camera is on for the host: it sends stills while the host wants them. */
  still: v.optional(v.boolean()),
  /** The host's wall: whose stills it wants, by their numbers. */
  sees: v.optional(v.pipe(v.array(MemberNumber), v.maxLength(mostOnWall))),
})
export type Standing = v.InferOutput<typeof Standing>

/**
 * Whether a member's line carries the board and no sound, by the rung on which it stands; one that was gone is what it was before.
 *
 * @param before what was known until now
 */
export function isThin({ rung }: Standing, before: boolean): boolean {
  return rung === 0 ? before : rung === 1
}

/** What a member says. The first word is `hello`. */
export const FromMember = v.variant('t', [
  v.object({
    t: v.literal('hello'),
    authorization: v.pipe(v.string(), v.maxLength(2_000)),
    /** Its line carried the board and no sound when it was here last. */
    thin: v.optional(v.boolean()),
  }),
  v.object({ t: v.literal('standing'), standing: Standing }),
  /**
   * Heard so many bytes of signals since it came: what is on its way to it is what was sent beyond that. With `at`, any number, it is
   * answered by a beat that has the same, by which the member knows how long there and back takes.
   */
  v.object({
    t: v.literal('got'),
    bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    at: v.optional(v.pipe(v.number(), v.finite())),
    /** There and back takes long, or the line is full: signals are to come together. */
    slow: v.optional(v.boolean()),
  }),
])
export type FromMember = v.InferOutput<typeof FromMember>

/** One of those who are in the room: a device of a place. */
export const Member = v.object({
  n: MemberNumber,
  device: DeviceId,
  title: v.string(),
  kind: v.picklist(['projector', 'tablet', 'own', 'studio']),
  /** The lessons of its classes that are taught here. */
  lessons: v.array(LessonId),
  /** It teaches: one of those in the room at a time. */
  host: v.boolean(),
  standing: v.optional(Standing),
  /** The hub gets a picture from it, by WHIP: from its own page, or from an encoder that has its token. */
  picture: v.optional(v.boolean()),
})
export type Member = v.InferOutput<typeof Member>

/** What the hub says in a room. */
export const FromRoom = v.variant('t', [
  v.object({ t: v.literal('nonce'), nonce: v.string() }),
  /** Everybody who is there, whenever that changes. `you`: the number of whoever hears it. */
  v.object({ t: v.literal('here'), you: v.number(), members: v.array(Member) }),
  /** `late`: whose voice comes late to the hub itself, by their numbers. */
  v.object({ t: v.literal('beat'), at: v.optional(v.number()), late: v.optional(v.array(MemberNumber)) }),
])
export type FromRoom = v.InferOutput<typeof FromRoom>
