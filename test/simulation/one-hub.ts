import { join } from 'node:path'
import type { Hono } from 'hono'
import { openFolder } from '../../hub/blobs/folder.ts'
import { openRecorder } from '../../hub/county/recorder.ts'
import { openDesk } from '../../hub/facts/desk.ts'
import type { Growth } from '../../hub/facts/growth.ts'
import { type Channels, openChannels } from '../../hub/facts/live.ts'
import { openApp } from '../../hub/http/app.ts'
import { Pace } from '../../hub/http/pace.ts'
import type { Hub } from '../../hub/hub.ts'
import { Rooms } from '../../hub/live/rooms.ts'
import { openSessions } from '../../hub/people/sessions.ts'
import { Tries } from '../../hub/people/tries.ts'
import { Room } from '../../hub/store/room.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { noCounting } from '../hubs/no-counting.ts'
import type { Chance } from './chance.ts'
import { Mortality } from './mortality.ts'
import { OwnConnection } from './own-connection.ts'
import type { Actor, Stage } from './stage.ts'

/** What all hubs of one run have from the machine. */
export interface Grounds {
  stage: Stage
  book: HubDb
  /** Where the database and the blobs are. */
  folder: string
  /** Of the whole run: all of its hubs end with it. */
  mortality: Mortality
  /** Changes what a hub finds in its database: how a planted bug gets in. */
  altered(db: HubDb): HubDb
  /** Changes how a hub answers, likewise. */
  answering(app: Hono, life: Actor): Pick<Hono, 'fetch'>
  join(life: Actor): Growth
  names: Chance
}

/** One hub's process: what it answers, until it ends, with the run or alone. */
export interface OneHub {
  hub: Hub
  app: Hono
  /** The app, as it is asked. */
  front: Pick<Hono, 'fetch'>
  channels: Channels
  life: Actor
  mortality: Mortality
  connection: OwnConnection
}

export async function openOneHub(grounds: Grounds): Promise<OneHub> {
  const { stage, book } = grounds
  const life: Actor = { name: 'hub', alive: true }
  const [mortality, connection] = [new Mortality(), new OwnConnection(book)]
  const mortal = connection.open().withPlugin(grounds.mortality).withPlugin(mortality)
  const hub = await openHub(grounds, grounds.altered(mortal), grounds.join(life))
  const app = openApp(hub)
  // Its heartbeat is a timer of this hub, and ends with it.
  const channels = stage.as(life, () => openChannels(hub))
  return { hub, app, front: grounds.answering(app, life), channels, life, mortality, connection }
}

/** Ends one hub where it stands; others that share its database go on. */
export function endAlone({ life, mortality, connection }: OneHub): Promise<void> {
  life.alive = false
  mortality.die()
  return connection.end()
}

async function openHub({ stage, folder, names }: Grounds, db: HubDb, growth: Growth): Promise<Hub> {
  const secret = new Uint8Array(32).fill(7)
  const now = () => Math.round(stage.now)
  const desk = openDesk(db, growth)
  return {
    db,
    desk,
    blobs: await openFolder(join(folder, 'blobs'), db),
    sessions: openSessions(db, secret),
    recorder: openRecorder(db, desk, now, () => names.text(12)),
    tries: new Tries(5, 10 * 60_000),
    counting: noCounting,
    pace: new Pace(50, 1_000),
    room: new Room(folder, now),
    rooms: new Rooms(),
    secret,
    now,
    close: () => db.destroy(),
  }
}
