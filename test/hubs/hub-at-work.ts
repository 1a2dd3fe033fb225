import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../hub/commands/install.mjs'

/** A built hub with the demonstration county in a process of its own, on an empty folder. */
export interface HubAtWork {
  port: number
  /** Its folder, for a second start. */
  dataDir: string
  pid: number
  stop(): Promise<void>
}

/** @param environment with `DATA_DIR` an earlier one's folder, which is then left where it is */
export async function startHub(environment: NodeJS.ProcessEnv = {}): Promise<HubAtWork> {
  const folder = environment.DATA_DIR ?? (await mkdtemp(path.join(tmpdir(), 'tongke-hub-')))
  const program = `import(${JSON.stringify(path.join(root, 'dist/hub/start.js'))}).then(({ start }) => start(${JSON.stringify({ root, demonstration: true })}))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, PORT: '0', ...environment, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await portOf(child)
  return {
    port,
    dataDir: folder,
    pid: child.pid ?? 0,
    async stop() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
      if (environment.DATA_DIR === undefined) await rm(folder, { recursive: true })
    },
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
