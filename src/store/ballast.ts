import type { Store } from './store.ts'

/**
 * Room held by a file of bytes that mean nothing, to be given up when a fact or a photo finds the disk full. Not in the
 * database: what is deleted there is free only once it tidies up (Chromium's LevelDB), and deleting needs room itself.
 */
export const ballastBytes = 4 * 1024 * 1024
/** Written at a time. Random bytes may be asked for no more than that at once (Web Crypto, `getRandomValues`). */
const piece = 65_536

/** As much of the Storage Standard as this needs; older browsers have no files of an origin's own. */
export type OwnFiles = Pick<StorageManager, 'getDirectory'>

/**
 * Does what writes little and matters; on a full disk the ballast goes over board, and it is tried once more.
 *
 * @throws what `work` throws, `QuotaExceededError` if there was no ballast either
 */
export async function withBallast<T>(store: Store, work: () => Promise<T>, files = ownFiles()): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isFull(error) || !(await giveUpBallast(store, files))) throw error
    return work()
  }
}

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}

/** @returns whether there was any */
export async function giveUpBallast(store: Store, files = ownFiles()): Promise<boolean> {
  const had = (await ballastHere(store, files)) > 0
  if (had) await (await files?.getDirectory())?.removeEntry(nameOf(store))
  return had
}

/**
 * Takes ballast in, if there is none.
 *
 * @param turn awaited before each piece, so that no touch waits behind it
 * @throws DOMException `QuotaExceededError` when there is no room for it; then there is none
 */
export async function takeBallast(store: Store, turn: () => Promise<void>, files = ownFiles()): Promise<void> {
  if (!files || (await ballastHere(store, files)) > 0) return
  const file = await (await files.getDirectory()).getFileHandle(nameOf(store), { create: true })
  // It is the file only once it is closed: cut off in between, there is none.
  const writing = await file.createWritable()
  try {
    for (let written = 0; written < ballastBytes; written += piece) {
      await turn()
      await writing.write(crypto.getRandomValues(new Uint8Array(piece)))
    }
    await writing.close()
  } catch (error) {
    await writing.abort().catch(() => undefined) // it has failed already
    throw error
  }
}

/** How much ballast is here, bytes. */
export async function ballastHere(store: Store, files = ownFiles()): Promise<number> {
  try {
    const file = await (await files?.getDirectory())?.getFileHandle(nameOf(store))
    return (await file?.getFile())?.size ?? 0
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'SecurityError')) return 0
    throw error
  }
}

function ownFiles(): OwnFiles | undefined {
  const storage = globalThis.navigator?.storage
  return storage && 'getDirectory' in storage ? storage : undefined
}

function nameOf({ db }: Store): string {
  return `${db.name.replace(':', '-')}-ballast`
}
