import { ensureCurrentChromium } from './current.ts'
import { unpackFloorBuild } from './floor.ts'
import { floorRunsHere } from './versions.ts'

/** Makes sure of every browser that this machine can run; the floor builds' packages are installed before. */
export async function installBrowsers(): Promise<void> {
  ensureCurrentChromium()
  if (!floorRunsHere) return
  await unpackFloorBuild('109')
  await unpackFloorBuild('88')
}
