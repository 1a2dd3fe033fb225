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
server.printUrls()

const stop = async () => {
  hub.kill('SIGTERM')
  await server.close()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
