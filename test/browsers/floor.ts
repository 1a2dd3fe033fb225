import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type FloorVersion, floorPackages } from './versions.ts'

const here = import.meta.dirname

export type FloorBuild = { executable: string; env: Record<string, string> }

/**
 * Where an unpacked floor build is and what its process needs to know. The builds were made for a machine with next to
 * no libraries or fonts, so they bring both; the machine's own fonts are offered beside them, for Chinese.
 */
export function floorBuild(version: FloorVersion): FloorBuild {
  const folder = folderOf(version)
  const executable = path.join(folder, 'chromium')
  if (!existsSync(executable)) throw new Error(`Chromium ${version} is not unpacked: run npm test once`)
  return {
    executable,
    env: { LD_LIBRARY_PATH: path.join(folder, 'lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.xml') },
  }
}

/** Unpacks a floor build from its installed package; does nothing when this very package version is unpacked already. */
export async function unpackFloorBuild(version: FloorVersion): Promise<void> {
  const source = path.join(here, 'node_modules', floorPackages[version])
  const folder = folderOf(version)
  const stamp = path.join(folder, 'package.json')
  const manifest = await readFile(path.join(source, 'package.json'), 'utf8')
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === manifest) return

  const partial = `${folder}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  await pipeline(
    createReadStream(path.join(source, 'bin/chromium.br')),
    createBrotliDecompress(),
    createWriteStream(path.join(partial, 'chromium'), { mode: 0o755 }),
  )
  await untar(path.join(source, 'bin/aws.tar.br'), partial)
  await writeFile(path.join(partial, 'fonts.xml'), fontConfiguration(folder))
  await writeFile(path.join(partial, 'package.json'), manifest)
  await rm(folder, { recursive: true, force: true })
  await rename(partial, folder)
}

function folderOf(version: FloorVersion): string {
  return path.join(here, 'unpacked', version)
}

async function untar(archive: string, folder: string): Promise<void> {
  const tar = spawn('tar', ['--extract', '--no-same-owner', '--directory', folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(tar, 'exit')
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin)
  const [code] = await ended
  if (code !== 0) throw new Error(`tar ended with ${code} on ${archive}`)
}

/** Without a font that it can find, Chromium ends at its first page. */
function fontConfiguration(folder: string): string {
  const families = ['sans-serif', 'serif', 'monospace'].map(
    (family) =>
      `<alias><family>${family}</family><prefer><family>Open Sans</family><family>Noto Sans CJK SC</family></prefer></alias>`,
  )
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${path.join(folder, '.fonts')}</dir>
<dir>/usr/share/fonts</dir>
<cachedir>${path.join(folder, 'font-cache')}</cachedir>
${families.join('\n')}
</fontconfig>
`
}
