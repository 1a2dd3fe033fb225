import type { IndexableType } from 'dexie'
import { readBody } from '../../core/facts/catalogue.ts'
import type { FactKind } from '../../core/facts/fact.ts'
import { isShared, type Place, scopesOf } from '../../core/people/places.ts'
import { isFor, letGoBy, ownerOf, type Standing, standing } from '../../core/rows/holding.ts'
import { linkedRows } from '../../core/rows/linked.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { reduceRow, tableOf } from '../../core/rows/tables.ts'
import { dayOf } from '../../core/school/day.ts'
import { dropIn } from './drop-blob.ts'
import { isOwn, mustStay } from './names.ts'
import { isSafe, photosOf } from './photos.ts'
import type { KeptBlob, KeptFact, KeptRow, ScopeReading, Self } from './place-db.ts'
import { reduceIn } from './reduce.ts'
import type { Store } from './store.ts'
import { type StoreName, type StrictTransaction, strictly } from './strictly.ts'

/** How many facts are looked at in one slice: the reads of a touch wait for no more than that. */
const slice = 200

/** Where the next slice begins: behind this fact; at the first one when undefined. */
export type LetGoFrom = [string, number] | undefined

/**
 * Lets go, in one slice, of what the place would not be given any more: pieces of homework that are in other hands, what
 * is long over, what belongs to a class that it has lost. Its own facts go only when they are in a backup, and photos
 * with the last fact that names them. Meant for moments in which nobody waits for the store.
 *
 * @returns where to go on, and how many facts went
 */
export async function letGo(store: Store, from: LetGoFrom): Promise<{ next: LetGoFrom; gone: number }> {
  const facts = await store.db.facts
    .where('[device+seq]')
    .above(from ?? ['', 0])
    .limit(slice)
    .toArray()
  const last = facts[facts.length - 1]
  const next: LetGoFrom = last && facts.length === slice ? [last.device, last.seq] : undefined
  // Looked at without a transaction, so that nobody waits; then again in one, if there is anything to do.
  const found = await droppable(outside(store), facts)
  if (found.length === 0) return { next, gone: 0 }
  const gone = await strictly(
    store.db,
    ['meta', 'facts', 'rows', 'troubles', 'blobs', 'parts'],
    async (transaction) => {
      const names = found.map(({ fact }): [string, number] => [fact.device, fact.seq])
      const still = await Promise.all(names.map((name) => transaction.get<KeptFact>('facts', name)))
      const going = await droppable(
        inside(transaction),
        still.filter((fact) => fact !== undefined),
      )
      for (const { fact, blobs } of going) {
        transaction.delete('facts', [fact.device, fact.seq])
        for (const hash of blobs) await dropIn(transaction, store, hash)
      }
      await reduceIn(
        transaction,
        going.flatMap(({ fact }) => fact.rows),
      )
      return going.length
    },
  )
  return { next, gone }
}

/** What is read, in a transaction or outside of one. */
interface Reading {
  get<T>(store: StoreName, key: IDBValidKey): Promise<T | undefined>
  factsOf(row: RowKey): Promise<KeptFact[]>
  rows(keys: readonly RowKey[]): Promise<(KeptRow | undefined)[]>
}

function outside({ db }: Store): Reading {
  return {
    get: (name, key) => db.table(name).get(key as IndexableType), // the same set of keys, by Dexie's name
    factsOf: (row) => db.facts.where('rows').equals(row).toArray(),
    rows: (keys) => db.rows.bulkGet([...keys]),
  }
}

function inside(transaction: StrictTransaction): Reading {
  return {
    get: transaction.get,
    factsOf: (row) => transaction.all('facts', row, 'rows'),
    rows: (keys) => Promise.all(keys.map((key) => transaction.get<KeptRow>('rows', key))),
  }
}

interface Going {
  fact: KeptFact
  /** The photos that nothing else names. */
  blobs: string[]
}

/** Which of these facts may go, by what the device knows of the hub's view: what was recorded here may yet be refused. */
async function droppable(reading: Reading, facts: readonly KeptFact[]): Promise<Going[]> {
  const self = (await reading.get<{ value: Self }>('meta', 'self'))?.value
  const place = self && (await reading.get<KeptRow>('rows', rowKey('place', self.place)))?.state
  if (!self || !place) return []
  const loose = facts.filter((fact) => fact.rows.length > 0 && !mustStay(self, fact))
  const view = await View.of(reading, self, place as Place, loose) // its table's
  const going: Going[] = []
  for (const fact of loose) {
    if (await view.keeps(fact)) continue
    // Whatever was refused stays until a person has seen to it.
    if (await reading.get('troubles', [fact.device, fact.seq])) continue
    const blobs = await blobsOf(reading, self, fact, going)
    if (blobs) going.push({ fact, blobs })
  }
  return going
}

class View {
  private constructor(
    private readonly reading: Reading,
    private readonly self: Self,
    private readonly place: Place,
    private readonly scopes: ReadonlyMap<string, ScopeReading | undefined>,
    private readonly standings: Map<RowKey, Standing>,
  ) {}

  static async of(reading: Reading, self: Self, place: Place, facts: readonly KeptFact[]): Promise<View> {
    const scopes = new Map<string, ScopeReading | undefined>()
    for (const name of new Set(facts.map((fact) => fact.scope)))
      scopes.set(name, (await reading.get<{ value: ScopeReading }>('meta', `scope:${name}`))?.value)
    const named = facts.flatMap((fact) => fact.rows.flatMap((row) => [row, ownerOf(row) ?? row]))
    const measured = [...new Set(named)].filter((row) => isMeasured(row))
    const rows = await reading.rows(measured)
    const standings = rows.flatMap((row) => (row ? [[row.key, standing(row.key, row.state)] as const] : []))
    return new View(reading, self, place, scopes, new Map(standings))
  }

  async keeps(fact: KeptFact): Promise<boolean> {
    const { kind, body } = kindOf(fact)
    if (!kind) return true
    const scope = this.scopes.get(fact.scope)
    if (!scope) return scopesOf(this.place).some((one) => one === fact.scope) || !isOwn(this.self, fact)
    // While a reading is under way, what opens a row again may be in its next page.
    if (scope.whole === undefined) return true
    if (kind.part === 'content' && isShared(this.place.kind))
      for (const row of fact.rows) await this.lookWhetherClosed(row, scope)
    if (this.hasLost(fact.rows, kind.needs(body))) return false
    const day = letGoBy(this.place.kind, dayOf(scope.whole))
    return isFor(this.place.kind, kind, fact.rows, day, (row) => this.standings.get(row))
  }

  /** Whether all rows have gone that a fact speaks of, and that were there when the hub took it: it alone makes none. */
  private hasLost(rows: readonly RowKey[], needed: readonly RowKey[]): boolean {
    return rows.every((row) => isMeasured(row) && !this.standings.has(row) && needed.includes(row))
  }

  /** A row is closed if the facts say so that came from the hub in this reading of the scope, these and no others. */
  private async lookWhetherClosed(row: RowKey, scope: ScopeReading): Promise<void> {
    const now = this.standings.get(row)
    if (!now || now.open) return
    const facts = await this.withLinked(row)
    const moves = facts.filter((fact) => fact.reading === scope.reading && kindOf(fact).kind?.part === 'moves')
    const state = reduceRow(row, moves)
    if (state === undefined || standing(row, state).open) this.standings.set(row, { ...now, open: true })
  }

  private async withLinked(row: RowKey): Promise<KeptFact[]> {
    const found = new Map<RowKey, KeptFact[]>()
    for (let wanted = [row]; wanted.length > 0; ) {
      for (const one of wanted) found.set(one, await this.reading.factsOf(one))
      wanted = wanted.flatMap((one) => linkedRows(one, found.get(one) ?? [])).filter((one) => !found.has(one))
    }
    const all = [...found.values()].flat()
    return [...new Map(all.map((fact) => [`${fact.device}:${fact.seq}`, fact])).values()]
  }
}

/** Whether a row may ever be not needed, or closed. */
function isMeasured(row: RowKey): boolean {
  const table = tableOf(row)
  return table?.neededUntil !== undefined || table?.isOpen !== undefined
}

function kindOf(fact: KeptFact): { kind?: FactKind; body?: unknown } {
  const read = readBody(fact.kind, fact.body)
  return read.ok ? { kind: read.kind, body: read.body } : {}
}

/** The photos that go with a fact; `undefined` while one of them keeps it here. */
async function blobsOf(
  reading: Reading,
  self: Self,
  fact: KeptFact,
  going: readonly Going[],
): Promise<string[] | undefined> {
  const hashes = photosOf(fact)
  const free: string[] = []
  if (hashes.length === 0) return free
  const beside = (await Promise.all(fact.rows.map((row) => reading.factsOf(row)))).flat()
  const staying = beside.filter((one) => ![fact, ...going.map((other) => other.fact)].some((gone) => isSame(one, gone)))
  const named = new Set<string>(staying.flatMap(photosOf))
  for (const hash of hashes) {
    const blob = await reading.get<KeptBlob>('blobs', hash)
    if (!blob || named.has(hash)) continue
    if (!isSafe(self, blob)) return undefined
    free.push(hash)
  }
  return free
}

function isSame(a: KeptFact, b: KeptFact): boolean {
  return a.device === b.device && a.seq === b.seq
}
