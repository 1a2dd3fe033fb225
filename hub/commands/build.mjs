import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { root } from './install.mjs'

const sources = [
  'core',
  'src',
  'service-worker',
  'hub',
  'public',
  'index.html',
  'place.html',
  'vite.config.ts',
  'package-lock.json',
]

/** Builds the app, its service worker and the hub into `dist`, if anything they are made of has changed. */
export async function build({ quiet = false } = {}) {
  const stamp = join(root, 'dist', 'built-from')
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  if (!quiet) console.log('Building …')
  // What is stopped half-way must not pass for whole when the sources are put back.
  rmSync(stamp, { force: true })
  const { build: viteBuild } = await import('vite')
  for (const mode of ['app', 'service-worker', 'hub']) {
    await viteBuild({ root, mode, logLevel: 'warn', configFile: join(root, 'vite.config.ts') })
  }
  await compress(join(root, 'dist', 'app'))
  writeFileSync(stamp, now)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((name) => filesIn(join(root, name)))) {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path}:${mtimeMs}:${size}\n`)
  }
  return hash.digest('hex')
}

function filesIn(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}

/** Each text file beside itself as brotli and gzip, so that serving costs nothing. */
async function compress(folder) {
  const texts = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest', '.txt'])
  await Promise.all(
    filesIn(folder)
      .filter((path) => texts.has(extname(path)))
      .map(async (path) => {
        const bytes = readFileSync(path)
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
        writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes, { params }))
        writeFileSync(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
      }),
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build()
