import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A refusal as problem details (RFC 9457), with the hub's word for it, `why`. @param detail in a few words, for who wrote the client */
export function problem(c: Context, status: ContentfulStatusCode, why: string, detail?: string): Response {
  const type = { 'Content-Type': 'application/problem+json' }
  return c.json({ status, why, ...(detail && { detail }) }, status, type)
}

/** What a resource takes, and what else is said of it in headers. */
export interface Taken {
  methods: readonly string[]
  headers: Record<string, string>
}

/**
 * Methods that do nothing: OPTIONS, of which a preflight is one, and whatever the resource does not take. GET has an answer and
 * nothing in it where it is taken (RFC 9725, 4.1), HEAD the same.
 */
export function otherMethod(c: Context, { methods, headers }: Taken): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.header('Allow', [...methods, 'OPTIONS'].join(', '))
  const isTaken = c.req.method === 'OPTIONS' || methods.includes(c.req.method)
  return isTaken ? c.body(null, 200) : problem(c, 405, 'no-such-method')
}

export function typeOf(c: Context): string {
  return (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the schema behind it says so
  }
}
