import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../hub/commands/install.mjs'

/** A copy of the built app, for a hub to serve, that can become the next version of itself. */
export interface AppCopy {
  /** What `startHub` takes for the project's folder. */
  root: string
  /** Every built file gets another name, as it does when every file was changed; the old names are gone. */
  becomeNext(): Promise<void>
  remove(): Promise<void>
}

export async function copyApp(): Promise<AppCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-app-'))
  const app = path.join(folder, 'dist', 'app')
  await cp(path.join(root, 'dist', 'app'), app, { recursive: true })
  await symlink(path.join(root, 'fixtures'), path.join(folder, 'fixtures'))
  return {
    root: folder,
    async becomeNext() {
      const assets = path.join(app, 'assets')
      const names = (await readdir(assets)).filter((name) => !/\.(br|gz)$/.test(name))
      const renamed = new Map(
        names.map((name) => [name, name.replace(/-[\w-]{8}\./, (hash) => `${hash.slice(0, -2)}_.`)]),
      )
      const texts = [
        'index.html',
        'place.html',
        'service-worker.js',
        ...names.filter((n) => /\.(js|css)$/.test(n)).map((n) => `assets/${n}`),
      ]
      for (const text of texts) {
        const file = path.join(app, text)
        let words = await readFile(file, 'utf8')
        for (const [before, after] of renamed) words = words.replaceAll(before, after)
        await writeFile(file, words)
        // Compressed copies are of the version before.
        for (const ending of ['.br', '.gz']) await rm(file + ending, { force: true })
      }
      for (const [before, after] of renamed) {
        await rename(path.join(assets, before), path.join(assets, after))
        for (const ending of ['.br', '.gz']) await rm(path.join(assets, before) + ending, { force: true })
      }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
