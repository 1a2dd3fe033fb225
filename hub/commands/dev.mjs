import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { install, root } from './install.mjs'

// For developers: the hub with the demonstration county, started anew on save, and the app reloaded on save in front.
await install({ dev: true })
await build()
const hub = spawn(process.execPath, ['--watch', '--import', 'tsx', join(root, 'hub', 'commands', 'run.ts')], {
  cwd: root,
  stdio: 'inherit',
})
const { createServer } = await import('vite')
const server = await createServer({ root, configFile: join(root, 'vite.config.ts') })
await server.listen()
// Places are enrolled there: the hub's own address has the app as it was last built.
server.printUrls()
console.log(`  Enrol at ${server.resolvedUrls?.local[0]}enrol?code=100001 (… 100005) for reload on save.`)

const stop = async () => {
  hub.kill('SIGTERM')
  await server.close()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
