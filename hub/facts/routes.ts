import { inflateSync } from 'node:zlib'
import { Hono } from 'hono'
import { unpackFacts } from '../../core/facts/batch.ts'
import { county } from '../../core/facts/scope.ts'
import { noteMoveKnown, noteStoodElsewhere } from '../devices/move.ts'
import { atMost } from '../http/at-most.ts'
import { enrolledOnly, type WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import { noteCountyRead, noteHeard } from '../people/devices.ts'
import { pull } from './pull.ts'

/** A batch's most bytes, compressed and as text. */
const mostSent = 512 * 1024
const mostText = 8 * 1024 * 1024

/** `POST /api/sync/facts` takes a batch in; `GET /api/sync/facts?SCOPE=CURSOR&…` gives what is after each cursor. */
export function factRoutes(hub: Hub): Hono<WithCaller> {
  const routes = new Hono<WithCaller>()

  routes.post('/facts', enrolledOnly(hub, { revoked: true }), atMost(mostSent), async (c) => {
    const { device } = c.get('caller')
    const sent = new Uint8Array(await c.req.arrayBuffer())
    const heard = hub.now()
    return hub.desk.nearTurn(async () => {
      const text = readText(sent, c.req.header('Content-Encoding'))
      if (text === 'too-large') return c.json({ why: 'too-large' }, 413)
      if (text === undefined) return c.json({ why: 'malformed', what: 'the compression' }, 400)
      const batch = unpackFacts(text)
      if (!batch.ok) return c.json({ why: 'malformed', what: batch.why }, 400)
      const facts = [...batch.facts].sort((a, b) => a.seq - b.seq)
      if (facts.some((fact) => fact.device !== device)) return c.json({ why: 'someone-elses' }, 403)
      const receipt = await hub.desk.deliver({ device, facts, before: batch.before, heard })
      return c.json(receipt)
    })
  })

  routes.get('/facts', enrolledOnly(hub), async (c) => {
    const { device, place } = c.get('caller')
    await noteHeard(hub.db, device, hub.now())
    await noteCountyRead(hub.db, device, c.req.query(county) ?? '')
    await noteMoveKnown(hub.db, { device, place }, c.req.query(), hub.now())
    await noteStoodElsewhere(hub.db, { device, place }, c.req.query())
    return c.json(await pull(hub.db, device, c.req.query(), hub.now()))
  })

  return routes
}

/** A batch is never just these words, so that they can stand for one that swells beyond what is taken. */
function readText(sent: Uint8Array, encoding: string | undefined): string | 'too-large' | undefined {
  try {
    const plain = encoding === 'deflate' ? inflateSync(sent, { maxOutputLength: mostText }) : sent
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (error) {
    // Else not what it says it is: the caller is told so.
    return error instanceof RangeError ? 'too-large' : undefined
  }
}
