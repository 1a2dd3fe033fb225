import type { Server } from 'node:http'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { type Config, readConfig } from './config.ts'
import { setUpCounty, type WelcomedPlace } from './county/set-up.ts'
import { openApp } from './http/app.ts'
import { serveSockets } from './http/sockets.ts'
import { openHub } from './hub.ts'
import { reviewAsTheyChange } from './live/review.ts'
import { rightsInRooms } from './live/rights.ts'
import { lockFolder } from './lock.ts'
import { openMedia } from './media/media.ts'
import { keepRecordings } from './recordings/keep.ts'
import { keepPictures } from './recordings/pictures.ts'

/** Put in at build time. */
declare const __VERSION__: string

/** Where the project stands, and whether the demonstration county is wanted. */
export interface Starting {
  root: string
  demonstration: boolean
}

/** Starts a hub by the environment, and stops it on SIGINT or SIGTERM. */
export async function start({ root, demonstration }: Starting): Promise<void> {
  try {
    const config = readConfig(
      demonstration ? { ...demonstrationFolders(root), ...process.env } : process.env,
      demonstration,
    )
    await run(config, root)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

function demonstrationFolders(root: string): NodeJS.ProcessEnv {
  return {
    COUNTY_DIR: join(root, 'fixtures', 'county'),
    LESSONS_DIR: join(root, 'fixtures', 'lessons'),
    PUBLISHER_KEY: join(root, 'fixtures', 'publisher', 'demo.jwk'),
  }
}

async function run(config: Config, root: string): Promise<void> {
  // Until it serves there is nothing to end: what is half done in the database is undone when it is opened again.
  let stop: () => void = () => process.exit(0)
  process.once('SIGINT', () => stop())
  process.once('SIGTERM', () => stop())
  // Hubs on one PostgreSQL share the folder of files, too: that database lets only one of them take in at a time.
  if (!config.databaseUrl) await lockFolder(config.dataDir)
  const hub = await openHub(config).catch((error: Error) => {
    const [name, value] = config.databaseUrl ? ['DATABASE_URL', 'the database'] : ['DATA_DIR', config.dataDir]
    throw new Error(`${name}: ${value} cannot be opened: ${error.message}`)
  })
  const places = await setUpCounty(hub, config)
  const settings = { ...config.media }
  const media = openMedia(hub.secret, settings, rightsInRooms(hub))
  const endReviews = reviewAsTheyChange(hub, media)
  media.onPictures((room, from) => hub.rooms.pictures(room, from))
  const pictures = keepPictures(hub, media, join(config.dataDir, 'pictures'))
  const endRecordings = keepRecordings(hub, pictures.of)
  const app = openApp(hub, {
    media,
    version: typeof __VERSION__ === 'undefined' ? 'development' : __VERSION__,
    appFolder: join(root, 'dist', 'app'),
    backupDays: config.backupDays,
    demonstration: places,
  })
  const server = await listen(app.fetch, config)
  // The same number also where the system has chosen it; no port is opened before somebody joins.
  settings.port ||= portOf(server) ?? 0
  const endLive = serveSockets(hub, server)
  stop = () => {
    endLive()
    endReviews()
    pictures.close()
    media.close()
    server.close()
    server.closeAllConnections()
    endRecordings()
      .then(() => hub.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
  }
  announce(server, places)
}

/** A request has so long to come in whole, ms: an office's roster over a bad line. Its head has Node's minute. */
const requestTimeout = 30 * 60_000

function listen(fetch: Parameters<typeof serve>[0]['fetch'], config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Without options for HTTP/2 it is always a plain HTTP/1.1 server.
    const asked = { fetch, port: config.port, hostname: config.host, serverOptions: { requestTimeout } }
    const server = serve(asked, () => resolve(server as Server)) as Server
    server.on('error', (error: NodeJS.ErrnoException) => reject(new Error(refusedToListen(error, config))))
  })
}

function refusedToListen({ code, message }: NodeJS.ErrnoException, { port, host }: Config): string {
  if (code === 'EADDRINUSE') return `PORT: ${port} is in use by another program`
  if (code === 'EACCES') return `PORT: ${port} may not be used by this user`
  return `HOST: ${host} is no address of this machine (${code ?? message})`
}

function portOf(server: Server): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}

function announce(server: Server, places: readonly WelcomedPlace[]): void {
  const url = `http://localhost:${portOf(server)}`
  console.log(`Tongke is ready: ${url}`)
  for (const { title, code } of places) console.log(`  ${title}: ${url}/enrol?code=${code}`)
}
