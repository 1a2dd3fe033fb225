import type { Day, DeviceId, PersonId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { momentOf } from '../../core/school/day.ts'
import { registerDevice } from '../../hub/people/devices.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { selfOf } from '../../src/store/store.ts'
import type { Carrier } from '../../src/sync/carrier.ts'
import { playBrowser } from './browser.ts'
import { Chance } from './chance.ts'
import { County, desk, deskDevice, somePlaces } from './county.ts'
import { Device, type Surroundings } from './device.ts'
import type { DiskImage } from './disk.ts'
import { HubProcess, type Planted } from './hub-process.ts'
import { keyNumber } from './keys.ts'
import { Ledger } from './ledger.ts'
import { type Answer, Network, type Sent } from './network.ts'
import { bringIn } from './office.ts'
import { rememberPast } from './past.ts'
import { dial } from './sockets.ts'
import type { Stage } from './stage.ts'
import { Story } from './story.ts'

/** What only some counties have: people and places change; somebody is erased, or matched; devices are moved to other places, or taken back; hubs share a database, one of which ends alone; backups are made by the program for it, and brought back. */
export type Rare = 'roster' | 'erasure' | 'match' | 'move' | 'revocation' | 'two hubs' | 'hub alone' | 'restore'

/** Changes what production code works with, as a bug in it would. */
export interface Bug {
  database?(db: HubDb): HubDb
  carrier?(carrier: Carrier): Carrier
  /** Changes what a backup is made of. */
  backup?(db: HubDb): HubDb
  /** For each run of the hub anew. */
  hubs?: Planted['hubs']
  /** What befalls every county while this bug is planted, so that few seeds show it. */
  surely?: readonly Rare[]
  /** The first seed that is tried, where it comes about seldom all the same. */
  from?: number
}

export const today = '2026-09-14' as Day // a day that there is

/** A county with its hub, its lines and its devices. */
export class World {
  readonly devices: Device[] = []
  /** Devices that were brought, and of which no hub knows. */
  private unknown = 0
  readonly restoredAt: number[] = []
  /** What the office did, for the figures. */
  readonly counts = { erasures: 0, matches: 0, moves: 0, revoked: 0 }
  /** What follows a power cut. */
  whenCut: (device: Device) => void = () => undefined
  private takeAwayBrowser: () => void = () => undefined
  readonly network: Network

  private constructor(
    readonly stage: Stage,
    readonly chance: Chance,
    readonly story: Story,
    readonly county: County,
    readonly ledger: Ledger,
    readonly machine: HubProcess,
    readonly bug: Bug,
  ) {
    this.network = new Network(
      stage,
      (sent, from) => this.serve(sent, from),
      chance,
      story,
      () => machine.run,
    )
  }

  static async open(stage: Stage, seed: number, bug: Bug): Promise<World> {
    const chance = new Chance(seed)
    const story = new Story(stage.now, () => stage.now)
    const county = new County(chance.fork('county'), today)
    const surely = new Set<Rare>(bug.surely)
    const machine = await HubProcess.open(
      stage,
      chance,
      story,
      {
        database: bug.database ?? ((db) => db),
        backup: bug.backup ?? ((db) => db),
        hubs: bug.hubs ?? (() => (app) => app),
      },
      { several: surely.has('two hubs'), backups: surely.has('restore') },
    )
    const world: World = new World(stage, chance, story, county, new Ledger(), machine, bug)
    world.takeAwayBrowser = playBrowser((end) =>
      dial(stage, world.network, machine, end, (device) => world.gets(device, 'a word of the live channel', stage.now)),
    )
    await world.furnish()
    return world
  }

  /** Places, their devices, and a first backup that knows them all. */
  private async furnish(): Promise<void> {
    for (const place of somePlaces(this.county, this.chance.fork('places'))) this.county.describePlace(place)
    await bringIn(this.machine.hub, this.county)
    const past = this.chance.fork('past')
    if (past.happens(0.12)) await rememberPast(this.machine.hub, this.county.classNamed('c1'), past)
    for (const [n, place] of [...this.county.places.values()].entries()) {
      await this.stage.untilKept(this.enrol(place.place, place, n))
    }
    await registerDevice(this.machine.hub.db, {
      device: deskDevice,
      place: desk,
      key: '',
      now: Math.round(this.stage.now),
    })
    await this.backUp()
  }

  /** Gives a place a device of its own. */
  private async enrol(called: string, place: Place, n: number): Promise<Device> {
    const device = `${place.place}-${this.chance.text(16)}` as DeviceId // an id's characters
    const { pair, jwk } = await keyNumber(n)
    await registerDevice(this.machine.hub.db, { device, place: place.place, key: jwk, now: Math.round(this.stage.now) })
    const made = this.add(called, place)
    made.key = jwk
    await made.enrol(device, pair)
    return made
  }

  /** One more device for a place, which the hub knows for good. @returns none while there is no hub */
  async bringAnother(place: Place): Promise<Device | undefined> {
    if (!this.machine.up) return undefined
    const { run } = this.machine
    const n = this.devices.length + this.unknown
    const device = await this.enrol(`${place.place}-${n}`, place, n)
    const isKnown = () => this.machine.up && this.machine.run === run
    if (isKnown()) await this.stage.holding(this.backUp())
    if (isKnown()) return device
    // A hub that was put back in between has never heard of it.
    this.devices.splice(this.devices.indexOf(device), 1)
    this.unknown += 1
    return undefined
  }

  private async serve(sent: Sent, from: string): Promise<Answer | undefined> {
    const came = this.stage.now
    const answer = await this.machine.serve(sent, from)
    if (sent.method === 'GET' && answer?.status === 200) this.gets(from, `${sent.method} ${sent.path}`, came)
    return answer
  }

  /** A device that was taken back before it asked gets nothing from the hub. */
  private gets(name: string, what: string, asked: number): void {
    const key = this.devices.find((device) => device.name === name)?.key ?? ''
    if ((this.county.revokedSince.get(key) ?? Number.POSITIVE_INFINITY) < asked)
      this.stage.fail(new Error(`${name} was taken back, and gets ${what}`))
  }

  close(): void {
    this.takeAwayBrowser()
    this.machine.close()
  }

  add(name: string, place: Place, image?: DiskImage): Device {
    const { stage, network, story, county, ledger } = this
    const around: Surroundings = {
      stage,
      network,
      story,
      county,
      ledger,
      altered: this.bug.carrier ?? ((carrier) => carrier),
      restoredSince: (time) => this.restoredAt.some((at) => at >= time),
      cut: (device) => this.whenCut(device),
      honest: (device, caughtUp) => this.honest(device, caughtUp),
    }
    const device = new Device(name, place, around, this.chance, image)
    this.devices.push(device)
    return device
  }

  /** What the hub's database says of deeds, by trace. */
  async atHub(): Promise<Set<number>> {
    const facts = await this.machine.book.selectFrom('fact').select(['at', 'by', 'kind', 'body']).execute()
    const traces = facts.map(({ by, body, ...fact }) =>
      this.ledger.traceOf({ ...fact, by: by as PersonId | '', body: JSON.parse(body) }),
    )
    return new Set(traces.filter((trace) => trace !== undefined))
  }

  async backUp(): Promise<void> {
    await this.machine.backUp()
    this.ledger.backUp(await this.atHub())
    this.story.tell('hub', 'is backed up')
  }

  restore(): void {
    this.machine.restore()
    this.ledger.restored()
    this.county.outOfForce()
    this.restoredAt.push(this.stage.now)
    this.story.tell('hub', 'is put back to its last backup')
  }

  /** A device counts nothing as delivered that the hub does not have, unless it cannot know that the hub was put back. */
  private async honest(device: Device, caughtUp: number): Promise<void> {
    const self = device.on ? await selfOf(device.store) : undefined
    if (!self || !this.machine.up || this.restoredAt.some((at) => at >= caughtUp)) return
    const known = await this.machine.book
      .selectFrom('device')
      .select('up_to')
      .where('device', '=', self.device)
      .executeTakeFirst()
    const upTo = known?.up_to ?? 0
    if (self.delivered > upTo)
      throw new Error(`${device.name} counts ${self.delivered} as delivered, and the hub has ${upTo}`)
  }
}

/** When plays begin: in the morning, at noon, or shortly before midnight. */
export function beginning(chance: Chance): number {
  return momentOf(today, chance.pick(['08:00', '12:00', '23:30']))
}
