import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../../core/resources/manifest.ts'
import type { Problem } from './problem.ts'

/** The files of a folder by their paths, in an order that is the same on every machine. */
export type Sources = Map<string, Uint8Array<ArrayBuffer>>

/** Reads a folder whole. What cannot be read, or is larger than a file may be, is noted as a problem. */
export async function readSources(folder: string, problems: Problem[]): Promise<Sources> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      problems.push({ file: folder, message: `the folder cannot be read: ${error.message}` })
      return []
    },
  )
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: path.slice(join(folder, '/').length).replaceAll('\\', '/').normalize('NFC') }))
    // What editors and file managers leave behind.
    .filter(
      ({ name }) =>
        !name.split('/').some((part) => part.startsWith('.') || part === 'Thumbs.db' || part === 'desktop.ini'),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const sources: Sources = new Map()
  for (const { path, name } of paths) {
    const { size } = await stat(path)
    if (size > LIMITS.file) problems.push({ file: name, message: `is larger than ${LIMITS.file / 1024 / 1024} MiB` })
    else sources.set(name, new Uint8Array(await readFile(path)))
  }
  return sources
}

/** A text file of the folder; undefined when there is none, or when it is no text, which is noted as a problem. */
export function textOf(sources: Sources, path: string, problems: Problem[]): string | undefined {
  const bytes = sources.get(path)
  if (!bytes) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    problems.push({ file: path, message: 'is not UTF-8 text; save it as UTF-8' })
    return undefined
  }
}
