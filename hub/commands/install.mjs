import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm } from './npm.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Installs what is missing, exactly as the lock file says. What only tests and benches need comes with `dev`. A tree
 * that already has every package in the lock's version is left as it is, whoever installed it.
 */
export async function install({ dev = false, quiet = false } = {}) {
  if (isInstalled(dev)) return
  if (!quiet) console.log('Installing what is missing …')
  const [command, ...args] = npm(
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    dev ? '--include=dev' : '--omit=dev',
  )
  const child = spawn(command, args, { cwd: root, stdio: quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'] })
  // Who stops this does not want it to go on without them.
  const stop = (signal) => child.kill(signal)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const [status, signal] = await once(child, 'exit')
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  if (status !== 0) throw new Error(`npm ci ${signal ? `was stopped (${signal})` : 'did not succeed: see above'}`)
}

/** Compares the lock with what npm noted of the tree; packages for other systems (`optional`) may be absent. */
function isInstalled(dev) {
  const noted = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(noted)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const there = JSON.parse(readFileSync(noted, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional, dev: onlyDev, devOptional }]) =>
      path === '' || optional || (onlyDev && !dev) || (devOptional && !dev) || there[path]?.version === version,
  )
}
