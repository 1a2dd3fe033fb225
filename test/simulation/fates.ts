import type { Chance } from './chance.ts'
import type { Device } from './device.ts'
import type { DiskImage } from './disk.ts'
import { bringIn } from './office.ts'
import { beginOffice, type EverySo } from './office-acts.ts'
import type { Actor } from './stage.ts'
import type { World } from './world.ts'

const minute = 60_000

/**
 * What befalls a county while a play is on. Each seed has only some of it, so that what is rare together comes about,
 * and what is common does not drown it.
 */
export class Fates {
  private readonly chance: Chance
  private readonly fate: Actor = { name: 'fate', alive: true }
  private over = false
  readonly counts = { kills: 0, cuts: 0, restores: 0, copies: 0, 'hubs alone': 0 }

  constructor(private readonly world: World) {
    this.chance = world.chance.fork('fates')
  }

  begin(): void {
    const { chance, world } = this
    // Misfortunes seldom come singly: in some counties all of them do.
    const ill = chance.happens(0.25) ? 3 : 1
    const befalls = (often: number) => chance.happens(often * ill)
    for (const device of world.devices) {
      world.stage.after(chance.skewed(0, 2 * minute), this.fate, () => device.boot())
      this.everySo(1_000, chance.pick([4, 8, 16]) * minute, () =>
        device.act().catch((error) => world.stage.fail(error)),
      )
      if (chance.happens(0.8)) this.everySo(minute / 2, 15 * minute, () => world.network.change(device.name))
    }
    if (chance.happens(0.3)) this.everySo(2 * minute, 15 * minute, () => this.ringBell())
    if (chance.happens(0.25)) this.everySo(minute, 10 * minute, () => this.listen())
    this.everySo(2 * minute, 20 * minute, () => this.backUp())
    world.whenCut = (device) => {
      this.counts.cuts += 1
      world.stage.after(chance.skewed(2_000, 4 * minute), this.fate, () => device.boot())
    }
    if (befalls(0.6)) this.everySo(minute, 12 * minute, () => this.cutSomebody())
    if (befalls(0.4)) for (const device of world.devices) device.makeFragile()
    const putBack = world.bug.surely?.includes('restore') === true
    if (befalls(0.5) || putBack) this.everySo(minute, 20 * minute, () => this.killHub(putBack ? 1 : 0.25 * ill))
    if (befalls(0.3)) this.everySo(minute, 30 * minute, () => chance.pick(world.devices).jump())
    if (befalls(0.2)) this.everySo(minute, 15 * minute, () => this.imageDisk())
    if (befalls(0.15)) this.once(minute, 20 * minute, () => this.cloneDisk())
    const alone = world.chance.fork('alone')
    if (world.machine.areSeveral && (alone.happens(0.5) || world.bug.surely?.includes('hub alone')))
      this.everySo(minute, 12 * minute, () => this.endOneHub(alone))
    beginOffice(world, befalls, this.everySo)
  }

  end(): void {
    this.over = true
  }

  /** Again and again, with waits between these, the first of which may be shorter. ms */
  private readonly everySo: EverySo = (least, most, befalls, first = 0) => {
    this.once(first, most, () => {
      befalls()
      this.everySo(least, most, befalls, least)
    })
  }

  private once(least: number, most: number, befalls: () => void): void {
    const { stage } = this.world
    stage.after(this.chance.skewed(least, most), this.fate, () => {
      if (!this.over) befalls()
    })
  }

  /** The bell rings in every school, and everybody does something at once. */
  private ringBell(): void {
    const { stage, devices } = this.world
    for (const device of devices) {
      const done = device.act().then(() => device.wake())
      done.catch((error) => stage.fail(error))
    }
  }

  /** A lesson: somebody looks at what happens elsewhere. */
  private listen(): void {
    const { chance, world } = this
    const device = chance.pick(world.devices)
    device.listen()
    world.stage.after(chance.whole(20_000, 120_000), this.fate, () => device.stopListening())
  }

  private cutSomebody(): void {
    const { chance, world } = this
    const device = chance.pick(world.devices)
    device.cutPower(chance.happens(0.8) ? chance.whole(1, 60) : 0)
  }

  /** @param restoringOften how often what comes up again is the last backup, 0 to 1 */
  private killHub(restoringOften: number): void {
    const { chance, world } = this
    const { machine, story, stage } = world
    if (!machine.up) return
    this.counts.kills += 1
    const restoring = chance.happens(restoringOften)
    const afterwards = () => {
      story.tell('hub', 'is killed')
      stage.after(chance.skewed(1_000, 3 * minute), this.fate, () => {
        if (restoring) {
          this.counts.restores += 1
          world.restore()
        }
        this.startHub(machine.start(), `starts, run ${machine.run}`)
      })
    }
    if (chance.happens(0.7)) machine.killAfter(chance.whole(0, 40), afterwards)
    else {
      machine.kill()
      afterwards()
    }
  }

  /** One of two hubs ends, and the other goes on. */
  private endOneHub(chance: Chance): void {
    const { machine, story, stage } = this.world
    machine.endOneAfter(chance.whole(0, 40), () => {
      this.counts['hubs alone'] += 1
      story.tell('hub', 'one of two ends')
      const run = machine.run
      stage.after(chance.skewed(1_000, 3 * minute), this.fate, () => {
        if (machine.run === run) this.startHub(machine.startOne(), 'the other one starts')
      })
    })
  }

  private startHub(started: Promise<void>, words: string): void {
    const { chance, world } = this
    const { machine, stage, story, county } = world
    void stage
      .holding(started)
      .then(() => {
        story.tell('hub', words)
        stage.after(chance.skewed(0, 2 * minute), this.fate, () => {
          if (machine.up) bringIn(machine.hub, county).catch((error) => stage.fail(error))
        })
      })
      .catch((error) => stage.fail(error))
  }

  private backUp(): void {
    const { world } = this
    if (world.machine.up) world.stage.holding(world.backUp()).catch((error) => world.stage.fail(error))
  }

  /** 还原卡: what the disk was some time ago comes back. */
  private imageDisk(): void {
    const { chance, world } = this
    const device = chance.pick(world.devices)
    device.cutPower()
    const image = device.copyOfDisk()
    const held = new Set(world.ledger.on(device.name))
    world.story.tell(device.name, 'its disk is imaged')
    device.boot()
    this.once(minute, 15 * minute, () => this.putBack(device, image, held))
  }

  private putBack(device: Device, image: DiskImage, held: ReadonlySet<number>): void {
    const { world } = this
    const { stage, machine, ledger, story } = world
    if (!machine.up) return
    this.counts.copies += 1
    device.cutPower()
    device.putDisk(image)
    story.tell(device.name, 'its disk is put back to its image')
    const done = world.atHub().then((hub) => {
      ledger.putBack(device.name, held, hub)
      device.boot()
    })
    stage.holding(done).catch((error) => stage.fail(error))
  }

  /** A tablet is set up by copying another one's disk, name, key and all. */
  private cloneDisk(): void {
    const { chance, world } = this
    const device = chance.pick(world.devices)
    this.counts.copies += 1
    device.cutPower()
    const clone = world.add(`${device.name}-b`, device.place, device.copyOfDisk())
    clone.key = device.key
    world.ledger.copy(world.ledger.on(device.name), clone.name)
    world.story.tell(clone.name, `is a copy of ${device.name}`)
    device.boot()
    clone.boot()
    this.everySo(1_000, 2 * minute, () => clone.act().catch((error) => world.stage.fail(error)))
  }
}
