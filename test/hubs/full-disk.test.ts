import { execFileSync } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectSqlite } from '../../hub/store/sqlite.ts'
import { enrolDevice, firstPull, pupilsIn } from '../bench/hub-by-http.ts'
import { startLoad } from './delivering/load.ts'
import { expectAcknowledged, expectPhotosWhole, expectReplayed } from './delivering/whole.ts'
import { startHub } from './hub-at-work.ts'

/** A disk of its own for a hub, that really runs full. */
let disk: string
beforeEach(async (context) => {
  disk = await mkdtemp(join(tmpdir(), 'tongke-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tongke', disk], { stdio: 'ignore' })
  } catch {
    await rm(disk, { recursive: true })
    context.skip('only root may mount a small disk')
  }
})
afterEach(async () => {
  // Lazily: SQLite lets go of its file only when its prepared statements are swept up.
  execFileSync('umount', ['--lazy', disk])
  await rm(disk, { recursive: true })
})

/** Takes all that is left. @returns how to give it back */
async function fill(): Promise<() => Promise<void>> {
  const name = join(disk, 'photos-and-logs')
  const file = await open(name, 'w')
  for (const size of [1_048_576, 4_096]) {
    const bytes = Buffer.alloc(size)
    while (await file.write(bytes).then(() => true, noRoom));
  }
  await file.close()
  return () => rm(name)
}

function noRoom(error: NodeJS.ErrnoException): false {
  if (error.code !== 'ENOSPC') throw error
  return false
}

test('on a full disk a hub says so, can be read and started anew, and loses nothing that it confirmed', async () => {
  let hub = await startHub({ DATA_DIR: disk })
  const health = async () => {
    const response = await fetch(`http://localhost:${hub.port}/healthz`)
    return [response.status, ((await response.json()) as { status: string }).status] // checked by its users
  }
  const panel = await enrolDevice({ port: hub.port, agent: new Agent() }, '100001')
  const load = startLoad(12, [hub.port])
  await load.more(30)
  expect(await health()).toEqual([503, 'little-room'])

  const giveBack = await fill()
  await expect.poll(health, { timeout: 20_000 }).toEqual([503, 'disk-full'])
  await hub.kill()
  hub = await startHub({ DATA_DIR: disk, PORT: String(hub.port) }, { demonstration: false })
  await expect.poll(health, { timeout: 20_000 }).toEqual([503, 'disk-full'])
  expect((await fetch(`http://localhost:${hub.port}/livez`)).status).toBe(200)
  expect(pupilsIn(await firstPull({ port: hub.port, agent: new Agent() }, panel))).not.toEqual([])

  await giveBack()
  await load.more(30)
  await load.stop()
  await hub.stop()
  const db = await connectSqlite(join(disk, 'hub.db'))
  expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
  await expectAcknowledged(db, load)
  await expectPhotosWhole(db, join(disk, 'blobs'), load)
  await expectReplayed(db)
  await db.destroy()
}, 60_000)
