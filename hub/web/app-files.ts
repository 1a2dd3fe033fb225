import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { Hono } from 'hono'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

interface AppFile {
  plain: Buffer
  br?: Buffer
  gz?: Buffer
  type: string
  etag: string
}

/**
 * The built app from memory: what has a hash in its name for ever, the rest asked for anew each time. Every path that
 * is no file is the app's own (the page finds out which screen).
 *
 * @param asked the address of another server that it may ask: the one that live picture goes through
 */
export function appRoutes(folder: string, asked?: string): Hono {
  const policy = policyWith(asked)
  const files = readFiles(folder)
  const [first, place] = [files.get('/index.html'), files.get('/place.html')]
  const routes = new Hono()
  routes.get('*', (c) => {
    const path = c.req.path
    // What is inside a place is never a file, though the ids in its address have dots: `/at/PLACE/lesson/CLASS.DAY.PERIOD`.
    const page = path.startsWith('/at/') ? place : extname(path) === '' ? first : undefined
    const file = files.get(path) ?? page
    if (!file) return c.text('Not here', 404)
    if (file === first || file === place) {
      c.header('Content-Security-Policy', policy)
      c.header('Referrer-Policy', 'no-referrer')
      c.header('Permissions-Policy', 'geolocation=(), payment=(), usb=()')
    }
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', path.startsWith('/assets/') ? 'public, immutable, max-age=31536000' : 'no-cache')
    c.header('ETag', file.etag)
    if (c.req.header('If-None-Match') === file.etag) return c.body(null, 304)
    const accepted = c.req.header('Accept-Encoding') ?? ''
    const [encoding, body] =
      accepted.includes('br') && file.br
        ? ['br', file.br]
        : accepted.includes('gzip') && file.gz
          ? ['gzip', file.gz]
          : ['', file.plain]
    if (encoding) c.header('Content-Encoding', encoding)
    c.header('Vary', 'Accept-Encoding')
    c.header('Content-Type', file.type)
    c.header('Content-Length', String(body.length))
    return c.body(new Uint8Array(body))
  })
  return routes
}

function readFiles(folder: string): Map<string, AppFile> {
  const files = new Map<string, AppFile>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = join(folder, path)
    const ending = extname(path)
    if (!statSync(full).isFile() || ending === '.br' || ending === '.gz' || path.startsWith('.vite')) continue
    const plain = readFileSync(full)
    const beside = (suffix: string) => (existsSync(full + suffix) ? readFileSync(full + suffix) : undefined)
    const br = beside('.br')
    const gz = beside('.gz')
    files.set(`/${relative(folder, full).replaceAll('\\', '/')}`, {
      plain,
      ...(br && { br }),
      ...(gz && { gz }),
      type: types[ending] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`,
    })
  }
  return files
}

/**
 * Nothing runs but the app's own files (CSP Level 3), nothing is asked but the hub it came from (its WebSocket, too), and
 * where the browser has Trusted Types no text becomes markup or script but two addresses: the worker's (`src/first/worker.ts`) and that of the words for browsers
 * below the floor (`public/floor.js`).
 */
const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types tongke-worker tongke-floor',
]

function policyWith(asked: string | undefined): string {
  const elsewhere = asked ? ` ${new URL(asked).origin}` : ''
  return rules.map((rule) => (rule.startsWith('connect-src') ? rule + elsewhere : rule)).join('; ')
}
