import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Lets only requests pass whose body has at most so many bytes; no more of a longer one is read. */
export function atMost(bytes: number): MiddlewareHandler {
  return bodyLimit({ maxSize: bytes, onError: (c) => c.json({ why: 'too-large' }, 413) })
}
