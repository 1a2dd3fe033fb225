import { Dexie } from 'dexie'
import { kinds } from '../../core/facts/catalogue.ts'
import type { ClassId, DeviceId } from '../../core/facts/ids.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { classScope } from '../../core/facts/scope.ts'
import { places } from '../../core/rows/roster.ts'
import { row } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import { type Store, selfOf } from '../store/store.ts'

/** What a classroom records, on its projector or its tablets; setting and marking are a teacher's, from anywhere. */
const classroomKinds: ReadonlySet<string> = new Set(
  kinds
    .filter((kind) => kind.recordedBy !== homeworkSet.recordedBy)
    .filter((kind) => kind.recordedBy.some(({ places }) => places.includes('projector') || places.includes('tablet')))
    .map((kind) => kind.name),
)

/** What only a tablet records, and pupils with it: whoever did so is one. */
const tabletKinds: ReadonlySet<string> = new Set(
  kinds
    .filter((kind) => kind.recordedBy.every(({ role, places }) => role === 'pupil' && places.join() === 'tablet'))
    .map((kind) => kind.name),
)

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
    const recorded = facts.filter((one) => one.scope === scope && classroomKinds.has(one.kind))
    tablets ||= recorded.some((one) => tabletKinds.has(one.kind))
    const [fact] = recorded
    if (fact && fact.eff > (latest ?? 0)) latest = fact.eff
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
