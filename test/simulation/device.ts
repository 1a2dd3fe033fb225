import type { Draft } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { places } from '../../core/rows/roster.ts'
import { wiped } from '../../src/store/order.ts'
import { NotAllowed, record } from '../../src/store/record.ts'
import { row } from '../../src/store/rows.ts'
import { type Store, selfOf } from '../../src/store/store.ts'
import { type Carrier, CarrierFailure } from '../../src/sync/carrier.ts'
import { liveChannel } from '../../src/sync/live-channel.ts'
import type { Chance } from './chance.ts'
import type { County } from './county.ts'
import { somethingToDo } from './deeds.ts'
import { Disk, type DiskImage } from './disk.ts'
import type { Deed, Ledger } from './ledger.ts'
import { type Life, openLife, round, roundAndTidy, settleIn } from './life.ts'
import type { Network } from './network.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

/** What a device lives in. */
export interface Surroundings {
  stage: Stage
  network: Network
  story: Story
  county: County
  ledger: Ledger
  /** Changes what carries a device's facts: how a planted bug gets in. */
  altered(carrier: Carrier): Carrier
  /** Whether the hub was put back since then. */
  restoredSince(time: number): boolean
  /** Told whenever a device has lost its power. */
  cut(device: Device): void
  /** Asked after every round, with the beginning of the last one that got through to the hub. */
  honest(device: Device, caughtUp: number): Promise<void>
}

/** Waits between rounds: shorter than a page's, since a play is short. ms */
const askEvery = 240_000
const firstWait = 2_000
const longestWait = 60_000

/** A machine with the app on it: its disk and its clock outlive power cuts, nothing else does. */
export class Device {
  /** This device's clock minus true time, ms. */
  private skew: number
  private image: DiskImage
  private disk: Disk | undefined
  private life: Life | undefined
  /** The public half of its key, as the hub keeps it (JWK): copies share it. */
  key = ''
  private readonly chance: Chance
  /** A cut comes after so many tasks of the disk. */
  private tasksLeft = Number.POSITIVE_INFINITY
  private resting = false
  /** The beginning of the last round that got through to the hub. */
  private caughtUp = 0
  private steady: boolean
  private fragile = false
  /** The office has taken it back, and it has wiped itself. */
  private wiped = false

  constructor(
    readonly name: string,
    readonly place: Place,
    private readonly around: Surroundings,
    chance: Chance,
    image: DiskImage = new Map(),
  ) {
    this.chance = chance.fork(`device ${name}`)
    this.image = image
    this.steady = image.size === 0
    this.skew = this.chance.pick([0, 0, 0, 1, -1]) * this.chance.whole(1_000, 20 * year)
  }

  /** Whether its clock, right or wrong, has run on without a jump since its disk was made. */
  get clockIsSteady(): boolean {
    return this.steady
  }

  get isWiped(): boolean {
    return this.wiped
  }

  get on(): boolean {
    return this.life !== undefined
  }

  /** The store of the life that is on. */
  get store(): Store {
    if (!this.life) throw new Error(`${this.name} is off`)
    return this.life.store
  }

  /** Switches it on: it opens what is on its disk and begins to look for the hub. */
  boot(): void {
    if (this.life || this.wiped) return
    const life = this.open()
    const { stage, story } = this.around
    story.tell(this.name, `boots; its clock says ${new Date(this.wall()).toISOString()}`)
    stage.after(0, life, () => {
      this.look(life)
        .then(() => (life.wiped ? this.end(life) : this.work(life)))
        .catch((error: unknown) => stage.fail(error))
    })
  }

  private open(): Life {
    const { stage, network, altered } = this.around
    const { name, place, chance } = this
    const disk = new Disk(this.image)
    let lastTask = 0
    this.disk = disk
    this.life = openLife({
      name,
      place,
      disk,
      chance,
      wall: () => this.wall(),
      diskTask: (life, run) => {
        lastTask = Math.max(stage.now, lastTask) + chance.skewed(0.01, 3)
        stage.after(lastTask - stage.now, life, () => this.diskTask(run))
      },
      fetchFor: (life) => network.fetchFor(name, life),
      altered,
    })
    return this.life
  }

  /** Does something on this device, as if its own code did. */
  as<T>(work: () => T): T {
    if (!this.life) throw new Error(`${this.name} is off`)
    return this.around.stage.as(this.life, work)
  }

  /** Makes a new one its place's device. It is off again afterwards. */
  async enrol(device: DeviceId, key: CryptoKeyPair): Promise<void> {
    const life = this.open()
    const hub = Math.round(this.around.stage.now)
    await this.as(() => settleIn(life, this.place, { device, key, hub }))
    this.switchOff(life)
  }

  /** Its power goes while something is written, or as soon as it is. */
  makeFragile(): void {
    this.fragile = true
  }

  /** Cuts the power, here and now, or after so many tasks of the disk. */
  cutPower(after = 0): void {
    if (after > 0) {
      this.tasksLeft = after
      return
    }
    const { life, disk } = this
    if (!life || !disk) return
    this.switchOff(life)
    this.around.story.tell(this.name, 'loses its power')
    this.around.cut(this)
  }

  private switchOff(life: Life): void {
    life.alive = false
    this.life = undefined
    this.tasksLeft = Number.POSITIVE_INFINITY
    if (this.disk) this.image = this.disk.cut()
  }

  /** It has nothing any more, and is no place's. */
  private end(life: Life): void {
    if (!life.alive) return
    this.switchOff(life)
    this.wiped = true
    this.around.ledger.wiped(this.name)
    this.around.story.tell(this.name, 'has wiped itself')
  }

  /** What is on its disk. It must be off. */
  copyOfDisk(): DiskImage {
    if (this.life) throw new Error(`${this.name} is on`)
    return this.image
  }

  /** Another disk is put into it, or an old copy of its own (还原卡). It must be off. */
  putDisk(image: DiskImage): void {
    if (this.life) throw new Error(`${this.name} is on`)
    this.image = image
    this.wiped = false
    this.caughtUp = 0
  }

  /** Its clock is set, or falls back, to another time. */
  jump(): void {
    this.steady = false
    this.skew = this.chance.pick([-1, 1]) * this.chance.whole(0, 20 * year)
    this.around.story.tell(this.name, `clock jumps to ${new Date(this.wall()).toISOString()}`)
  }

  /** Somebody does something at it. */
  async act(): Promise<void> {
    const { life } = this
    if (life) await this.as(() => this.doSomething(life))
  }

  private async doSomething(life: Life): Promise<void> {
    const { county, stage, story, ledger } = this.around
    const self = await selfOf(life.store)
    if (!self) return
    const place = (await row(life.store, places, self.place)) ?? this.place
    const intent = await somethingToDo(life.store, place, county, this.chance, stage.now)
    const photos = (intent.blobs ?? []).map((blob) => blob.hash)
    const deeds = intent.drafts.map(({ kind, body }) => {
      const about = {
        device: this.name,
        place: place.place,
        placeKind: place.kind,
        by: intent.by,
        kind,
        time: stage.now,
      }
      return ledger.begin({ ...about, body: body as Record<string, unknown>, photos }) // a kind's body is an object
    })
    const drafts = deeds.map(({ kind, body }): Draft => ({ kind, body }))
    for (const deed of deeds) story.tell(this.name, `#${deed.trace} ${described(deed)}`)
    if (this.fragile && this.chance.happens(0.03)) this.cutPower(this.chance.whole(1, 16))
    const traces = deeds.map((deed) => `#${deed.trace}`).join(' ')
    try {
      const blobs = intent.blobs && { blobs: intent.blobs }
      const names = await record(life.store, { by: intent.by, drafts, ...blobs })
      if (!life.alive) return
      for (const [n, name] of names.entries()) {
        const fact = this.disk?.fact(name)
        if (fact) ledger.note(fact, deeds[n]?.trace)
      }
      story.tell(this.name, `${traces} kept as ${names.join(' ')}`)
      if (intent.forbidden) throw new Error(`${this.name} recorded ${traces}, which nobody may do there`)
      for (const deed of deeds) ledger.kept(deed)
      if (this.fragile && this.chance.happens(0.03)) this.cutPower()
      else if (this.chance.happens(0.6)) life.wake()
    } catch (error) {
      if (!life.alive) return
      if (!(error instanceof NotAllowed)) throw error
      story.tell(this.name, `${traces} not allowed: ${error.why}`)
      for (const deed of deeds) deed.outcome = 'denied'
    }
  }

  /** Looks for the hub now. */
  wake(): void {
    this.life?.wake()
  }

  /** Its page is looked at: it hears what happens elsewhere as it happens. */
  listen(): void {
    const { life } = this
    if (!life || life.live || this.resting) return
    this.around.story.tell(this.name, 'listens')
    const heard = (all: boolean) => {
      if (!all) life.wake()
    }
    life.live = this.as(() => liveChannel(life.store, this.name, heard))
  }

  stopListening(): void {
    this.life?.live?.stop()
    if (this.life) delete this.life.live
  }

  /** Stops looking for the hub by itself. */
  rest(): void {
    this.stopListening()
    this.resting = true
    this.fragile = false
    this.tasksLeft = Number.POSITIVE_INFINITY
    this.life?.wake()
  }

  /** Delivers and receives all that it can, and lets go of all that it may. */
  async sync(): Promise<void> {
    const { life } = this
    if (!life) throw new Error(`${this.name} is off`)
    await roundAndTidy(life)
    if (life.wiped) this.end(life)
  }

  private wall(): number {
    return Math.max(0, Math.round(this.around.stage.now + this.skew))
  }

  private diskTask(run: () => void): void {
    run()
    this.tasksLeft -= 1
    // Before anybody hears of what the disk has just done.
    if (this.tasksLeft <= 0) this.cutPower()
  }

  /** What its user finds when it comes up: all that it ever said was safe, and that no backup has. */
  private async look(life: Life): Promise<void> {
    life.wiped = (await wiped(life.store)) !== undefined
    if (life.wiped) return
    const facts = await life.store.db.facts.toArray()
    for (const fact of facts) this.around.ledger.note(fact)
    const lost = this.around.ledger.missing(this.name, facts)
    if (lost.length > 0) throw new Error(`${this.name} lost #${lost.join(' #')}, which it had said was safe`)
  }

  private async work(life: Life): Promise<void> {
    const { county } = this.around
    let wait = firstWait
    while (life.alive && !this.resting) {
      const begun = this.around.stage.now
      try {
        await round(life)
        if (life.wiped) return this.end(life)
        wait = firstWait
        this.caughtUp = begun
      } catch (error) {
        if (!(error instanceof CarrierFailure)) throw error
        // A hub that is put back while a device makes itself known to it is asked once more.
        const isPutBack = this.around.restoredSince(begun)
        if (error.why === 'unknown' && !isPutBack) throw new Error(`${this.name} was turned away`)
        if (error.why === 'revoked' && !county.revoked.has(this.key))
          throw new Error(`${this.name} was taken back by nobody`)
        wait = Math.min(longestWait, wait * 2)
      }
      await this.around.honest(this, this.caughtUp)
      const pause = wait > firstWait ? wait : askEvery
      await new Promise<void>((resolve) => {
        life.wake = resolve
        setTimeout(resolve, pause)
      })
    }
  }
}

const year = 365 * 86_400_000

function described({ kind, by, body }: Deed): string {
  const { trace: _, ...said } = body
  return `${by || 'the device'}: ${kind} ${JSON.stringify(said)}`
}
