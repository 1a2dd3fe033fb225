import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connectSqlite } from '../../hub/store/sqlite.ts'
import { startLoad } from './delivering/load.ts'
import { expectAcknowledged, expectNumbers, expectPhotosWhole, expectReplayed } from './delivering/whole.ts'
import { startHub } from './hub-at-work.ts'
import { kills } from './kills.ts'

test(`a hub that is killed ${kills.hub} times while devices deliver loses nothing that it confirmed`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tongke-killed-'))
  let hub = await startHub({ DATA_DIR: folder })
  const load = startLoad(12, [hub.port])
  for (let n = 0; n < kills.hub; n++) {
    await load.more(1 + Math.floor(Math.random() * 60))
    await hub.kill()
    const db = await connectSqlite(join(folder, 'hub.db'))
    const { rows } = await sql`pragma integrity_check`.execute(db)
    expect(rows).toEqual([{ integrity_check: 'ok' }])
    await expectNumbers(db, load)
    await db.destroy()
    hub = await startHub({ DATA_DIR: folder, PORT: String(hub.port) }, { demonstration: false })
  }
  await load.stop()
  await hub.stop()
  const db = await connectSqlite(join(folder, 'hub.db'))
  await expectAcknowledged(db, load)
  await expectPhotosWhole(db, join(folder, 'blobs'), load)
  await expectReplayed(db)
  await db.destroy()
  await rm(folder, { recursive: true })
}, 1_800_000)
