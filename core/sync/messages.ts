import * as v from 'valibot'
import { BlobHash, DeviceId, PersonId } from '../facts/ids.ts'
import { Place } from '../people/places.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** ms since 1970, as far as there are dates (ECMA-262, 21.4.1.1). */
const Moment = v.pipe(Count, v.maxValue(8.64e15))

/** Why the hub did not take a fact; each has a sentence on the screens. */
export const RefusalReason = v.picklist([
  'malformed',
  'place-not-allowed',
  'role-not-allowed',
  'class-not-served',
  'not-a-member',
  'speaks-for-another',
  'no-photo-consent',
  'revoked',
])
export type RefusalReason = v.InferOutput<typeof RefusalReason>

/** A fact that the hub did not take, by its number. */
const Refusal = v.object({ seq: Count, why: RefusalReason })
export type Refusal = v.InferOutput<typeof Refusal>

/** The hub's answer to a batch. */
export const Receipt = v.object({
  /** Every fact of this device up to this number is here, the refused and parked ones too. */
  upTo: Count,
  /** Every fact of this device up to this number is in a backup. */
  safe: Count,
  /** The hub's clock, ms since 1970. */
  now: Moment,
  /** Effective times where they differ from `at`: number, time. */
  late: v.array(v.tuple([Count, Count])),
  refused: v.array(Refusal),
  /** Kept until what they name, or the program that knows them, is here. */
  parked: v.array(Count),
  /** The first number under which the hub already has something else: this database must take a new name. */
  fork: v.optional(Count),
})
export type Receipt = v.InferOutput<typeof Receipt>

/** One page of one scope's log. */
export const ScopePage = v.object({
  scope: v.string(),
  /** Facts as text, see `docs/formats/fact-batch.md`. */
  facts: v.string(),
  cursor: v.string(),
  /** The scope is read anew from its beginning: what does not come again is no longer in it. */
  restart: v.boolean(),
  more: v.boolean(),
})
export type ScopePage = v.InferOutput<typeof ScopePage>

/** The hub's answer to a pull. */
export const Pull = v.object({
  /** All the scopes of the device's place; it drops what it holds of others. */
  scopes: v.array(v.string()),
  pages: v.array(ScopePage),
  /**
   * All that is refused of this device's facts: a parked one is decided long after its receipt. `device` is given where
   * it was recorded under a former name.
   */
  refused: v.array(v.object({ ...Refusal.entries, device: v.optional(DeviceId) })),
  /** Hashes of photos that this device has named and the hub does not have; some, if there are many. */
  photos: v.array(BlobHash),
  /** As in a receipt, so that a hub restored from an old copy is noticed. */
  upTo: Count,
  /** Hash of the fact with that number (`factMark`), so that another database of the same name is noticed, too. */
  last: v.optional(Count),
  safe: Count,
  now: Moment,
})
export type Pull = v.InferOutput<typeof Pull>

/** The answer to whatever a revoked device asks: it forgets everything. It names the device, so that no page of another maker says it. */
export const WipeOrder = v.strictObject({ why: v.literal('revoked'), order: v.literal('wipe'), device: DeviceId })
export type WipeOrder = v.InferOutput<typeof WipeOrder>

const Rounds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5_000_000))
/** Bytes as base64url (RFC 4648, 5) without padding: one character alone is none. */
const Bytes = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{2,200}$/),
  v.check((text) => text.length % 4 !== 1),
)
const Bytes32 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/**
 * What a teacher's next one-time codes are checked with, on one device, in place of a forgotten PIN: made as a PIN's verifier,
 * of eight digits. Bytes are base64url.
 */
export const SparePin = v.object({
  salt: Bytes,
  iterations: Rounds,
  own: Bytes,
  codes: v.array(v.object({ n: Count, verifier: v.string() })),
})
export type SparePin = v.InferOutput<typeof SparePin>

/** A PIN that a teacher chose on a device after the `n`th one-time code. */
export const NewPin = v.object({
  person: PersonId,
  n: Count,
  /** 16 bytes; and what PBKDF2-HMAC-SHA-256 makes of PIN and salt with the hub's number of rounds. */
  salt: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  verifier: Bytes32,
  /** HMAC-SHA-256 of `DEVICE PERSON SALT VERIFIER` with what PBKDF2 makes of the code: only who typed it can say so. */
  proof: Bytes32,
})
export type NewPin = v.InferOutput<typeof NewPin>

/**
 * What a teacher's PIN is checked with, on one device: HMAC-SHA-256 of `own` with the key that PBKDF2-HMAC-SHA-256 (RFC 8018,
 * 32 bytes) makes of PIN and `salt`. Bytes are base64url.
 */
export const PinVerifier = v.object({
  person: PersonId,
  name: v.string(),
  salt: Bytes,
  iterations: Rounds,
  /** This device's own salt. */
  own: Bytes,
  verifier: v.string(),
  /** For who has forgotten it; none from a hub that has no such codes. */
  spare: v.optional(SparePin),
})
export type PinVerifier = v.InferOutput<typeof PinVerifier>

/** The hub's answer to a code. */
export const Enrolment = v.object({
  device: DeviceId,
  place: Place,
  pins: v.array(PinVerifier),
  /** For the first requests, until the device proves itself by its key. */
  token: v.string(),
  now: Moment,
})
export type Enrolment = v.InferOutput<typeof Enrolment>

/** What the hub answers to a new name: it knows it now. */
export const Renamed = v.object({ token: v.string() })
export type Renamed = v.InferOutput<typeof Renamed>
