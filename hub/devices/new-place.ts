import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { PlaceId } from '../../core/facts/ids.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { roleOn } from '../../core/people/permissions.ts'
import type { Place } from '../../core/people/places.ts'
import type { NewPlace } from '../../core/reports/office-devices.ts'
import type { Member } from '../../core/rows/member.ts'
import { rowKey, rowRange } from '../../core/rows/row-key.ts'
import { rowsIn } from '../facts/rows.ts'
import type { Hub } from '../hub.ts'
import type { HubDb } from '../store/schema.ts'

/** Why a place is not made. `there-is-one`: of that sort, with that title, at that school. */
export type NoPlace = 'no-such-school' | 'no-such-class' | 'not-their-class' | 'whose' | 'there-is-one'

/** Makes a place that the county's files do not have. @returns it, or why not */
export async function makePlace(hub: Hub, asked: NewPlace): Promise<Place | NoPlace> {
  const why = await wrongWith(hub.db, asked, hub.now())
  if (why) return why
  const { person, ...rest } = asked
  const place: Place = {
    place: v.parse(PlaceId, `${asked.kind}-${randomBytes(9).toString('base64url')}`),
    ...rest,
    ...(asked.kind === 'own' && { person }),
  }
  await hub.recorder.record([placeDescribed(place)])
  return place
}

async function wrongWith(db: HubDb, asked: NewPlace, now: number): Promise<NoPlace | undefined> {
  const rowsOf = async (keys: readonly string[]) =>
    new Map(
      (await db.selectFrom('row').select(['row', 'state']).where('row', 'in', keys).execute()).map((row) => [
        row.row,
        JSON.parse(row.state) as { school?: string }, // a school's or a class's
      ]),
    )
  if ((await rowsOf([rowKey('school', asked.school)])).size === 0) return 'no-such-school'
  const classes = await rowsOf(asked.classes.map((one) => rowKey('class', one)))
  if (classes.size < new Set(asked.classes).size) return 'no-such-class'
  const { person } = asked
  if (asked.kind === 'own') {
    if (person === undefined) return 'whose'
    const keys = asked.classes.map((one) => rowKey('member', one, person))
    const members = await db.selectFrom('row').select('state').where('row', 'in', keys).execute()
    const teaching = members.map((row) => roleOn(JSON.parse(row.state) as Member, now)) // its table's
    if (!teaching.every((role) => role !== undefined && role !== 'pupil') || teaching.length < classes.size)
      return 'not-their-class'
  } else if (asked.kind !== 'studio' && [...classes.values()].some(({ school }) => school !== asked.school)) {
    return 'not-their-class'
  }
  const places = (await rowsIn(db, [rowRange('place')])).map(({ state }) => state as Place) // its table's
  const same = places.some((one) => one.kind === asked.kind && one.title === asked.title && one.school === asked.school)
  return same ? 'there-is-one' : undefined
}
