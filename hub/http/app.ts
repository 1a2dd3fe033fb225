import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { logRoutes } from '../audit/routes.ts'
import { blobRoutes } from '../blobs/routes.ts'
import { consentRoutes } from '../consent/routes.ts'
import { officeDeviceRoutes } from '../devices/routes.ts'
import { factRoutes } from '../facts/routes.ts'
import type { Hub } from '../hub.ts'
import { type Media, noMedia } from '../media/media.ts'
import { mediaRoutes } from '../media/routes.ts'
import { leftBehindRoutes } from '../merged/routes.ts'
import { newcomerRoutes } from '../newcomers/routes.ts'
import { noticeRoutes } from '../notice/routes.ts'
import { officePinRoutes } from '../people/office-routes.ts'
import { deviceRoutes } from '../people/routes.ts'
import { erasureRoutes, peopleRoutes } from '../persons/routes.ts'
import { keepingRoutes } from '../recordings/routes.ts'
import { reportRoutes } from '../reports/routes.ts'
import { rosterRoutes } from '../roster/routes.ts'
import { schoolDayRoutes } from '../school-day/routes.ts'
import { appRoutes } from '../web/app-files.ts'
import { healthRoutes } from './health.ts'
import { openApiDocument } from './openapi.ts'

export interface AppOptions {
  version?: string
  /** How long a backup may keep what was erased, days; 90 without it. */
  backupDays?: number
  /** The built app's folder; without it only the interface is served. */
  appFolder?: string
  /** Live picture; without it there are no rooms. */
  media?: Media
  /** What a newcomer may open with one click, in a demonstration. */
  demonstration?: readonly { code: string; title: string; kind: string }[]
}

/** Everything that the hub answers over HTTP. */
export function openApp(hub: Hub, options: AppOptions = {}): Hono {
  const app = new Hono()
  app.use('/api/sync/*', compress())
  app.use('/api/reports/*', compress())
  app.use('/api/office/*', compress())
  app.route('/', healthRoutes(hub))
  app.get('/api/openapi.json', (c) => c.json(openApiDocument(options.version ?? '')))
  app.get('/api/demonstration', (c) => c.json(options.demonstration ?? []))
  app.route('/api/sync', factRoutes(hub))
  app.route('/api/device', deviceRoutes(hub))
  app.route('/api/blobs', blobRoutes(hub))
  app.route('/api/reports', reportRoutes(hub))
  app.route('/api/office/log', logRoutes(hub))
  app.route('/api/office/pins', officePinRoutes(hub))
  app.route('/api/office/devices', officeDeviceRoutes(hub, options.version ?? ''))
  app.route('/api/office/roster', rosterRoutes(hub))
  app.route('/api/office/left-behind', leftBehindRoutes(hub))
  app.route('/api/office/keeping', keepingRoutes(hub))
  app.route('/api/office/lessons', schoolDayRoutes(hub))
  app.route('/api/office/newcomers', newcomerRoutes(hub))
  app.route('/api/office/consent', consentRoutes(hub))
  app.route('/api/live', mediaRoutes(hub, options.media ?? noMedia(hub.secret)))
  const { backupDays = 90 } = options
  app.route('/api/office/people', peopleRoutes(hub, backupDays))
  app.route('/api/office/erasures', erasureRoutes(hub, backupDays))
  app.route('/', noticeRoutes(hub, backupDays))
  app.all('/api/*', (c) => c.json({ why: 'no-such-route' }, 404))
  if (options.appFolder) app.route('/', appRoutes(options.appFolder, options.media?.settings.outside?.url))
  app.onError((error, c) => {
    if (hub.room.wanted(error)) {
      console.error(`${c.req.method} ${c.req.path}: the disk is full; nothing is taken in until there is room`)
      return c.json({ why: 'disk-full' }, 507) // RFC 4918 11.5
    }
    console.error(`${c.req.method} ${c.req.path}:`, error)
    return c.json({ why: 'the-hub-failed' }, 500)
  })
  return app
}
