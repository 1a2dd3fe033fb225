import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './install.mjs'

// Cuts the slices of the 楷体 anew, after a change of their characters or of the font: docs/decisions/035-kai-in-slices.md.
// First `npm ci` in hub/commands/kai, which brings the font and the tool; then `node --import tsx hub/commands/kai.mjs`.
const tools = join(root, 'hub', 'commands', 'kai')
const to = join(root, 'src', 'ui', 'kai')

const { resolve } = createRequire(join(tools, 'package.json'))
const { default: subsetFont } = await import(resolve('subset-font'))
const { characters } = await import(join(to, 'characters.ts'))
const { sliceSize } = await import(join(to, 'slices.ts'))
const font = readFileSync(resolve('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2'))

rmSync(join(to, 'slices'), { recursive: true, force: true })
mkdirSync(join(to, 'slices'))
// No hints, no vertical writing, no variants: what is left is the shapes.
const dropTables = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx']
const options = { targetFormat: 'woff2', noLayoutClosure: true, noHinting: true, dropTables }
let bytes = 0
const all = Array.from(characters)
for (let at = 0; at < all.length; at += sliceSize) {
  const slice = await subsetFont(font, all.slice(at, at + sliceSize).join(''), options)
  writeFileSync(join(to, 'slices', `${String(at / sliceSize).padStart(3, '0')}.woff2`), slice)
  bytes += slice.length
}
copyFileSync(resolve('@fontsource/lxgw-wenkai/LICENSE'), join(to, 'slices', 'OFL.txt'))
console.log(
  `${Math.ceil(all.length / sliceSize)} slices, ${bytes} bytes, of ${createHash('sha256').update(font).digest('hex')}`,
)
