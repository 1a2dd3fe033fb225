import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import { PersonId } from '../../core/facts/ids.ts'
import { roleOn } from '../../core/people/permissions.ts'
import { countyOffice } from '../../core/people/places.ts'
import { members } from '../../core/rows/member.ts'
import { placeOf } from '../facts/pull.ts'
import { rowOf } from '../facts/row-of.ts'
import type { WithCaller } from '../http/caller.ts'
import type { Hub } from '../hub.ts'
import type { HubDb } from '../store/schema.ts'

/** Lets only devices of an office pass: what is asked speaks of every class of the county. Behind `enrolledOnly`. */
export function officeOnly(hub: Hub) {
  return createMiddleware<WithCaller>(async (c, next) => {
    const place = await placeOf(hub.db, c.get('caller').place)
    if (place.kind !== 'office') return c.json({ why: 'not-for-this-place' }, 403)
    await next()
  })
}

export interface WithActor {
  Variables: WithCaller['Variables'] & { by: PersonId }
}

/**
 * Lets only those pass who work in the office, and gives who it is: `Tongke-By` names who has unlocked the device. Behind
 * `officeOnly`, which it takes at its word as facts do: a PIN is checked on the device.
 */
export function byOffice(hub: Hub) {
  return createMiddleware<WithActor>(async (c, next) => {
    const by = v.safeParse(PersonId, c.req.header('Tongke-By'))
    if (!by.success || !(await worksInOffice(hub.db, by.output, hub.now()))) {
      return c.json({ why: 'not-of-the-office' }, 403)
    }
    c.set('by', by.output)
    await next()
  })
}

async function worksInOffice(db: HubDb, person: PersonId, now: number): Promise<boolean> {
  const member = await rowOf(db, members, countyOffice, person)
  return member !== undefined && roleOn(member, now) === 'office'
}
