/**
 * npm run crowd                       one studio, twelve classrooms on good and bad lines, four minutes, the hub killed in mid-lesson
 * npm run crowd -- --classrooms 30 --minutes 10
 * npm run crowd -- --floor            a third of the classrooms in Chromium 88, a third in 109
 */
import path from 'node:path'
import { build } from '../../hub/commands/build.mjs'
import { install, root } from '../../hub/commands/install.mjs'
import { installSubPackage } from '../sub-package.mjs'

await install({ dev: true, quiet: true })
await build({ quiet: true })
installSubPackage(path.join(root, 'test/browsers'))
const { register } = await import('tsx/esm/api')
register()
const { installBrowsers } = await import('../browsers/install.ts')
await installBrowsers()
const { crowd } = await import('./crowd.ts')
process.exit(await crowd(process.argv.slice(2)))
