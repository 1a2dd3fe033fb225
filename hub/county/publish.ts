import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { county } from '../../core/facts/scope.ts'
import { packageSize } from '../../core/resources/manifest.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import type { Hub } from '../hub.ts'
import { packFolder } from '../packages/pack.ts'
import type { SigningKey } from '../packages/signing.ts'
import { CountyFault } from './files.ts'

/**
 * Publishes each lesson of a folder: its files become blobs, its signed manifest too, and plans can name it. The same
 * lesson gives the same package, so that doing it again changes nothing.
 *
 * @returns the published packages by their ids
 * @throws CountyFault when a lesson cannot be packed, in words that name the file and line
 */
export async function publishFolder(hub: Hub, folder: string, key: SigningKey): Promise<Map<string, PlannedLesson>> {
  const published = new Map<string, PlannedLesson>()
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new CountyFault(`LESSONS_DIR: ${folder} is no folder that can be read`)
  })
  const folders = entries.filter((entry) => entry.isDirectory())
  for (const { name } of folders) {
    const packed = await packFolder(join(folder, name), key)
    if (!packed.ok) {
      const [first] = packed.problems
      throw new CountyFault(`${name}/${first?.file}${first?.line ? `, line ${first.line}` : ''}: ${first?.message}`)
    }
    const { id, version, title } = packed.manifest
    const bytes = packageSize(packed.manifest)
    for (const file of packed.manifest.files) {
      const content = packed.files.get(file.sha256)
      if (content) await hub.blobs.put(file.sha256, file.type, content)
    }
    await hub.blobs.put(packed.name, 'application/jose', new TextEncoder().encode(packed.jws))
    await giveToAll(hub, [packed.name, ...packed.manifest.files.map((file) => file.sha256)])
    await hub.db
      .insertInto('package')
      .values({ manifest: packed.name, id, version, title, bytes, published: hub.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    published.set(id, { title, package: id, manifest: packed.name, bytes })
  }
  return published
}

/** Blobs that every place of the county may have. */
async function giveToAll(hub: Hub, hashes: readonly string[]): Promise<void> {
  await hub.db
    .insertInto('blob_scope')
    .values(hashes.map((hash) => ({ hash, scope: county })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
