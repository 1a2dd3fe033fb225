import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install, root } from './install.mjs'

await install()
await build()
const { backupCommand } = await import(pathToFileURL(join(root, 'dist', 'hub', 'backup.js')).href)
process.exitCode = await backupCommand(process.argv.slice(2))
