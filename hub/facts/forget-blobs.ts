import { readBody } from '../../core/facts/catalogue.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { ClassId } from '../../core/facts/ids.ts'
import { county } from '../../core/facts/scope.ts'
import { lessonsRange, rowRange } from '../../core/rows/row-key.ts'
import type { HubDb } from '../store/schema.ts'

/**
 * Takes away the photos that facts named before something was erased of them, unless others name them, too: they are
 * nobody's from now on, and `BlobKeep.sweep` takes their bytes away. Behind the reducing of rows, by which it is seen who does.
 */
export async function forgetBlobs(db: HubDb, facts: readonly Fact[]): Promise<void> {
  const lost = new Map<string, Set<string>>()
  for (const { kind, body } of facts) {
    const read = readBody(kind, body)
    if (!read.ok) continue
    const scope = read.kind.scope(read.body)
    for (const hash of read.kind.blobs?.(read.body) ?? [])
      lost.set(scope, (lost.get(scope) ?? new Set<string>()).add(hash))
  }
  for (const [scope, hashes] of lost) {
    const named = await namedIn(db, scope)
    for (const hash of hashes) if (!named.has(hash)) await forgetBlob(db, scope, hash)
  }
}

async function forgetBlob(db: HubDb, scope: string, hash: string): Promise<void> {
  await db.deleteFrom('blob_scope').where('hash', '=', hash).where('scope', '=', scope).execute()
  const left = await db.selectFrom('blob_scope').select('scope').where('hash', '=', hash).execute()
  // Another class or a live room has the same photo, or it is a lesson's file.
  if (left.some((one) => one.scope === county || /^(class|live):/.test(one.scope))) return
  for (const table of ['blob_scope', 'blob_awaited', 'blob'] as const)
    await db.deleteFrom(table).where('hash', '=', hash).execute()
  await db
    .insertInto('blob_gone')
    .values({ hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The photos that a class's work and answers name. All is walked once: no index knows them, and a walk for each photo takes seconds. */
async function namedIn(db: HubDb, scope: string): Promise<Set<string>> {
  const [sort, of = ''] = scope.split(':')
  const named = new Set<string>()
  const classId = of as ClassId // as `classScope` and `liveScope` are built
  const tables = [rowRange('work', classId), lessonsRange('response', classId), lessonsRange('showing', classId)]
  for (const { from, below } of sort === 'live' ? [rowRange('shown', of)] : tables) {
    const rows = await db.selectFrom('row').select('state').where('row', '>=', from).where('row', '<', below).execute()
    for (const { state } of rows) for (const hash of state.match(/\b[0-9a-f]{64}\b/g) ?? []) named.add(hash)
  }
  return named
}
