import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Installs a Debian machine's own packages, where one may. @returns whether one may */
export function installDebianPackages(names: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names])
  return true
}

/** Unpacks a Debian package's files into a folder, without what it depends on. @throws where that cannot be had here */
export function unpackDebianPackage(name: string, folder: string): void {
  const fetched = mkdtempSync(path.join(tmpdir(), 'tongke-debian-'))
  try {
    run('apt-get', ['download', '-qq', name], fetched)
    for (const file of readdirSync(fetched)) run('dpkg-deb', ['--extract', path.join(fetched, file), folder])
  } finally {
    rmSync(fetched, { recursive: true })
  }
}

/** @throws Error with all that the program said, when it does not succeed */
export function run(command: string, args: readonly string[], cwd?: string): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr + stdout}`)
}
