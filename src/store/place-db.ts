import { Dexie, type Table } from 'dexie'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import type { RefusalReason } from '../../core/sync/messages.ts'
import { databaseName } from './name.ts'

/** A fact as a device keeps it. */
export interface KeptFact extends TimedFact {
  /** The rows it speaks of; none when it is not understood, or was refused. */
  rows: RowKey[]
  scope: string
  /** Of which reading of its scope it is: what an anew reading does not bring again is swept away. */
  reading: number
}

export interface KeptRow {
  key: RowKey
  state: unknown
}

/** Part of a blob: bytes from `n * partBytes` on. */
export interface BlobPart {
  hash: string
  n: number
  bytes: ArrayBuffer
}

/** How much of a blob is kept at a time: a cut of the line costs at most this. Bytes. */
export const partBytes = 65_536

export interface KeptBlob {
  hash: string
  size: number
  type: string
  /** Bytes that are here, from the beginning. */
  have: number
  /** All here, and the hash was right. */
  whole: 0 | 1
  /** A photo that the hub does not have yet. */
  toSend: 0 | 1
  /** Of a photo taken here: the last fact recorded before the hub had it. A backup with a later one has the photo, too. */
  sentAfter?: { device: DeviceId; seq: number }
}

/** A fact that the hub did not take. It stays until a person has seen to it. */
export interface Trouble {
  device: DeviceId
  seq: number
  why: RefusalReason
}

/** A name that this database bore before another one used it, too. */
export interface FormerName {
  device: DeviceId
  /** Of the last fact that is this database's under this name. */
  seq: number
  /** Up to this number the hub has everything, byte for byte. */
  delivered: number
  /** Up to this number a backup has everything. */
  safe: number
}

/** Who this database is, and how far its facts have come. */
export interface Self {
  place: string
  device: DeviceId
  /** Of the last fact recorded. */
  seq: number
  /** Its hybrid time, ms. */
  at: number
  /** Hub's clock minus this device's at the last contact, ms. */
  offset: number
  /** The hub's clock at its latest word, ms since 1970. */
  told?: number
  /** This device's own clock when it was last looked at, ms. */
  wall: number
  /** Up to this number the hub has everything. */
  delivered: number
  /** Up to this number a backup has everything. */
  safe: number
  /** How many of its photos the hub asked for at its latest word. */
  awaited?: number
  /** The name under which the hub still knows it, while it has taken a new one. */
  formerly?: DeviceId
  /** All names that it bore before, the latest last. */
  former?: readonly FormerName[]
}

export interface ScopeReading {
  cursor: string
  reading: number
  /** The hub's clock when all of the scope had been read, ms since 1970; not there while a reading is under way. */
  whole?: number
}

/**
 * A place's local database. `facts`, `parts` and `blobs` never change their shape; `rows` holds whatever the tables in
 * `core/rows` make of the facts, by one key, so that a new table needs no new schema.
 */
export class PlaceDb extends Dexie {
  declare facts: Table<KeptFact, [string, number]>
  declare rows: Table<KeptRow, string>
  declare meta: Table<{ name: string; value: unknown }, string>
  declare troubles: Table<Trouble, [string, number]>
  declare blobs: Table<KeptBlob, string>
  declare parts: Table<BlobPart, [string, number]>

  constructor(name: string, idb?: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }) {
    super(databaseName(name), { ...idb, cache: 'disabled', chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      facts: '[device+seq], *rows, scope',
      rows: 'key',
      meta: 'name',
      troubles: '[device+seq]',
      blobs: 'hash, toSend',
      parts: '[hash+n]',
    })
  }
}
