import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install, root } from './install.mjs'

await install()
await build()
const { peopleCommand } = await import(pathToFileURL(join(root, 'dist', 'hub', 'people.js')).href)
process.exitCode = await peopleCommand(process.argv.slice(2))
