import type { DeviceId } from '../../core/facts/ids.ts'
import type { PinVerifier, Pull, Receipt } from '../../core/sync/messages.ts'

/**
 * What takes facts and blobs to the hub and back. Every call stands alone: it may be made again after any failure, and
 * losing an answer loses nothing.
 */
export interface Carrier {
  /** How long the hub takes to answer, ms; says hello first if it has not been heard yet. */
  roundTrip?(as: DeviceId): Promise<number>
  /**
   * The line was gone and is back: whatever waits for an answer fails at once, to be asked again. What was lost of it systems send only
   * after pauses that grew as long as the line was gone.
   */
  anew?(): void
  /** @param batch as `packFacts` wrote it */
  deliver(as: DeviceId, batch: string): Promise<Receipt>
  /** @param cursors by scope, as far as they have been read */
  pull(as: DeviceId, cursors: Readonly<Record<string, string>>): Promise<Pull>
  /** The database goes on under a new name; proven by the key, asked as the name that the hub knows. */
  rename(as: DeviceId, to: DeviceId): Promise<void>
  /** How many bytes of a photo the hub has; the whole size when it has all. Refused as long as it knows of no such photo. */
  blobState(as: DeviceId, hash: string): Promise<number>
  /** Sends bytes from `at` on; answers how many the hub has now. */
  sendBlob(as: DeviceId, blob: { hash: string; type: string; size: number }, at: number, bytes: Blob): Promise<number>
  /** What the place's teachers' PINs are checked with, and its mark; `undefined` if that is still the given one. */
  pins(as: DeviceId, mark?: string): Promise<{ pins: PinVerifier[]; mark: string } | undefined>
  /**
   * Asks for what only the hub knows or can do. A no is an answer, too, and says why.
   *
   * @param path behind `/api/`
   */
  ask(as: DeviceId, path: string, asked?: Asked): Promise<Answer>
  /** Bytes of a blob from `at` on, as they come. */
  fetchBlob(as: DeviceId, hash: string, at: number): Promise<BlobStream>
  /** Several whole blobs, one behind the other in the order asked. Refused when the hub does not have them all. */
  fetchBlobs(as: DeviceId, hashes: readonly string[]): Promise<BlobStream>
}

export interface Asked {
  method?: 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: Blob | string
  /** Ends it; then it failed as by a line that has gone. */
  signal?: AbortSignal
  /** Hears what has gone there and come back so far. As long as that grows nobody loses patience. */
  moved?: OnMoved
  /** Sends it in place of `fetch`, which does not tell how much of a body has gone. */
  send?: Send
}

/** Bytes that have moved, and of how many; `undefined` where that is not told. */
export type OnMoved = (way: 'there' | 'back', bytes: number, all: number | undefined) => void

export type Send = (path: string, init: RequestInit, moved: OnMoved) => Promise<Response>

export interface Answer {
  /** HTTP's; 200 to 499. */
  status: number
  body: Blob
}

export interface BlobStream {
  /** Of the whole blob. */
  size: number
  type: string
  /** The next bytes as they come; `undefined` at the end. */
  read(): Promise<Uint8Array | undefined>
  cancel(): void
}

/**
 * Why something could not be carried. `line`: nothing is wrong but the line; try again later. `unknown`: the hub does
 * not know this device. `revoked`: it must wipe itself. `refused`: this very thing is not to be had, ever. `taken`: another
 * device goes by the new name.
 */
export class CarrierFailure extends Error {
  constructor(
    readonly why: 'line' | 'unknown' | 'revoked' | 'refused' | 'taken',
    message?: string,
  ) {
    super(message ?? why)
  }
}
