import { readBody } from '../../core/facts/catalogue.ts'
import type { Fact } from '../../core/facts/fact.ts'
import { county } from '../../core/facts/scope.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { HubDb } from '../store/schema.ts'

/**
 * Takes away the photos that a fact named before something was erased of it, unless others name them, too: they are
 * nobody's from now on, and `BlobKeep.sweep` takes their bytes away. Behind the reducing of rows, by which it is seen who does.
 */
export async function forgetBlobs(db: HubDb, { kind, body }: Fact): Promise<void> {
  const read = readBody(kind, body)
  if (!read.ok) return
  const scope = read.kind.scope(read.body)
  for (const hash of read.kind.blobs?.(read.body) ?? []) {
    if (await isNamedIn(db, scope, hash)) continue
    await db.deleteFrom('blob_scope').where('hash', '=', hash).where('scope', '=', scope).execute()
    const left = await db.selectFrom('blob_scope').select('scope').where('hash', '=', hash).execute()
    // Another class has the same photo, or it is a lesson's file.
    if (left.some((one) => one.scope === county || one.scope.startsWith('class:'))) continue
    for (const table of ['blob_scope', 'blob_awaited', 'blob'] as const)
      await db.deleteFrom(table).where('hash', '=', hash).execute()
    await db
      .insertInto('blob_gone')
      .values({ hash })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function isNamedIn(db: HubDb, scope: string, hash: string): Promise<boolean> {
  const { from, below } = rowRange('work', scope.slice('class:'.length))
  const row = await db
    .selectFrom('row')
    .select('row')
    .where('row', '>=', from)
    .where('row', '<', below)
    .where('state', 'like', `%${hash}%`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
