import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../hub/commands/install.mjs'
import { clockShifted } from './clock.ts'

/** A built hub with the demonstration county in a process of its own, on an empty folder. */
export interface HubAtWork {
  port: number
  /** Its folder, for a second start. */
  dataDir: string
  pid: number
  stop(): Promise<void>
  /** Ends it in whatever it is doing, as a power cut does. Its folder is left where it is. */
  kill(): Promise<void>
}

interface Otherwise {
  /** How far its clock is ahead of this machine's, ms. */
  ahead?: number
  /** Where the app that it serves was built, in place of the project's own folder. */
  root?: string
  /** Words before its command: those that run it in a network namespace. */
  within?: readonly string[]
  /** Whether the demonstration county is brought in; not, where it is there already. */
  demonstration?: boolean
}

/** Where this is named, a hub begins with what a first start left there: that takes as long as the rest of a start. */
export const firstStartFolder = 'TEST_FIRST_START'

/** @param environment with `DATA_DIR` a folder that is left where it is: an earlier hub's, or an empty one */
export async function startHub(
  environment: NodeJS.ProcessEnv = {},
  { ahead = 0, root: served = root, within = [], demonstration = true }: Otherwise = {},
): Promise<HubAtWork> {
  const folder = environment.DATA_DIR ?? (await mkdtemp(path.join(tmpdir(), 'tongke-hub-')))
  const firstStart = process.env[firstStartFolder]
  const isUsual = Object.keys(environment).every((name) => name === 'DATA_DIR') && ahead === 0 && demonstration
  if (firstStart && isUsual && (await readdir(folder)).length === 0) {
    await cp(firstStart, folder, { recursive: true })
  }
  const start = `import(${JSON.stringify(path.join(root, 'dist/hub/start.js'))}).then(({ start }) => start(${JSON.stringify({ root: served, demonstration })}))`
  const program = ahead === 0 ? start : `${clockShifted(ahead)};${start}`
  const [command = '', ...words] = [...within, process.execPath, '--input-type=module', '--eval', program]
  const child = spawn(command, words, {
    env: { ...process.env, PORT: '0', ...environment, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = async (signal: NodeJS.Signals) => {
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  const port = await portOf(child)
  return {
    port,
    dataDir: folder,
    pid: child.pid ?? 0,
    async stop() {
      await end('SIGTERM')
      if (environment.DATA_DIR === undefined) await rm(folder, { recursive: true })
    },
    kill: () => end('SIGKILL'),
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the hub was started without a pipe for its words')
  for await (const line of createInterface(child.stdout)) {
    const port = /^Tongke is ready: http:\/\/localhost:(\d+)/.exec(line)?.[1]
    if (port) return Number(port)
  }
  throw new Error('the hub did not get ready')
}
