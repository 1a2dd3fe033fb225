import { register } from 'tsx/esm/api'

register()
const { playSeeds } = await import('./play-seeds.ts')
process.exitCode = await playSeeds(process.argv.slice(2))
