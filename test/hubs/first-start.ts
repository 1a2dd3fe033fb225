import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { firstStartFolder, startHub } from './hub-at-work.ts'

/** One hub brings the demonstration county in, for all the hubs of a project's tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-first-start-'))
  const hub = await startHub({ DATA_DIR: folder })
  await hub.stop()
  process.env[firstStartFolder] = folder
  return () => rm(folder, { recursive: true })
}
