import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

// Writes docs/third-party.md: every package that is shipped or runs in the hub, from the lock file and the packages themselves.
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
const rows = Object.entries(lock)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path, entry]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const { license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    return `| ${name} | ${entry.version} | ${license ?? entry.license ?? 'see the package'} |`
  })
const font = JSON.parse(readFileSync(join(root, 'hub/commands/kai/package-lock.json'), 'utf8')).packages[
  'node_modules/@fontsource/lxgw-wenkai'
]
const text = `# Third-party licences

Packages that are part of the app or run in the hub or its build, from the lock file. Made by
\`node hub/commands/licences.mjs\`. Native parts for other systems (\`optional\` in the lock file) carry their package's licence.

| package | version | licence |
|---|---|---|
${[...new Set(rows)].sort().join('\n')}

The 楷体 (\`src/ui/kai/slices\`) is cut from LXGW WenKai ${font.version} (npm \`@fontsource/lxgw-wenkai\`) under the SIL Open Font License 1.1,
which lies beside it as \`OFL.txt\`.
`
writeFileSync(join(root, 'docs', 'third-party.md'), text)
