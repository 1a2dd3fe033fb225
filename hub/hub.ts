import { type BlobKeep, openFolder } from './blobs/folder.ts'
import { openRecorder, type Recorder } from './county/recorder.ts'
import { catchUp } from './facts/catch-up.ts'
import { type Desk, openDesk } from './facts/desk.ts'
import { growthHere } from './facts/growth.ts'
import { growthAmong } from './facts/growth-postgres.ts'
import { Pace } from './http/pace.ts'
import { Rooms } from './live/rooms.ts'
import { spreadAll } from './newcomers/spread.ts'
import { openSessions, type Sessions } from './people/sessions.ts'
import { Tries } from './people/tries.ts'
import { type Counting, countBehind } from './reports/counting.ts'
import { dropOldUploads } from './roster/kept-upload.ts'
import { blobFolder, type Keeping, openDatabase } from './store/database.ts'
import { Room } from './store/room.ts'
import type { HubDb } from './store/schema.ts'
import { secretOf } from './store/secret.ts'
import { lookAtGrown } from './store/statistics.ts'

/** The parts of a running hub, as its routes need them. */
export interface Hub {
  db: HubDb
  desk: Desk
  blobs: BlobKeep
  sessions: Sessions
  recorder: Recorder
  /** Guessing of enrolment codes. */
  tries: Tries
  /** How fast each device asks. */
  pace: Pace
  /** What reports need, counted when nobody waits for it. */
  counting: Counting
  /** What is left to write into. */
  room: Room
  /** Who is in live lessons. */
  rooms: Rooms
  secret: Uint8Array
  now(): number
  close(): Promise<void>
}

/** How often the bytes of what was erased are taken away, and what came late of matched children is theirs, ms. */
const sweepEvery = 60_000

/** How often a database is told to look at what has grown, ms. */
const lookEvery = 10_000

/** Opens a hub. @throws if its database cannot be opened, or is a newer program's */
export async function openHub(keeping: Keeping, now: () => number = Date.now): Promise<Hub> {
  const db = await openDatabase(keeping)
  const growth = keeping.databaseUrl ? await growthAmong(keeping.databaseUrl) : growthHere()
  const secret = await secretOf(db)
  const desk = openDesk(db, growth)
  const closing = new AbortController()
  const blobs = await openFolder(blobFolder(keeping), db)
  const caughtUp = catchUp(db, desk.announce, closing.signal, now).catch((error: unknown) =>
    console.error('catching up with this version:', error),
  )
  // What catching up reduces anew is counted after it, or much would be counted twice.
  const counting = countBehind(db, desk, now)
  void caughtUp.then(counting.wake)
  const hub: Hub = {
    db,
    desk,
    blobs,
    sessions: openSessions(db, secret),
    recorder: openRecorder(db, desk, now),
    tries: new Tries(5, 10 * 60_000),
    pace: new Pace(50, 1_000),
    counting,
    room: new Room(keeping.dataDir, now),
    rooms: new Rooms(),
    secret,
    now,
    async close() {
      closing.abort()
      await counting.close()
      clearInterval(looking)
      clearInterval(sweeping)
      await caughtUp
      await growth.close()
      await db.destroy()
    },
  }
  const looking = setInterval(() => {
    lookAtGrown(db).catch((error: unknown) => console.error('looking at tables:', error))
  }, lookEvery)
  const sweeping = setInterval(() => {
    blobs.sweep().catch((error: unknown) => console.error('taking away what was erased:', error))
    dropOldUploads(db, now()).catch((error: unknown) => console.error('forgetting an upload:', error))
    spreadAll(hub).catch((error: unknown) => console.error('carrying a word on a child to what came later:', error))
  }, sweepEvery)
  return hub
}
