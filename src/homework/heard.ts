import { Dexie } from 'dexie'
import { kindNamed } from '../../core/facts/catalogue.ts'
import type { ClassId, DeviceId } from '../../core/facts/ids.ts'
import { classScope } from '../../core/facts/scope.ts'
import { placesFor } from '../../core/people/permissions.ts'
import type { PlaceKind } from '../../core/people/places.ts'
import type { Role } from '../../core/people/roles.ts'
import { members } from '../../core/rows/member.ts'
import { places } from '../../core/rows/roster.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import type { KeptFact } from '../store/place-db.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import { type Store, selfOf } from '../store/store.ts'

/** Of each device so many of the latest facts are looked at. */
const lookedAt = 20

/**
 * Up to when a class's devices, other than this one, have been heard (ms since 1970): a device's facts come without
 * gaps, so all that it recorded by then is here. Undefined when nothing of them is here. Run it in a live query.
 *
 * A projector of the class does not count itself, for the pupils work on tablets. Where no tablet was ever heard of, they
 * work on paper, and their pieces are photographed on the projector itself: then it knows all there is.
 */
export async function classHeard(store: Store, classId: ClassId): Promise<number | undefined> {
  const self = await selfOf(store)
  const place = self && (await row(store, places, self.place))
  const scope = classScope(classId)
  const people = await rowsUnder(store, members, classId)
  const roles = new Map<string, Role>(people.map(({ key, state }) => [rowPart(key, 1), state.role]))
  let latest: number | undefined
  let tablets = false
  for (const device of await devicesIn(store)) {
    if (device === self?.device) continue
    const facts = await store.db.facts
      .where('[device+seq]')
      .between([device, Dexie.minKey], [device, Dexie.maxKey])
      .reverse()
      .limit(lookedAt)
      .toArray()
    const recorded = facts.filter((one) => one.scope === scope)
    const sorts = recorded.map((one) => placesOf(one, roles))
    tablets ||= sorts.some((sort) => are(sort, tablet))
    // A device stays at its place: what one fact tells of it holds for all.
    if (!sorts.some((sort) => are(sort, classroom))) continue
    latest = Math.max(latest ?? 0, ...recorded.map((one) => one.eff))
  }
  const isItsProjector = place?.kind === 'projector' && place.classes.includes(classId)
  return isItsProjector && !tablets ? schoolNow(store) : latest
}

/** Every device of which there is a fact, by leaps from one to the next. */
async function devicesIn({ db: { facts } }: Store): Promise<DeviceId[]> {
  const devices: DeviceId[] = []
  let next = await facts.orderBy('[device+seq]').first()
  while (next) {
    devices.push(next.device)
    next = await facts.where('[device+seq]').above([next.device, Dexie.maxKey]).first()
  }
  return devices
}

const tablet: readonly PlaceKind[] = ['tablet']
const classroom: readonly PlaceKind[] = ['tablet', 'projector']

function are(places: readonly PlaceKind[], among: readonly PlaceKind[]): boolean {
  return places.length > 0 && places.every((one) => among.includes(one))
}

/** The sorts of place at which a fact may have been recorded by whom it names. */
function placesOf({ kind: name, by }: KeptFact, roles: ReadonlyMap<string, Role>): PlaceKind[] {
  const kind = kindNamed(name)
  const role = by === '' ? 'device' : roles.get(by)
  return kind && role ? placesFor(kind, role) : []
}
