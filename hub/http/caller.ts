import type { MiddlewareHandler } from 'hono'
import type { WipeOrder } from '../../core/sync/messages.ts'
import type { Hub } from '../hub.ts'
import type { Caller } from '../people/sessions.ts'

export interface WithCaller {
  Variables: { caller: Caller }
}

/**
 * Lets only enrolled devices pass. Who does not prove itself gets 401 with a nonce to sign; a revoked device gets 403
 * with the order to wipe, except where it may still deliver; who asks too fast gets 429.
 */
export function enrolledOnly(
  hub: Hub,
  allow: { revoked: boolean } = { revoked: false },
): MiddlewareHandler<WithCaller> {
  return async (c, next) => {
    const caller = await hub.sessions.callerOf(c.req.header('Authorization'), hub.now())
    if (!caller) {
      c.header('Tongke-Nonce', hub.sessions.nonce(hub.now()))
      c.header('WWW-Authenticate', 'Proof')
      return c.json({ why: 'prove-yourself' }, 401)
    }
    if (caller.revoked && !allow.revoked) {
      const order: WipeOrder = { why: 'revoked', order: 'wipe', device: caller.device }
      return c.json(order, 403)
    }
    const wait = hub.pace.wait(caller.device, hub.now())
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000)
      c.header('Retry-After', String(seconds))
      return c.json({ why: 'too-often', seconds }, 429)
    }
    if (caller.token) c.header('Tongke-Token', caller.token)
    c.set('caller', caller)
    await next()
  }
}
