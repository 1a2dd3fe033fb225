import { type Erased, withoutAnyOf } from '../../core/facts/erasing.ts'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { erasedPeople } from '../../core/rows/erased.ts'
import { lessonsRange, type RowKey, type RowRange, rowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { dropIn } from './drop-blob.ts'
import { photosOf } from './photos.ts'
import type { KeptFact, KeptRow, Trouble } from './place-db.ts'
import { kept, reduceIn } from './reduce.ts'
import type { Store } from './store.ts'
import type { StoreName, StrictTransaction } from './strictly.ts'

/** What a transaction that erases somebody writes to. */
export const erasing: StoreName[] = ['meta', 'facts', 'rows', 'troubles', 'blobs', 'parts']

/** Whom this device has heard to be erased. */
export async function erasedHere(transaction: StrictTransaction, store: Store): Promise<Erased[]> {
  const { from, below } = rowRange('erased')
  const rows = await transaction.all<KeptRow>('rows', store.ranges.bound(from, below))
  return rows.map(({ key, state }) => {
    const { day } = state as StateOf<typeof erasedPeople> // its table's
    return { person: rowPart(key, 0) as PersonId, day } // as its key was made
  })
}

/**
 * Takes a person out of all facts that are here, own ones and those not yet delivered, too, and takes their photos away.
 * What several did together stays the others', and goes with the last of them.
 */
export async function eraseIn(transaction: StrictTransaction, store: Store, erased: Erased): Promise<void> {
  const all = [...(await erasedHere(transaction, store)), erased]
  const before = await factsAbout(transaction, store, erased.person)
  const changed = before.flatMap((fact) => {
    const rest = withoutAnyOf(fact, all)
    return rest ? [{ fact, rest }] : []
  })
  for (const { fact, rest } of changed) {
    transaction.put('facts', {
      ...kept(rest, fact.scope === '' ? undefined : fact.scope, fact.reading),
      rows: fact.rows,
    })
  }
  const rows = changed.flatMap(({ fact }) => fact.rows)
  await reduceIn(transaction, rows)
  for (const name of await transaction.keys('meta', store.ranges.bound('draft:', 'draft;')))
    if (String(name).endsWith(`/${erased.person}`)) transaction.delete('meta', name)
  const still = new Set<string>((await factsAbout(transaction, store, erased.person)).flatMap(photosOf))
  for (const hash of changed.flatMap(({ fact }) => photosOf(fact)))
    if (!still.has(hash)) await dropIn(transaction, store, hash)
}

/** Takes away the photos that these facts named, and no fact of the same pieces names any more. */
export async function dropUnnamed(
  transaction: StrictTransaction,
  store: Store,
  facts: readonly KeptFact[],
): Promise<void> {
  for (const fact of facts) {
    const beside = await Promise.all(fact.rows.map((row) => transaction.all<KeptFact>('facts', row, 'rows')))
    const named = new Set<string>(beside.flat().flatMap(photosOf))
    for (const hash of photosOf(fact)) if (!named.has(hash)) await dropIn(transaction, store, hash)
  }
}

/** Facts that speak of a person, and those of the others in their classes' homework. */
async function factsAbout(transaction: StrictTransaction, store: Store, person: PersonId): Promise<KeptFact[]> {
  // Of a class that the place has lost there is no list any more, and own facts may be here still.
  const tables = [
    ['member', 1],
    ['work', 2],
    ['practice', 1],
    ['response', 2],
  ] as const
  const keys = await Promise.all(
    tables.map(async ([table, part]) =>
      ((await transaction.keys('rows', rangeOf(store, table))) as RowKey[]) // that store holds nothing else
        .filter((key) => rowPart(key, part) === person),
    ),
  )
  // Of an answer in class the key begins with the lesson's, which begins with the class's.
  const classes = new Set(keys.flat().map((key) => rowPart(key, 0).split('.')[0] ?? ''))
  const found = new Map<string, KeptFact>()
  for (const one of classes) {
    const queries = [
      rowKey('member', one, person),
      rangeOf(store, 'work', one),
      rangeOf(store, 'practice', one, person),
      rangeOf(store, 'course', one),
      boundsOf(store, lessonsRange('response', one as ClassId)), // a row's key has it
    ]
    for (const query of queries)
      for (const fact of await transaction.all<KeptFact>('facts', query, 'rows'))
        found.set(`${fact.device}:${fact.seq}`, fact)
  }
  // A few: the device's own, and where it stood.
  for (const place of await transaction.keys('rows', rangeOf(store, 'place')))
    for (const fact of await transaction.all<KeptFact>('facts', place, 'rows'))
      found.set(`${fact.device}:${fact.seq}`, fact)
  // What the hub refused speaks of no row, and has words all the same.
  for (const { device, seq } of await transaction.all<Trouble>('troubles')) {
    const fact = await transaction.get<KeptFact>('facts', [device, seq])
    if (fact) found.set(`${device}:${seq}`, fact)
  }
  return [...found.values()]
}

function rangeOf(store: Store, table: string, ...parts: string[]): IDBKeyRange {
  return boundsOf(store, rowRange(table, ...parts))
}

function boundsOf(store: Store, { from, below }: RowRange): IDBKeyRange {
  return store.ranges.bound(from, below, false, true)
}
