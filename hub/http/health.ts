import { Hono } from 'hono'
import * as v from 'valibot'
import type { Hub } from '../hub.ts'
import type { RoomLeft } from '../store/room.ts'

const statuses = { enough: 'ok', little: 'little-room', none: 'disk-full' } as const satisfies Record<RoomLeft, string>

export const Health = v.object({ status: v.picklist(Object.values(statuses)), now: v.number() })
export const Life = v.object({ now: v.number() })

/**
 * `/healthz` is for who looks after the hub: 503 also while it answers, but has no room to take anything in or soon will have
 * none. `/livez` is for a proxy that chooses among hubs: 200 as long as this one can answer. Hubs that share a database
 * and a folder run full together, and what there is to read must then still be had from one of them.
 */
export function healthRoutes(hub: Hub): Hono {
  const routes = new Hono()
  const answers = () => hub.db.selectFrom('hub').select('name').limit(1).execute()
  routes.get('/healthz', async (c) => {
    await answers()
    const left = await hub.room.left()
    const health: v.InferOutput<typeof Health> = { status: statuses[left], now: hub.now() }
    return c.json(health, left === 'enough' ? 200 : 503)
  })
  routes.get('/livez', async (c) => {
    await answers()
    return c.json({ now: hub.now() })
  })
  return routes
}
