import { spreadAll } from '../../hub/newcomers/spread.ts'
import { selfOf } from '../../src/store/store.ts'
import { bringIn } from './office.ts'
import type { World } from './world.ts'

/** Whatever was on its way has arrived after this, ms. */
const longest = 1_200_000

/** So often every device may have to ask before nobody has anything new to say. */
const mostRounds = 12

/** The lines come back, the hub and all devices are switched on, and everybody asks until nothing changes any more. */
export async function calmDown(world: World): Promise<void> {
  const { stage, network, machine, county, story, devices } = world
  story.tell('', 'it calms down')
  network.calmDown()
  machine.spare()
  for (const device of devices) device.rest()
  await stage.until(stage.now + longest)
  if (machine.up) await machine.startOne()
  else await machine.start()
  await stage.untilKept(bringIn(machine.hub, county))
  for (const device of devices) {
    device.boot()
    await stage.until(stage.now + 5_000)
  }
  await untilNothingChanges(world)
  const later = world.chance.fork('later')
  if (!later.happens(0.1)) return
  story.tell('', 'time goes by')
  stage.now += later.pick([20, 70, 200]) * 86_400_000
  for (let n = later.whole(0, 6); n > 0; n--) await stage.untilKept(later.pick(devices).act())
  await untilNothingChanges(world)
}

/** All that there is comes to be in a backup on the way, and whoever need not hold it any more learns of it. */
async function untilNothingChanges(world: World): Promise<void> {
  const { stage, devices } = world
  for (let rounds = 0, before = ''; rounds < mostRounds; rounds++) {
    for (const device of devices) if (device.on) await stage.untilKept(device.as(() => device.sync()))
    if (rounds === 0) await stage.holding(world.backUp())
    await stage.holding(world.machine.hub.blobs.sweep())
    await stage.untilKept(spreadAll(world.machine.hub))
    const now = await standing(world)
    if (now === before) return
    before = now
  }
  throw new Error('devices and hub go on telling each other something new for ever')
}

/** All that still changes while somebody has something new to say. */
async function standing({ machine, devices, stage }: World): Promise<string> {
  const hub = await machine.book.selectFrom('device').select(['device', 'up_to']).orderBy('device').execute()
  const entries = await machine.book
    .selectFrom('scope_log')
    .select((eb) => eb.fn.countAll().as('n'))
    .execute()
  const selves: unknown[] = []
  for (const device of devices) {
    if (!device.on) continue
    const self = await stage.untilKept(device.as(() => selfOf(device.store)))
    const scopes = await stage.untilKept(
      device.as(() => device.store.db.meta.where('name').startsWith('scope:').toArray()),
    )
    const held = await stage.untilKept(device.as(() => device.store.db.facts.count()))
    selves.push([self?.device, self?.seq, self?.delivered, self?.safe, self?.formerly, scopes, held])
  }
  return JSON.stringify([hub, entries, selves])
}
