import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Installs what is missing, exactly as the lock file says. What only tests and benches need comes with `dev`; a tree
 * that has it already is left as it is.
 */
export function install({ dev = false, quiet = false } = {}) {
  const stamp = join(root, 'node_modules', '.tongke-installed')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (installed === `${lock} all` || (!dev && installed === `${lock} needed`)) return
  if (!quiet) console.log('Installing what is missing …')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? ['--include=dev'] : ['--omit=dev'])]
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, args, { cwd: root, stdio: quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'] })
  if (result.status !== 0) throw new Error('npm ci did not succeed: see above')
  writeFileSync(stamp, `${lock} ${dev ? 'all' : 'needed'}`)
}
