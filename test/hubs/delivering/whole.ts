import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { copyOut } from '../../../hub/backup/back-up.ts'
import { difference, unlikeness } from '../../../hub/backup/compare.ts'
import { copyIn } from '../../../hub/backup/restore.ts'
import { blobFile } from '../../../hub/blobs/folder.ts'
import type { HubDb } from '../../../hub/store/schema.ts'
import { connectSqlite } from '../../../hub/store/sqlite.ts'
import { digestLine } from './device.ts'
import type { Load } from './load.ts'

/** Every number that there was a receipt for is at the hub, and none is left out. */
export async function expectNumbers(db: HubDb, { receipts }: Pick<Load, 'receipts'>): Promise<void> {
  const rows = await db
    .selectFrom('fact')
    .select((eb) => ['device', eb.fn.countAll<number>().as('count'), eb.fn.max('seq').as('last')])
    .groupBy('device')
    .execute()
  const there = new Map(rows.map(({ device, count, last }) => [device, { count: Number(count), last: Number(last) }]))
  for (const [device, { upTo }] of receipts) {
    const { count = 0, last = 0 } = there.get(device) ?? {}
    expect(count).toBe(last)
    expect(count).toBeGreaterThanOrEqual(upTo)
  }
}

/** All that there was a receipt for is at the hub as it was sent, and no number is left out. */
export async function expectAcknowledged(db: HubDb, { receipts }: Pick<Load, 'receipts'>): Promise<void> {
  for (const [device, { upTo, digest }] of receipts) {
    const facts = await db.selectFrom('fact').selectAll().where('device', '=', device).orderBy('seq').execute()
    expect(facts.map(({ seq }) => Number(seq))).toEqual(facts.map((_, n) => n + 1))
    const written = createHash('sha256')
    for (const fact of facts.slice(0, upTo))
      written.update(`${digestLine({ ...fact, by: fact.by as '', body: JSON.parse(fact.body) })}\n`)
    expect({ device, upTo: Math.min(upTo, facts.length), digest: written.digest('hex') }).toEqual({
      device,
      upTo,
      digest,
    })
  }
}

/** Every photo that is said to be whole is what its name says; so is every one that a device was told is there. */
export async function expectPhotosWhole(db: HubDb, folder: string, { photos }: Pick<Load, 'photos'>): Promise<void> {
  const whole = await db.selectFrom('blob').select('hash').where('whole', '=', 1).execute()
  const known = new Set(whole.map(({ hash }) => hash))
  expect([...photos].filter((hash) => !known.has(hash))).toEqual([])
  for (const { hash } of whole) {
    const bytes = await readFile(blobFile(folder, hash))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
  }
}

/** Rows, logs and their running hashes are what comes of the facts alone, from nothing. */
export async function expectReplayed(db: HubDb): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'tongke-replay-'))
  const fresh = await connectSqlite(join(scratch, 'again.db'))
  try {
    await copyOut({ db }, scratch, Date.now(), () => undefined)
    const manifest = await copyIn(scratch, { db: fresh }, () => undefined)
    expect(await difference(manifest, { db: fresh })).toBeUndefined()
    expect(await unlikeness(db, fresh, () => undefined)).toBeUndefined()
  } finally {
    await fresh.destroy()
    await rm(scratch, { recursive: true })
  }
}
