/**
 * npm run bench                     measures everything and writes docs/benchmarks.md
 * npm run bench -- NAME …           measures these and shows the figures
 * npm run -s bench -- NAME --json   writes one JSON object { name, figures, budget, holds } to standard output
 */
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from '../../hub/commands/build.mjs'
import { install, root } from '../../hub/commands/install.mjs'
import { installSubPackage } from '../sub-package.mjs'

const here = import.meta.dirname
const json = process.argv.includes('--json')
const known = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0 || (json && asked.length !== 1)) {
  console.error(`Benches: ${known.join(', ')}. With --json name exactly one.`)
  process.exit(2)
}

/** Standard output is for the figures alone, whatever the measured programs and their libraries have to say. */
console.log = console.info = console.error

await install({ dev: true, quiet: true })
const { register } = await import('tsx/esm/api')
register()
const { run } = await import('./bench.ts')
const { table, machineLine } = await import('./table.ts')

const prepare = {
  build: () => build({ quiet: true }),
  browsers: async () => {
    installSubPackage(path.join(root, 'test/browsers'))
    const { installBrowsers } = await import('../browsers/install.ts')
    await installBrowsers()
  },
  packages: () => installSubPackage(here),
}

const measured = []
for (const name of asked.length > 0 ? asked : known) {
  const { default: bench } = await import(pathToFileURL(path.join(here, `${name}.bench.ts`)).href)
  for (const need of bench.needs ?? []) await prepare[need]()
  console.error(`${name} …`)
  measured.push({ outcome: await run(bench), how: bench.how })
}

if (json) {
  process.stdout.write(`${JSON.stringify(measured[0].outcome)}\n`)
} else {
  const report = table(measured, machineLine())
  if (asked.length > 0) process.stdout.write(report)
  else writeFileSync(path.join(root, 'docs/benchmarks.md'), report)
  if (measured.some(({ outcome }) => !outcome.holds)) process.exitCode = 1
}
