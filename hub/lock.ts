import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'

/**
 * Takes a folder for this process alone, for as long as it runs. The lock is the system's own on a file, by way of SQLite: it
 * ends with the process, however that ends, on every platform.
 *
 * @throws Error with one line that names DATA_DIR
 */
export async function lockFolder(folder: string): Promise<void> {
  const file = join(folder, 'hub.lock')
  try {
    await mkdir(folder, { recursive: true })
    const lock = new Database(file)
    // Kept open on purpose: what holds it is never closed.
    held.push(lock)
    lock.exec('begin exclusive')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException // what Node and libsql throw
    if (String(code).startsWith('SQLITE_BUSY') || /locked/.test(message)) {
      throw new Error(`DATA_DIR: another hub is running on ${folder}`)
    }
    throw new Error(`DATA_DIR: ${folder} cannot be written (${code ?? message})`)
  }
}

const held: unknown[] = []
