import { addDays } from '../../core/school/day.ts'
import { spreadAll } from '../../hub/newcomers/spread.ts'
import type { Device } from './device.ts'
import { bringIn, newcomersAt } from './office.ts'
import { type Rare, today, type World } from './world.ts'

const minute = 60_000

/** Has something befall again and again, with waits between these, the first of which may be shorter. ms */
export type EverySo = (least: number, most: number, befalls: () => void, first?: number) => void

/**
 * What an office does while a play is on: people come, go, change classes and are erased; children who were added in a room are
 * matched; places serve other classes; devices are moved, and taken back.
 *
 * @param befalls whether something happens in this county that happens so often, 0 to 1
 */
export function beginOffice(world: World, befalls: (often: number) => boolean, everySo: EverySo): void {
  const { county, story, devices, stage, machine, bug } = world
  const chance = world.chance.fork('office')

  const tell = () => {
    if (machine.up) bringIn(machine.hub, county).catch((error) => stage.fail(error))
  }

  const changeRoster = () => {
    const room = chance.pick(county.classes)
    const change = chance.pick(['newcomer', 'newcomer', 'leaver', 'moved', 'role', 'classes', 'classes'])
    const newcomer = room.newcomers.pop()
    if (change === 'newcomer' && newcomer) {
      county.enrol(room.id, newcomer, 'pupil')
      room.pupils.push(newcomer)
      story.tell('office', `enrols ${newcomer}`)
    } else if (change === 'leaver') {
      const one = chance.pick([room.pupils[0] ?? room.assistant, room.assistant])
      const role = one === room.assistant ? 'assistant' : 'pupil'
      county.enrol(room.id, one, role, addDays(today, -1))
      story.tell('office', `${one} left ${room.id} yesterday`)
    } else if (change === 'moved') {
      const [child, other] = [chance.pick(room.pupils), chance.pick(county.classes.filter((one) => one !== room))]
      county.moveChild(room, other, child, addDays(today, -1))
      story.tell('office', `${child} has moved from ${room.id} to ${other.id}`)
    } else if (change === 'role') {
      county.enrol(room.id, room.assistant, chance.pick(['teacher', 'assistant']))
      story.tell('office', `${room.assistant} is now ${county.membership(room.id, room.assistant)?.role} of ${room.id}`)
    } else if (change === 'classes') {
      const place = chance.pick([...county.places.values()])
      const classes = chance.some(
        county.classes.map((one) => one.id),
        2,
      )
      county.describePlace({ ...place, classes })
      story.tell('office', `${place.place} now serves ${classes.join(' ')}`)
    }
    if (newcomer && change !== 'newcomer') room.newcomers.push(newcomer)
    tell()
  }

  const eraseSomebody = () => {
    const room = chance.pick(county.classes)
    const person = chance.pick([...room.pupils, ...room.newcomers])
    if (county.erased.has(person)) return
    world.counts.erasures += 1
    county.erase(person, today, stage.now)
    story.tell('office', `erases ${person}`)
    tell()
  }

  const matchChild = async () => {
    if (!machine.up) return
    const children = await newcomersAt(machine.hub)
    if (children.length === 0) return
    const { class: room, added, pupils } = chance.pick(children)
    const person = chance.happens(0.2) ? undefined : chance.pick([...pupils, added])
    world.counts.matches += 1
    county.matched.set(`${room}/${added}`, { class: room, added, person })
    story.tell('office', `says that ${added} of ${room} is ${person ?? 'somebody'}`)
    tell()
  }

  const spread = () => {
    if (machine.up && county.matched.size > 0)
      spreadAll(machine.hub).catch((error: Error) => error.message.includes('overtaken') || stage.fail(error))
  }

  const moveDevice = () => {
    const device = chance.pick(devices)
    const place = chance.pick([...county.places.values()])
    if (place.place === county.placeOf(device).place) return
    world.counts.moves += 1
    county.moved.set(device.key, place.place)
    story.tell('office', `moves ${device.name} to ${place.place}`)
    tell()
  }

  const takeBack = () => {
    const device = chance.pick(devices)
    if (county.revoked.has(device.key)) return
    world.counts.revoked += 1
    county.revoked.add(device.key)
    story.tell('office', `takes ${device.name} back`)
    tell()
    // Another one comes in its place.
    const another = chance.happens(0.5) ? world.bringAnother(county.placeOf(device)) : Promise.resolve(undefined)
    another.then((one) => one && inUse(one)).catch((error) => stage.fail(error))
  }

  const inUse = (device: Device) => {
    device.boot()
    everySo(1_000, 8 * minute, () => device.act().catch((error) => stage.fail(error)))
  }

  const surely = (what: Rare) => bug.surely?.includes(what) === true
  if (befalls(0.5) || surely('roster')) everySo(minute, 10 * minute, changeRoster)
  if (befalls(0.2) || surely('erasure')) everySo(3 * minute, 25 * minute, eraseSomebody)
  if (befalls(0.25) || surely('match')) {
    everySo(2 * minute, 15 * minute, () => matchChild().catch((error) => stage.fail(error)))
    everySo(minute, 2 * minute, spread)
  }
  if (befalls(0.2) || surely('move')) everySo(3 * minute, 25 * minute, moveDevice)
  if (befalls(0.12) || surely('revocation')) everySo(5 * minute, 40 * minute, takeBack)
}
