import { fileURLToPath } from 'node:url'
import { start } from '../start.ts'

await start({ root: fileURLToPath(new URL('../..', import.meta.url)), demonstration: true })
