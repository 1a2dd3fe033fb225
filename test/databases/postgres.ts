import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL server of one's own, in a folder that goes with it; it listens on a socket in there alone. */
export interface Postgres {
  /** Of its one database. */
  url: string
  /** Ends all connections in whatever they are doing and comes back, as `pg_ctl restart` does. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Where Debian and others keep the programs; the newest first. `undefined` when there are none. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((one) => join(debian, one, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/**
 * Starts a server. It flushes nothing to the disk: what is tested with it is what it says, not what a power cut leaves.
 *
 * @param kept a folder that stays, with the data of an earlier one that had it; without it goes with the server
 * @throws if there is no PostgreSQL on this machine
 */
export async function startPostgres(kept?: string): Promise<Postgres> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('no PostgreSQL here: initdb and postgres are looked for')
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'tongke-postgres-'))
  mkdirSync(folder, { recursive: true })
  // It does not run as root.
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const database = ['--pgdata', data, '--username', 'tongke', '--encoding', 'UTF8', '--no-sync', '--auth', 'trust']
  if (!existsSync(data)) execFileSync(join(programs, 'initdb'), database, { ...owner, stdio: 'ignore', cwd: folder })
  const settings = { listen_addresses: '', unix_socket_directories: folder, fsync: 'off', max_connections: '300' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const start = async (): Promise<ChildProcess> => {
    const server = spawn(join(programs, 'postgres'), ['-D', data, ...flags], {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
    })
    await new Promise<void>((resolve, reject) => {
      let said = ''
      server.stderr.on('data', (text) => {
        said += text
        if (said.includes('ready to accept connections')) resolve()
      })
      server.on('exit', () => reject(new Error(said)))
    })
    return server
  }
  /** Its fast shutdown: who is connected is cut off. */
  const end = async () => {
    server.kill('SIGINT')
    if (server.exitCode === null) await once(server, 'exit')
  }
  let server = await start()
  return {
    url: `postgresql://tongke@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async restart() {
      await end()
      server = await start()
    },
    async stop() {
      await end()
      if (kept === undefined) rmSync(folder, { recursive: true })
    },
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}
