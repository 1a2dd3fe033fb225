import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { FactName } from '../../core/facts/ids.ts'
import type { KeptFact } from '../../src/store/place-db.ts'

/** What lies on a disk when the power goes: whole, and nobody writes to it any more. */
export type DiskImage = ReadonlyMap<string, Database>

/** The insides of fake-indexeddb, as far as a power cut needs them. */
interface Factory {
  _databases: Map<string, Database>
}
interface Database {
  rawObjectStores: Map<string, ObjectStore>
  transactions: Transaction[]
  connections: { transaction: Begin }[]
  processTransactions(): void
}
interface ObjectStore {
  rawDatabase: Database
  records: Records
  rawIndexes: Map<string, Index>
}
interface Index {
  rawObjectStore: ObjectStore
  records: Records
}
interface Records {
  records: Tree
  get(key: unknown): { value: KeptFact } | undefined
}
interface Tree {
  _root?: Node
}
interface Node {
  deleted: boolean
  left?: Node
  right?: Node
  parent?: Node
}
type Begin = (stores: string[], mode?: string, options?: { durability?: string }) => Transaction
interface Transaction {
  mode: string
  durability: string
  _state: string
  _rollbackLog: (() => void)[]
  addEventListener(type: string, listener: () => void): void
}

/**
 * A device's disk. Whatever a strict transaction has committed, and all before it, outlives a power cut; what was
 * committed otherwise may be in the system's memory still, and goes with it.
 */
export class Disk {
  readonly idb: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
  private readonly factory: Factory
  /** How to undo what is committed and not on the disk, the oldest first. */
  private unflushed: (() => void)[] = []

  constructor(image: DiskImage = new Map()) {
    const indexedDB = new IDBFactory()
    this.factory = indexedDB as unknown as Factory
    for (const [name, database] of image) this.factory._databases.set(name, copyOf(database))
    this.idb = { indexedDB: this.watched(indexedDB), IDBKeyRange }
  }

  /** A fact by its name, as nobody on the device looks at it. */
  fact(name: FactName): KeptFact | undefined {
    const [device, seq] = [name.slice(0, name.lastIndexOf(':')), Number(name.slice(name.lastIndexOf(':') + 1))]
    for (const { rawObjectStores } of this.factory._databases.values()) {
      const found = rawObjectStores.get('facts')?.records.get([device, seq])
      if (found) return found.value
    }
    return undefined
  }

  /** Cuts the power: what was not committed for good is undone. The disk is not used again, its image is. */
  cut(): DiskImage {
    const databases = [...this.factory._databases.values()]
    for (const database of databases) {
      for (const one of database.transactions) if (one._state !== 'finished') undo(one._rollbackLog)
    }
    undo(this.unflushed)
    return new Map([...this.factory._databases].map(([name, database]) => [name, copyOf(database)]))
  }

  /** Sees every transaction of every connection end, before whoever began it does. */
  private watched(indexedDB: IDBFactory): IDBFactory {
    const { open } = indexedDB
    indexedDB.open = (name, version) => {
      const request = open.call(indexedDB, name, version)
      const watch = () => this.watch(request.result as unknown as Database['connections'][number])
      request.addEventListener('upgradeneeded', watch)
      request.addEventListener('success', watch)
      return request
    }
    return indexedDB
  }

  private watch(connection: Database['connections'][number]): void {
    if (Object.hasOwn(connection, 'transaction')) return
    const begin = connection.transaction
    connection.transaction = (stores, mode, options) => {
      const transaction = begin.call(connection, stores, mode, options)
      if (transaction.mode === 'readwrite') {
        transaction.addEventListener('complete', () => {
          if (transaction.durability === 'strict') this.unflushed = []
          else this.unflushed.push(...transaction._rollbackLog)
        })
      }
      return transaction
    }
  }
}

/** How many records lie in each store of a disk; those that are empty are left out. */
export function recordsOn(image: DiskImage): Record<string, number> {
  const stores = [...image.values()].flatMap(({ rawObjectStores }) => [...rawObjectStores])
  const counts = stores.map(([name, { records }]) => [name, countOf(records.records._root)] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

function countOf(node: Node | undefined): number {
  return node ? (node.deleted ? 0 : 1) + countOf(node.left) + countOf(node.right) : 0
}

function undo(log: (() => void)[]): void {
  for (const one of log.splice(0).reverse()) one()
}

/** Records are never changed once they are stored, so that their tree is all that has to be copied. */
function copyOf(database: Database): Database {
  const copy = like(database, { transactions: [], connections: [], rawObjectStores: new Map() })
  copy.processTransactions = Object.getPrototypeOf(database).processTransactions.bind(copy)
  for (const [name, store] of database.rawObjectStores) {
    const stored = like(store, { rawDatabase: copy, records: copyOfRecords(store.records), rawIndexes: new Map() })
    for (const [key, index] of store.rawIndexes) {
      stored.rawIndexes.set(key, like(index, { rawObjectStore: stored, records: copyOfRecords(index.records) }))
    }
    copy.rawObjectStores.set(name, stored)
  }
  return copy
}

function copyOfRecords(records: Records): Records {
  const { _root } = records.records
  return like(records, { records: like(records.records, _root ? { _root: copyOfNode(_root) } : {}) })
}

function copyOfNode(node: Node, parent?: Node): Node {
  const copy = like(node, parent ? { parent } : {})
  if (node.left) copy.left = copyOfNode(node.left, copy)
  if (node.right) copy.right = copyOfNode(node.right, copy)
  return copy
}

function like<T extends object>(one: T, changed: Partial<T>): T {
  return Object.assign(Object.create(Object.getPrototypeOf(one)), one, changed)
}
