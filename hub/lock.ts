import { join } from 'node:path'
import Database from 'libsql'
import { makeFolder } from './store/make-folder.ts'

/**
 * Takes a folder of data for this process alone, for as long as it runs.
 *
 * @throws Error with one line that names DATA_DIR
 */
export async function lockFolder(folder: string): Promise<void> {
  const lock = await takeLock(folder, 'hub.lock')
  if (lock === 'taken') throw new Error(`DATA_DIR: another hub is running on ${folder}`)
  if (lock instanceof Error) throw new Error(`DATA_DIR: ${folder} cannot be written (${lock.message})`)
}

/**
 * The lock is the system's own on a file, by way of SQLite: it ends with the process, however that ends, on every platform.
 *
 * @returns how to give it back; `taken` when another process has it; what is in the way of having one
 */
export async function takeLock(folder: string, name: string): Promise<(() => void) | 'taken' | Error> {
  try {
    await makeFolder(folder)
    const lock = new Database(join(folder, name))
    // Kept open on purpose: who does not give it back holds it to the end.
    held.add(lock)
    lock.exec('begin exclusive')
    return () => {
      held.delete(lock)
      lock.close()
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException // what Node and libsql throw
    if (String(code).startsWith('SQLITE_BUSY') || /locked/.test(message)) return 'taken'
    return new Error(code ?? message)
  }
}

const held = new Set<unknown>()
