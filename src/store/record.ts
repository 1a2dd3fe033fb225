import { kindNamed, readBody } from '../../core/facts/catalogue.ts'
import { nextAt } from '../../core/facts/clock.ts'
import { withoutAnyOf } from '../../core/facts/erasing.ts'
import { type Draft, type Fact, factName } from '../../core/facts/fact.ts'
import type { ClassId, FactName, PersonId } from '../../core/facts/ids.ts'
import { clockJumped } from '../../core/facts/kinds/clock-jumped.ts'
import { askedOf, type Denial, denial, membershipIn } from '../../core/people/permissions.ts'
import type { Place } from '../../core/people/places.ts'
import { type Member, members } from '../../core/rows/member.ts'
import { places } from '../../core/rows/roster.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import type { Table as CoreTable } from '../../core/rows/table.ts'
import { withBallast } from './ballast.ts'
import { erasedHere } from './erase.ts'
import { photosOf } from './photos.ts'
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

/** Says how a row stands, within the transaction that records. */
export type RowNow = <State>(table: CoreTable<State>, ...parts: string[]) => Promise<State | undefined>

export interface Recording {
  /** What is recorded, which may hang on rows as they are at that moment. Nothing but them may be awaited there. */
  drafts: readonly Draft[] | ((row: RowNow) => Promise<readonly Draft[]>)
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
 * they are safe on this device. No network is involved. A full disk costs the ballast first. A touch waits for it: what can
 * be asked at once is. What it would say of somebody who was erased is left out, photos too.
 *
 * @returns the facts' names, in the drafts' order
 * @throws NotAllowed, or what `strictly` throws; then nothing was recorded
 */
export async function record(store: Store, recording: Recording): Promise<FactName[]> {
  return withBallast(store, () => recordOnce(store, recording))
}

async function recordOnce(store: Store, { drafts: drafting, by, blobs = [] }: Recording): Promise<FactName[]> {
  const work = async (transaction: StrictTransaction) => {
    const [before, drafts] = await Promise.all([
      transaction.get<{ value: Self }>('meta', 'self'),
      typeof drafting === 'function' ? drafting((table, ...parts) => stateIn(transaction, table, ...parts)) : drafting,
    ])
    if (!before) throw new Error('this database belongs to no place')
    const self = { ...before.value }
    const wall = store.now()
    const signed = withJump(drafts, by, self, wall)
    self.wall = wall
    const erased = drafts.some(({ kind }) => kindNamed(kind)?.erase) ? await erasedHere(transaction, store) : []

    const names: FactName[] = []
    const rows: RowKey[] = []
    const permits: Promise<void>[] = []
    const [left, named] = [new Set<string>(), new Set<string>()]
    for (const { draft, by } of signed) {
      self.seq += 1
      self.at = nextAt(wall, self.offset, self.at)
      const drafted: Fact = { device: self.device, seq: self.seq, at: self.at, by, ...draft }
      const fact = withoutAnyOf(drafted, erased) ?? drafted
      for (const hash of photosOf(fact)) named.add(hash)
      if (fact !== drafted) for (const hash of photosOf(drafted)) left.add(hash)
      permits.push(permit(transaction, fact, self.place))
      const keptFact = kept({ ...fact, eff: fact.at }, undefined, 0)
      transaction.put('facts', keptFact)
      rows.push(...keptFact.rows)
      names.push(factName(fact))
    }
    for (const blob of blobs) if (named.has(blob.hash) || !left.has(blob.hash)) putBlob(transaction, blob)
    transaction.put('meta', { name: 'self', value: self })
    // Refused, all of it is taken back.
    await Promise.all([...permits, reduceIn(transaction, rows)])
    return names.slice(names.length - drafts.length)
  }
  return strictly(store.db, ['meta', 'facts', 'rows', 'blobs', 'parts'], work, 'after-paint')
}

interface Signed {
  draft: Draft
  by: PersonId | ''
}

function withJump(drafts: readonly Draft[], by: PersonId | '', self: Self, wall: number): Signed[] {
  const signed = drafts.map((draft) => ({ draft, by }))
  const back = self.wall - wall
  if (back < jumpMs) return signed
  const noted = clockJumped({ place: self.place as Place['place'], device: self.device, back }) // enrolment parsed it
  return [{ draft: noted, by: '' }, ...signed]
}

async function permit(transaction: StrictTransaction, fact: Fact, placeId: string): Promise<void> {
  const read = readBody(fact.kind, fact.body)
  if (!read.ok) throw new NotAllowed(fact.kind, 'malformed')
  const classId = membershipIn(read.kind.scope(read.body))
  const people = askedOf(read.kind, { by: fact.by, body: read.body })
  const [place, found] = await Promise.all([
    stateIn(transaction, places, placeId),
    Promise.all(people.map(async (one) => [one, await stateIn(transaction, members, classId, one)] as const)),
  ])
  if (!place) throw new NotAllowed(fact.kind, 'place-not-allowed')
  const known = new Map(found)
  const memberOf = (asked: ClassId, person: PersonId): Member | undefined =>
    asked === classId ? known.get(person) : undefined
  const why = denial(read.kind, { by: fact.by, body: read.body, eff: fact.at }, place, memberOf)
  if (why) throw new NotAllowed(fact.kind, why)
}

async function stateIn<State>(
  transaction: StrictTransaction,
  table: CoreTable<State>,
  ...parts: string[]
): Promise<State | undefined> {
  const row = await transaction.get<KeptRow>('rows', rowKey(table.name, ...parts))
  return row?.state as State | undefined // the key names the table
}

function putBlob(transaction: StrictTransaction, { hash, type, bytes }: NewBlob): void {
  const size = bytes.byteLength
  transaction.put('blobs', { hash, type, size, have: size, whole: 1, toSend: 1 })
  for (let n = 0; n * partBytes < size; n++) {
    transaction.put('parts', { hash, n, bytes: bytes.slice(n * partBytes, (n + 1) * partBytes) })
  }
}
