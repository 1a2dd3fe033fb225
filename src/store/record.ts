import { readBody } from '../../core/facts/catalogue.ts'
import { nextAt } from '../../core/facts/clock.ts'
import { type Draft, type Fact, factName } from '../../core/facts/fact.ts'
import type { ClassId, FactName, PersonId } from '../../core/facts/ids.ts'
import { clockJumped } from '../../core/facts/kinds/clock-jumped.ts'
import { type Denial, denial, membershipIn } from '../../core/people/permissions.ts'
import type { Place } from '../../core/people/places.ts'
import type { Member } from '../../core/rows/member.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { withBallast } from './ballast.ts'
import { type KeptRow, partBytes, type Self } from './place-db.ts'
import { kept, reduceIn } from './reduce.ts'
import type { Store } from './store.ts'
import { type StrictTransaction, strictly } from './strictly.ts'

/** Bytes that a fact names, kept in the same transaction. */
export interface NewBlob {
  hash: string
  type: string
  bytes: ArrayBuffer
}

export interface Recording {
  drafts: readonly Draft[]
  /** Who acts; '' for the device itself. */
  by: PersonId | ''
  blobs?: readonly NewBlob[]
}

/** This place and person may not record that; a screen should not have offered it. */
export class NotAllowed extends Error {
  constructor(
    readonly kind: string,
    readonly why: Denial | 'malformed',
  ) {
    super(`${kind}: ${why}`)
  }
}

/** A clock that went back further than this is noted, ms. */
const jumpMs = 60_000

/**
 * Records facts: numbers, the facts, their rows and their blobs in one strictly durable transaction. When it returns,
 * they are safe on this device. No network is involved. A full disk costs the ballast first.
 *
 * @returns the facts' names, in the drafts' order
 * @throws NotAllowed, or what `strictly` throws; then nothing was recorded
 */
export async function record(store: Store, recording: Recording): Promise<FactName[]> {
  return withBallast(store, () => recordOnce(store, recording))
}

async function recordOnce(store: Store, recording: Recording): Promise<FactName[]> {
  return strictly(store.db, ['meta', 'facts', 'rows', 'blobs', 'parts'], async (transaction) => {
    const before = (await transaction.get<{ value: Self }>('meta', 'self'))?.value
    if (!before) throw new Error('this database belongs to no place')
    const self = { ...before }
    const wall = store.now()
    const drafts = withJump(recording, self, wall)
    self.wall = wall

    const names: FactName[] = []
    const rows: RowKey[] = []
    for (const { draft, by } of drafts) {
      self.seq += 1
      self.at = nextAt(wall, self.offset, self.at)
      const fact: Fact = { device: self.device, seq: self.seq, at: self.at, by, ...draft }
      await permit(transaction, fact, self.place)
      const keptFact = kept({ ...fact, eff: fact.at }, undefined, 0)
      transaction.put('facts', keptFact)
      rows.push(...keptFact.rows)
      names.push(factName(fact))
    }
    for (const blob of recording.blobs ?? []) putBlob(transaction, blob)
    transaction.put('meta', { name: 'self', value: self })
    await reduceIn(transaction, rows)
    return names.slice(names.length - recording.drafts.length)
  })
}

interface Signed {
  draft: Draft
  by: PersonId | ''
}

function withJump(recording: Recording, self: Self, wall: number): Signed[] {
  const signed = recording.drafts.map((draft) => ({ draft, by: recording.by }))
  const back = self.wall - wall
  if (back < jumpMs) return signed
  const noted = clockJumped({ place: self.place as Place['place'], device: self.device, back }) // enrolment parsed it
  return [{ draft: noted, by: '' }, ...signed]
}

async function permit(transaction: StrictTransaction, fact: Fact, placeId: string): Promise<void> {
  const read = readBody(fact.kind, fact.body)
  if (!read.ok) throw new NotAllowed(fact.kind, 'malformed')
  const place = await stateIn<Place>(transaction, rowKey('place', placeId))
  if (!place) throw new NotAllowed(fact.kind, 'place-not-allowed')
  const classId = membershipIn(read.kind.scope(read.body))
  const member = fact.by === '' ? undefined : await stateIn<Member>(transaction, rowKey('member', classId, fact.by))
  const memberOf = (asked: ClassId, person: PersonId) => (asked === classId && person === fact.by ? member : undefined)
  const why = denial(read.kind, { by: fact.by, body: read.body, eff: fact.at }, place, memberOf)
  if (why) throw new NotAllowed(fact.kind, why)
}

async function stateIn<State>(transaction: StrictTransaction, key: RowKey): Promise<State | undefined> {
  const row = await transaction.get<KeptRow>('rows', key)
  return row?.state as State | undefined // the key names the table
}

function putBlob(transaction: StrictTransaction, { hash, type, bytes }: NewBlob): void {
  const size = bytes.byteLength
  transaction.put('blobs', { hash, type, size, have: size, whole: 1, toSend: 1 })
  for (let n = 0; n * partBytes < size; n++) {
    transaction.put('parts', { hash, n, bytes: bytes.slice(n * partBytes, (n + 1) * partBytes) })
  }
}
