import { randomInt } from 'node:crypto'
import * as v from 'valibot'
import { PlaceId, Title } from '../../core/facts/ids.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { countyOffice, type Place } from '../../core/people/places.ts'
import { rowKey, rowRange } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import type { Hub } from '../hub.ts'
import { keepNumbers } from '../roster/commit.ts'
import { personIdOf } from '../roster/identity.ts'
import { newCode } from './codes.ts'
import { setPin } from './pins.ts'

/** What opens a county's desk: a code for one device, and a PIN for who works there. */
export interface FirstOffice {
  place: Place
  code: string
  pin: string
}

const firstDesk = v.parse(PlaceId, 'office')

/**
 * Makes somebody one of the county's office, with a desk if there is none: from there the office brings in its roster itself.
 * Asked again for the same number it gives a new code and a new PIN.
 *
 * @param who `number`: as the office's files will have it, in which they have to stand (`docs/formats/county-files.md`)
 * @throws if the name is none
 */
export async function firstOffice(hub: Hub, who: { name: string; number: string }): Promise<FirstOffice> {
  const name = v.parse(Title, who.name)
  const person = personIdOf(who.number, hub.secret)
  const known = (await rowsIn(hub.db, [rowRange('place')])).map(({ state }) => state as Place) // its table's
  const desk = known.find(({ kind }) => kind === 'office')
  const place: Place = desk ?? { place: firstDesk, kind: 'office', title: '县教育局', classes: [countyOffice] }
  const member = rowKey('member', countyOffice, person)
  const isMember = await hub.db.selectFrom('row').select('row').where('row', '=', member).executeTakeFirst()
  const about = { class: countyOffice, person, name, picture: '', role: 'office', number: 0 } as const
  await hub.recorder.record(
    [
      ...(desk ? [] : [placeDescribed(place)]),
      ...(isMember ? [] : [memberEnrolled({ ...about, from: dayOf(hub.now()) })]),
    ],
    (transaction) =>
      keepNumbers(transaction, [{ person, sourcedId: who.number, studentHash: '', since: hub.now(), name: '' }]),
  )
  const pin = String(randomInt(1e6)).padStart(6, '0')
  await setPin(hub.db, person, pin)
  return { place, code: await newCode(hub.db, place.place, hub.now()), pin }
}
