import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobHash } from '../../core/facts/ids.ts'
import { openJws, readJson } from '../../core/resources/jws.ts'
import { type Manifest, packageSize } from '../../core/resources/manifest.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import type { Hub } from '../hub.ts'
import { packFolder, type SigningKey } from '../packages/pack.ts'

/**
 * Publishes each lesson of a folder: its files become blobs, its signed manifest too, and plans can name it. A lesson
 * whose content is what was published before keeps its old signature, and with it its name.
 *
 * @returns the published packages by their ids
 */
export async function publishFolder(hub: Hub, folder: string, key: SigningKey): Promise<Map<string, PlannedLesson>> {
  const published = new Map<string, PlannedLesson>()
  const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const { name } of folders) {
    const packed = await packFolder(join(folder, name), key)
    const { id, version, title } = packed.manifest
    const before = await publishedBefore(hub, id, packed.manifest)
    const bytes = packageSize(packed.manifest)
    if (before) {
      published.set(id, { title, package: id, manifest: before, bytes })
      continue
    }
    for (const file of packed.manifest.files) {
      const content = packed.files.get(file.sha256)
      if (content) await hub.blobs.put(file.sha256, file.type, content)
    }
    const jws = new TextEncoder().encode(packed.jws)
    const manifest = createHash('sha256').update(jws).digest('hex') as BlobHash // its shape by construction
    await hub.blobs.put(manifest, 'application/jose', jws)
    await hub.db
      .insertInto('package')
      .values({ manifest, id, version, title, bytes, published: hub.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    published.set(id, { title, package: id, manifest, bytes })
  }
  return published
}

/** The name under which this very manifest was last published; ES256 signs the same bytes differently each time. */
async function publishedBefore(hub: Hub, id: string, manifest: Manifest): Promise<BlobHash | undefined> {
  const latest = await hub.db
    .selectFrom('package')
    .select('manifest')
    .where('id', '=', id)
    .orderBy('published', 'desc')
    .executeTakeFirst()
  if (!latest) return undefined
  const opened = openJws(new TextDecoder().decode(await hub.blobs.bytes(latest.manifest)))
  const same = opened && JSON.stringify(readJson(opened.payload)) === JSON.stringify(manifest)
  return same ? (latest.manifest as BlobHash) : undefined // written by `publishFolder`
}
