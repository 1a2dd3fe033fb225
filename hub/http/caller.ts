import type { MiddlewareHandler } from 'hono'
import type { WipeOrder } from '../../core/sync/messages.ts'
import type { Hub } from '../hub.ts'
import type { Caller } from '../people/sessions.ts'

export interface WithCaller {
  Variables: { caller: Caller }
}

/**
 * Lets only enrolled devices pass. Who does not prove itself gets 401 with a nonce to sign; a revoked device gets 403
 * with the order to wipe, except where it may still deliver.
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
    if (caller.token) c.header('Tongke-Token', caller.token)
    c.set('caller', caller)
    await next()
  }
}
