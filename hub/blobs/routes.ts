import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { sql } from 'kysely'
import * as v from 'valibot'
import { BlobHash, type PlaceId } from '../../core/facts/ids.ts'
import { placeScope } from '../../core/facts/scope.ts'
import type { Denial } from '../../core/people/permissions.ts'
import { formerPlaces } from '../devices/move.ts'
import { quarantineOf } from '../facts/named-blobs.ts'
import { placeOf } from '../facts/pull.ts'
import { scopesAt } from '../facts/scopes-at.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import type { Caller } from '../people/sessions.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb } from '../store/schema.ts'

/** A photo's most bytes; a request's most bytes. */
const mostPhoto = 2_000_000
const mostRange = 1_048_576

/** Blobs that are asked for together, and their bytes, at most: a URL that every proxy lets through, an answer of seconds. */
const mostTogether = { blobs: 64, bytes: 1_048_576 }

const Together = v.pipe(
  v.string(),
  v.maxLength(65 * mostTogether.blobs),
  v.transform((of) => of.split(',')),
  v.array(BlobHash),
)

const SentType = v.picklist(['image/jpeg', 'image/webp', 'image/png', 'application/octet-stream'])
/** RFC 9110 14.4, as `Content-Range` of a request: `bytes 0-99/200`. */
const ContentRange = v.pipe(v.string(), v.regex(/^bytes \d{1,10}-\d{1,10}\/\d{1,10}$/))

/**
 * `/api/blobs?of=HASH,HASH`: GET of small ones, whole, one behind the other. `/api/blobs/HASH`: GET with ranges (RFC 9110), and
 * PATCH to send the next bytes of a photo that a fact of this device's scopes names (`Content-Range`, answered with
 * `Upload-Offset`, how many bytes are here). HEAD tells the same beforehand, so that no bytes are sent in vain: 404 is a photo
 * that nobody may have or send, 403 one in which a child is seen whose guardians have not agreed to that.
 */
export function blobRoutes(hub: Hub): Hono<WithCaller> {
  const routes = new Hono<WithCaller>()
  const anyone = enrolledOnly(hub)
  const alsoRevoked = enrolledOnly(hub, { revoked: true })
  routes.get('/', anyone, async (c) => {
    const of = v.safeParse(Together, c.req.query('of') ?? '')
    if (!of.success) return c.json({ why: 'malformed' }, 400)
    const named = await namedOf(hub, of.output, c.get('caller'), 'getting')
    const blobs = await Promise.all(of.output.map((hash) => hub.blobs.info(hash)))
    if (blobs.some((blob) => !blob?.whole || !named.has(blob.hash))) return c.json({ why: 'not-here' }, 404)
    const size = blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0)
    if (size > mostTogether.bytes) return c.json({ why: 'too-large' }, 413)
    const bytes = new Uint8Array(Buffer.concat(await Promise.all(of.output.map((hash) => hub.blobs.bytes(hash)))))
    c.header('Content-Type', 'application/octet-stream')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'private, immutable, max-age=31536000')
    return c.body(bytes)
  })
  routes.use('/:hash', (c, next) => (isSending(c.req.method) ? alsoRevoked : anyone)(c, next))

  routes.get('/:hash', async (c) => {
    const hash = v.safeParse(BlobHash, c.req.param('hash'))
    const blob = hash.success ? await hub.blobs.info(hash.output) : undefined
    const caller = c.get('caller')
    if (!blob && hash.success && c.req.method === 'HEAD' && (await isNamed(hub, hash.output, caller, 'sending'))) {
      c.header('Upload-Offset', '0')
      return c.body(null, 204)
    }
    const purpose = isSending(c.req.method) ? 'sending' : 'getting'
    if (!blob || !(await isNamed(hub, blob.hash, caller, purpose))) {
      const refused = hash.success && isSending(c.req.method) && (await showsWithoutConsent(hub.db, hash.output))
      return refused ? c.json({ why: 'no-photo-consent' }, 403) : c.json({ why: 'not-here' }, 404)
    }
    c.header('Upload-Offset', String(blob.have))
    c.header('Accept-Ranges', 'bytes')
    if (c.req.method === 'HEAD') return c.body(null, blob.whole ? 200 : 204)
    if (!blob.whole) return c.json({ why: 'not-whole' }, 404)
    const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(c.req.header('Range') ?? '') ?? []
    const from = Number(start ?? 0)
    const to = end ? Math.min(Number(end) + 1, blob.size) : blob.size
    if (from >= to && blob.size > 0) {
      c.header('Content-Range', `bytes */${blob.size}`)
      return c.body(null, 416)
    }
    c.header('Content-Type', blob.type)
    // A file may be an SVG or a page of its author's: opened by itself it can do nothing.
    c.header('Content-Security-Policy', "sandbox; default-src 'none'")
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Content-Length', String(to - from))
    c.header('Cache-Control', 'private, immutable, max-age=31536000')
    if (start !== undefined) c.header('Content-Range', `bytes ${from}-${to - 1}/${blob.size}`)
    // Node's and the web's stream types differ in name only.
    const body = Readable.toWeb(Readable.from(hub.blobs.read(blob.hash, from, to))) as ReadableStream
    return c.body(body, start === undefined ? 200 : 206)
  })

  routes.patch('/:hash', atMost(mostRange), async (c) => {
    const hash = v.safeParse(BlobHash, c.req.param('hash'))
    const type = v.safeParse(SentType, c.req.header('Content-Type'))
    const range = v.safeParse(ContentRange, c.req.header('Content-Range'))
    if (!hash.success || !type.success || !range.success) return c.json({ why: 'malformed' }, 400)
    if (!(await isNamed(hub, hash.output, c.get('caller'), 'sending'))) {
      const refused = await showsWithoutConsent(hub.db, hash.output)
      return refused ? c.json({ why: 'no-photo-consent' }, 403) : c.json({ why: 'nobody-named-it' }, 409)
    }
    const [at = 0, last = 0, size = 0] = (range.output.match(/\d+/g) ?? []).map(Number)
    if (size > mostPhoto) return c.json({ why: 'too-large' }, 413)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length !== last + 1 - at || last >= size) return c.json({ why: 'malformed' }, 400)
    const have = await hub.blobs.append({ hash: hash.output, type: type.output, size }, at, bytes, hub.now())
    c.header('Upload-Offset', String(have))
    return c.body(null, 204)
  })

  return routes
}

/**
 * Whether a blob is for this place: one of its scopes names it. Files of packages are the county's. A device that was moved
 * may still send, and ask after, what was for a place where it stood.
 */
async function isNamed(hub: Hub, hash: string, caller: Caller, purpose: Purpose): Promise<boolean> {
  return (await namedOf(hub, [hash], caller, purpose)).has(hash)
}

type Purpose = 'sending' | 'getting'

/** Those of these blobs that are for this place. */
async function namedOf(hub: Hub, hashes: string[], caller: Caller, purpose: Purpose): Promise<Set<string>> {
  const former = purpose === 'sending' ? await formerPlaces(hub.db, caller.device) : []
  const scopes = [...(await scopesFor(hub, caller)), ...former.map((place) => placeScope(place as PlaceId))] // it stood there
  const named = await hub.db
    .selectFrom('blob_scope')
    .select('hash')
    .distinct()
    .where('hash', 'in', listFromJson(hub.db, hashes))
    .where('scope', 'in', listFromJson(hub.db, scopes))
    .execute()
  return new Set(named.map(({ hash }) => hash))
}

/** Whether facts that name it were refused, since a child is seen in it whose guardians have not agreed to that. */
async function showsWithoutConsent(db: HubDb, hash: BlobHash): Promise<boolean> {
  const found = await db
    .selectFrom('fact')
    .select('seq')
    .where('why', '=', 'no-photo-consent' satisfies Denial)
    .where('state', '<>', sql.lit('taken')) // as it stands in the index of those few facts
    .where('body', 'like', `%"${hash}"%`)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** What is sent up, and asked for on the way: a revoked device may still do so. */
function isSending(method: string): boolean {
  return method === 'HEAD' || method === 'PATCH'
}

async function scopesFor(hub: Hub, { place, revoked }: Caller): Promise<string[]> {
  const scopes: string[] = await scopesAt(hub.db, await placeOf(hub.db, place), hub.now())
  return revoked ? [...scopes, quarantineOf(place)] : scopes
}
