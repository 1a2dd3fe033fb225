import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install, root } from './install.mjs'

await install()
await build()
const { packCommand } = await import(pathToFileURL(join(root, 'dist', 'hub', 'pack.js')).href)
// npm runs scripts in the project's folder; a path is meant from where it was typed.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
process.exitCode = await packCommand(process.argv.slice(2))
