import { differing, isAsMade, type Made, madeNow } from '../../core/rows/made.ts'
import { type RowKey, rowRange } from '../../core/rows/row-key.ts'
import type { KeptFact } from './place-db.ts'
import { kept, reduceIn } from './reduce.ts'
import type { Store } from './store.ts'
import { type StrictTransaction, strictly } from './strictly.ts'
import { strikeIn } from './strike.ts'

/** How many facts are read anew, or rows reduced anew, in one transaction: a touch may have to wait for one. */
const factsAtOnce = 200
const rowsAtOnce = 16

/** How far the rebuilding towards one program has come. */
interface Rebuilding {
  towards: Made
  /** The last fact that was read anew; `done` when all were. */
  facts?: [string, number] | 'done'
  /** The last row that was reduced anew. */
  row?: RowKey
}

/** Whether this program would read all facts and reduce all rows as they are. */
export async function isUpToDate(store: Store): Promise<boolean> {
  // `settle` and `rebuildSome` write it; a database that is older than this note has none.
  const made = (await store.db.meta.get('made'))?.value as Made | undefined
  return made !== undefined && isAsMade(made, madeNow)
}

/**
 * Does the next little of what a new version of the program asks for: facts of kinds that it reads otherwise, or did not
 * know before, are read anew, and rows of tables that it reduces otherwise are reduced anew. Meanwhile the old rows stand.
 * How far it has come is kept in the same transaction, so that it goes on from there, whatever happens in between.
 *
 * @returns whether there is more to do
 */
export async function rebuildSome(store: Store): Promise<boolean> {
  return strictly(store.db, ['facts', 'rows', 'troubles', 'meta'], async (transaction) => {
    const made = (await transaction.get<{ value: Made }>('meta', 'made'))?.value ?? { kinds: {}, tables: {} }
    const kinds = new Set(differing(made.kinds, madeNow.kinds))
    const tables = differing(made.tables, madeNow.tables)
    const noted = (await transaction.get<{ value: Rebuilding }>('meta', 'rebuilding'))?.value
    // Another program may have begun, and not have come to its end.
    const before = noted && isAsMade(noted.towards, madeNow) ? noted : { towards: madeNow }
    const after =
      before.facts !== 'done' && kinds.size > 0
        ? await readSomeAnew(transaction, store, before, kinds)
        : await reduceSomeAnew(transaction, store, before, tables)
    if (after) transaction.put('meta', { name: 'rebuilding', value: after })
    else {
      transaction.delete('meta', 'rebuilding')
      transaction.put('meta', { name: 'made', value: madeNow })
    }
    return after !== undefined
  })
}

async function readSomeAnew(
  transaction: StrictTransaction,
  store: Store,
  before: Rebuilding,
  kinds: ReadonlySet<string>,
): Promise<Rebuilding> {
  const keys = await transaction.first('facts', store.ranges.lowerBound(before.facts ?? [], true), factsAtOnce)
  const [first, last] = [keys[0], keys[keys.length - 1]]
  if (first === undefined || last === undefined) return { ...before, facts: 'done' }
  const rows: RowKey[] = []
  const anewRead: KeptFact[] = []
  for (const fact of await transaction.all<KeptFact>('facts', store.ranges.bound(first, last))) {
    if (!kinds.has(fact.kind)) continue
    // What the hub has refused speaks of nothing, however it reads.
    if (await transaction.get('troubles', [fact.device, fact.seq])) continue
    const anew = kept(fact, fact.scope === '' ? undefined : fact.scope, fact.reading)
    transaction.put('facts', anew)
    rows.push(...fact.rows, ...anew.rows)
    anewRead.push(anew)
  }
  // The program that heard of it may not have known what it asks for.
  rows.push(...(await strikeIn(transaction, anewRead)))
  await reduceIn(transaction, rows)
  return { ...before, facts: last as [string, number] } // a fact's key
}

async function reduceSomeAnew(
  transaction: StrictTransaction,
  store: Store,
  before: Rebuilding,
  tables: readonly string[],
): Promise<Rebuilding | undefined> {
  for (const name of tables) {
    const { from, below } = rowRange(name)
    if (before.row !== undefined && before.row >= below) continue
    const begun = before.row !== undefined && before.row >= from
    const range = store.ranges.bound(begun ? before.row : from, below, begun, true)
    const named = await transaction.first('facts', range, rowsAtOnce, 'rows')
    // Rows of which no fact speaks any more go.
    const there = await transaction.first('rows', range, rowsAtOnce)
    const keys = [...new Set([...named, ...there] as RowKey[])].sort().slice(0, rowsAtOnce) // both hold nothing else
    const last = keys[keys.length - 1]
    if (last === undefined) continue
    await reduceIn(transaction, keys)
    return { ...before, row: last }
  }
  return undefined
}
