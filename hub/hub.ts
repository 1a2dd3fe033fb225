import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BlobKeep, openFolder } from './blobs/folder.ts'
import { openRecorder, type Recorder } from './county/recorder.ts'
import { catchUp } from './facts/catch-up.ts'
import { type Desk, openDesk } from './facts/desk.ts'
import { openSessions, type Sessions } from './people/sessions.ts'
import { Tries } from './people/tries.ts'
import type { HubDb } from './store/schema.ts'
import { openSqlite } from './store/sqlite.ts'

/** The parts of a running hub, as its routes need them. */
export interface Hub {
  db: HubDb
  desk: Desk
  blobs: BlobKeep
  sessions: Sessions
  recorder: Recorder
  /** Guessing of enrolment codes. */
  tries: Tries
  secret: Uint8Array
  now(): number
  close(): Promise<void>
}

/**
 * Opens a hub on the embedded database and the file system.
 *
 * @param dataDir where everything is kept; made if it is not there
 */
export async function openHub(dataDir: string, now: () => number = Date.now): Promise<Hub> {
  await mkdir(dataDir, { recursive: true })
  const db = await openSqlite(join(dataDir, 'hub.db'))
  const secret = await secretOf(db)
  const desk = openDesk(db)
  const closing = new AbortController()
  const caughtUp = catchUp(db, desk.announce, closing.signal, now).catch((error: unknown) =>
    console.error('catching up with this version:', error),
  )
  return {
    db,
    desk,
    blobs: await openFolder(join(dataDir, 'blobs'), db),
    sessions: openSessions(db, secret),
    recorder: openRecorder(db, desk, now),
    tries: new Tries(5, 10 * 60_000),
    secret,
    now,
    async close() {
      closing.abort()
      await caughtUp
      await db.destroy()
    },
  }
}

/** The hub's secret, made when its database is: tokens, nonces and people's ids come of it. 32 bytes. */
export async function secretOf(db: HubDb): Promise<Uint8Array> {
  await db
    .insertInto('hub')
    .values({ name: 'secret', value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db.selectFrom('hub').select('value').where('name', '=', 'secret').executeTakeFirstOrThrow()
  return Buffer.from(row.value, 'base64url')
}
