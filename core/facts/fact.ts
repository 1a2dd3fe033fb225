import * as v from 'valibot'
import type { PlaceKind } from '../people/places.ts'
import type { Role } from '../people/roles.ts'
import type { RowKey } from '../rows/row-key.ts'
import { type BlobHash, type Day, DeviceId, type FactName, type PersonId, PersonId as PersonIdSchema } from './ids.ts'
import type { Scope } from './scope.ts'

/**
 * One small immutable record of what a person did or a device saw. `(device, seq)` names it for ever.
 */
export interface Fact {
  device: DeviceId
  /** 1, 2, 3 … per device, without gaps. */
  seq: number
  /** Hybrid logical time, milliseconds since 1970 (see `clock.ts`). */
  at: number
  /** Who acted; '' for the device itself. */
  by: PersonId | ''
  kind: string
  /** By kind; read it through the catalogue, which knows the schema. */
  body: unknown
}

/** A fact with the time that projections use: what the hub gave it, or `at` as long as no hub has heard it. */
export interface TimedFact extends Fact {
  eff: number
}

/** What a caller hands over to be recorded: who, when and which number are added by the store. */
export interface Draft {
  kind: string
  body: unknown
}

export const FactSchema = v.object({
  device: DeviceId,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  by: v.union([PersonIdSchema, v.literal('')]),
  kind: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/), v.maxLength(48)),
  body: v.record(v.string(), v.unknown()),
})

export function factName(fact: { device: DeviceId; seq: number }): FactName {
  return `${fact.device}:${fact.seq}` as FactName // by construction: both parts have passed their schemas
}

/** A role at a kind of place. `recordedBy: [may('assistant', 'projector', 'own')]`. */
export interface Right {
  role: Role
  places: readonly PlaceKind[]
}

export function may(role: Role, ...places: PlaceKind[]): Right {
  return { role, places }
}

/** All that the program knows about a kind of fact. Adding a feature starts with one of these. */
export interface FactKind<Body = unknown> {
  name: string
  body: v.GenericSchema<unknown, Body>
  /** Who pulls it: see `scope.ts`. */
  scope(body: Body): Scope
  /** Who may record it, and at what kind of place. Enforced by the hub, shown by the device. */
  recordedBy: readonly Right[]
  /** The kinds of place that receive it when it was recorded elsewhere. */
  seenBy: readonly PlaceKind[]
  /** The rows it speaks of: each is reduced anew when the fact arrives, moves in time or goes. */
  rows(body: Body): RowKey[]
  /** Rows that must exist before it can be taken; until then the hub parks it. */
  needs(body: Body): RowKey[]
  /** The blobs it names: they are for whoever receives the fact. */
  blobs?(body: Body): readonly BlobHash[]
  /**
   * Raised when `rows`, or what `body` lets through, changes: facts that are kept since before are then read anew. 1 where
   * it is not given.
   */
  reading?: number
  /**
   * What it is to rows that open and close (`Table.isOpen`). `moves`: it opens or closes them; it reaches all places, and
   * the device that recorded it, as soon as the hub has it. `content`: a shared tablet has it only while one is open.
   */
  part?: 'moves' | 'content'
  /**
   * A body without the names, the words and the photos of erased people, and the words about them; `undefined` if it has none of
   * theirs. `body` must let `erased` through then, which marks such a fact (`erasing.ts`). What several did together stays
   * until all of them are erased.
   *
   * @param since the day from which an erased person belongs to nothing; `undefined` of who is not erased
   */
  erase?(body: Body, since: (person: PersonId) => Day | undefined): Body | undefined
  /** Fields of the body in which people write as they like: letters can be blotted out of them (`striking.ts`). */
  words?: readonly string[]
  /** The pupils in whose name it speaks. Someone who acts as a pupil must be one of them. */
  pupils?(body: Body): readonly PersonId[]
  /** The pupils who are seen or heard in it: their guardians must have agreed to that by then (`people/consent.ts`). */
  portrays?(body: Body): readonly PersonId[]
}

/** A declared kind, callable to make a draft of it. */
export interface DeclaredKind<Body> extends FactKind<Body> {
  (body: Body): Draft
}

/** Declares a kind of fact; list it in `catalogue.ts`. */
export function fact<const Schema extends v.GenericSchema<unknown, unknown>>(
  name: string,
  spec: Omit<FactKind<v.InferOutput<Schema>>, 'name' | 'body'> & { body: Schema },
): DeclaredKind<v.InferOutput<Schema>> {
  const draft = (body: v.InferOutput<Schema>): Draft => ({ kind: name, body })
  // A function's own `name` cannot be assigned, only defined.
  Object.defineProperty(draft, 'name', { value: name })
  const { body, ...rest } = spec
  return Object.assign(draft, { body, ...rest }) as DeclaredKind<v.InferOutput<Schema>> // `name` was defined above
}
