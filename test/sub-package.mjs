import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { npm } from '../hub/commands/npm.mjs'

/**
 * Installs what a folder's own package asks for, exactly as its lock file says, unless that is there already. It is
 * kept apart from the project's packages because only some tests or benches want it, and it is large.
 */
export function installSubPackage(folder) {
  const stamp = path.join(folder, 'node_modules', '.installed')
  const lock = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return

  const [command, ...args] = npm('ci', '--loglevel=error')
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm ci in ${folder} did not succeed: ${error?.message ?? stdout + stderr}`)
  writeFileSync(stamp, lock)
}
