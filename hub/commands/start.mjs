import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install, root } from './install.mjs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tongke needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

const demonstration = process.argv.includes('--demo')
try {
  await install()
  await build()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
const { start } = await import(pathToFileURL(join(root, 'dist', 'hub', 'start.js')).href)
await start({ root, demonstration })
