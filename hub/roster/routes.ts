import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { LastUpload } from '../../core/roster/preview.ts'
import { type Actor, note } from '../audit/log.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { byOffice, officeOnly, type WithActor } from '../office/acting.ts'
import { exportZip } from './export.ts'
import { knownCounty } from './known.ts'
import { templateWorkbook, templateZip } from './template.ts'
import type { Chosen } from './upload.ts'
import { Uploads } from './uploads.ts'

/** An upload has at most so many bytes; a county's workbook has some three million. */
const mostBytes = 48 * 1024 * 1024

export const ImportRequest = v.object({ preview: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) })

export const BackRequest = v.object({ keys: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(500)) })

/**
 * Under `/api/office/roster`: `POST /preview` with files, `GET /preview` for one's own, `GET` and `DELETE /preview/ID`, `POST
 * /preview/ID/back` for erased people who come again, `POST /import` of a preview, `GET /export` and `/template.xlsx` or `.zip`.
 * What takes long is answered when it is done, or, where `Prefer: respond-async` (RFC 7240) is asked, at once with how far it
 * has come.
 */
export function rosterRoutes(hub: Hub, uploads = new Uploads(hub)): Hono<WithActor> {
  const routes = new Hono<WithActor>()
  routes.use('*', enrolledOnly(hub), officeOnly(hub), byOffice(hub))
  routes.use('*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })

  routes.post('/preview', atMost(mostBytes), async (c) => {
    const files = await filesIn(c)
    if (files.length === 0) return c.json({ why: 'no-files' }, 400)
    const id = await uploads.begin(files, actorOf(c))
    return id === undefined ? c.json({ why: 'another-is-written' }, 409) : answer(c, id)
  })
  routes.get('/preview', async (c) => {
    const upload = await uploads.last(c.get('by'))
    const answer: LastUpload = upload ? { upload } : {}
    return c.json(answer)
  })
  routes.get('/preview/:id', async (c) => {
    const state = await uploads.state(c.req.param('id'), c.get('by'))
    return state ? c.json(state) : c.json({ why: 'no-such-preview' }, 404)
  })
  routes.delete('/preview/:id', async (c) => {
    await uploads.end(c.req.param('id'), c.get('by'))
    return c.json({})
  })
  routes.post('/preview/:id/back', atMost(64_000), async (c) => {
    const asked = v.safeParse(BackRequest, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const id = c.req.param('id')
    if (!(await uploads.letBack(id, c.get('by'), asked.output.keys))) return c.json({ why: 'no-such-preview' }, 404)
    return answer(c, id)
  })
  routes.post('/import', atMost(1_000), async (c) => {
    const asked = v.safeParse(ImportRequest, await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ why: 'malformed' }, 400)
    const { preview } = asked.output
    if (!(await uploads.import(preview, actorOf(c)))) return c.json({ why: 'no-such-preview' }, 404)
    return answer(c, preview)
  })
  routes.get('/export', async (c) => {
    const known = await knownCounty(hub.db)
    const about = { schools: known.schools.size, classes: known.classes.size, members: known.members.length }
    await note(hub.db, { ...actorOf(c), act: 'roster.exported', about }, hub.now())
    return file(c, exportZip(known), 'application/zip', 'roster.zip')
  })
  routes.get('/template.xlsx', (c) =>
    file(c, templateWorkbook(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'roster.xlsx'),
  )
  routes.get('/template.zip', (c) => file(c, templateZip(), 'application/zip', 'roster-csv.zip'))

  async function answer(c: Context<WithActor>, id: string) {
    const soon = /\brespond-async\b/.test(c.req.header('Prefer') ?? '')
    const state = await uploads.state(id, c.get('by'), !soon)
    return state ? c.json(state, soon ? 202 : 200) : c.json({ why: 'no-such-preview' }, 404)
  }
  return routes
}

function actorOf(c: Context<WithActor>): Actor {
  return { by: c.get('by'), device: c.get('caller').device }
}

/** Files of a form, or the body as one file. */
async function filesIn(c: Context): Promise<Chosen[]> {
  if (!/^multipart\/form-data/i.test(c.req.header('Content-Type') ?? '')) {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return bytes.length === 0 ? [] : [{ name: 'upload', bytes }]
  }
  const form = await c.req.parseBody({ all: true }).catch(() => ({}))
  const files = Object.values(form)
    .flat()
    .filter((one): one is File => one instanceof File)
  return Promise.all(
    files.map(async (one) => ({ name: one.name.slice(0, 100), bytes: new Uint8Array(await one.arrayBuffer()) })),
  )
}

function file(c: Context, bytes: Uint8Array, type: string, name: string): Response {
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  return c.body(new Uint8Array(bytes))
}
