import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * The npm that runs this, or the one beside this Node: as a program and its arguments that start without a shell, which Windows
 * wants for `npm.cmd` (Node refuses it since CVE-2024-27980).
 */
export function npm(...args) {
  const running = process.env.npm_execpath
  const scripts = [
    ...(running && basename(running).startsWith('npm-cli.') ? [running] : []),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const script = scripts.find(existsSync)
  return script ? [process.execPath, script, ...args] : ['npm', ...args]
}
