import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { blobFile } from '../../hub/blobs/folder.ts'
import type { Hub } from '../../hub/hub.ts'
import { migrate } from '../../hub/store/migrate.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { connectSqlite } from '../../hub/store/sqlite.ts'
import { BackupFolder, type Backups, DiskCopies } from './backups.ts'
import type { Chance } from './chance.ts'
import { SharedGrowth } from './growth.ts'
import { copyData, emptyDatabase, newFolder } from './hub-folders.ts'
import { Mortality } from './mortality.ts'
import type { Answer, Sent } from './network.ts'
import { endAlone, type Grounds, type OneHub, openOneHub } from './one-hub.ts'
import type { Actor, Stage } from './stage.ts'
import type { Story } from './story.ts'

const minute = 60_000

/** How a planted bug changes what hubs, and their backups, work with. */
export interface Planted {
  database(db: HubDb): HubDb
  backup(db: HubDb): HubDb
  /** For each run anew: how its hubs answer. */
  hubs(): (app: Hono, life: Actor) => Pick<Hono, 'fetch'>
}

/** What a play has for sure: two hubs; backups as a county makes them, and not copies of the disk. */
interface Surely {
  several: boolean
  backups: boolean
}

interface Run {
  /** All that share the database, those that have ended alone among them. */
  hubs: OneHub[]
  mortality: Mortality
  book: HubDb
  grounds: Grounds
}

/**
 * The hub's machine: one run of the hub after the other, on a disk that outlives them, and the disk's backup. In some counties
 * two hubs share the database, and the requests; what of them is in memory is each one's own.
 */
export class HubProcess {
  private running: Run | undefined
  /** The databases of runs that were killed: what still acts on one waits for ever, and may not see it close. */
  private readonly dead: HubDb[] = []
  private isPutBack = false
  private runs = 0
  private readonly backups: Backups
  private readonly chance: Chance
  /** How long it takes at most until it looks at what has arrived, ms. */
  private readonly slowness: number
  private readonly hubs: number
  /** Which of the hubs is asked. */
  private readonly turns: Chance
  /** Requests that have arrived and are looked at together. */
  private inbox: { sent: Sent; from: string; answer(answer: Answer | undefined): void }[] = []

  private constructor(
    private readonly folder: string,
    private readonly stage: Stage,
    chance: Chance,
    private readonly story: Story,
    private readonly bug: Planted,
    surely: Surely,
  ) {
    this.chance = chance.fork('hub')
    this.turns = chance.fork('hubs')
    this.hubs = this.turns.happens(0.3) || surely.several ? 2 : 1
    this.slowness = this.chance.pick([80, 80, 4_000])
    const keeping = chance.fork('backups')
    this.backups =
      keeping.happens(0.12) || surely.backups
        ? new BackupFolder(join(folder, 'backups'), keeping.pick([10 * minute, Number.POSITIVE_INFINITY]), bug.backup)
        : new DiskCopies(folder)
  }

  static async open(stage: Stage, chance: Chance, story: Story, bug: Planted, surely: Surely): Promise<HubProcess> {
    const machine = new HubProcess(newFolder(), stage, chance, story, bug, surely)
    copyFileSync(await emptyDatabase(), join(machine.nextFolder(), 'hub.db'))
    await machine.start()
    return machine
  }

  get up(): boolean {
    return this.running !== undefined
  }

  /** One of the hubs that are up. @throws if none is */
  get hub(): Hub {
    if (!this.running) throw new Error('the hub is down')
    return this.turns.pick(this.all).hub
  }

  /** All hubs that are up, with what they answer. */
  get all(): readonly OneHub[] {
    return this.running?.hubs.filter(({ life }) => life.alive) ?? []
  }

  /** Whether there may be one hub without the other. */
  get areSeveral(): boolean {
    return this.hubs > 1
  }

  /** The running hub's database, for whoever only looks into it. */
  get book(): HubDb {
    if (!this.running) throw new Error('the hub is down')
    return this.running.book
  }

  /** Where a device's live channel ends up; at none if nobody is there. */
  get listening(): OneHub | undefined {
    const one = this.running && this.turns.pick(this.running.hubs)
    return one?.life.alive ? one : undefined
  }

  /** Whether a blob's bytes lie on the disk, whole or not. */
  hasFile(hash: string): boolean {
    const file = blobFile(join(this.current(), 'blobs'), hash)
    return ['', '.part', '.new'].some((end) => existsSync(file + end))
  }

  /** Which run this is, counted from 1. */
  get run(): number {
    return this.runs
  }

  /** Starts a run on what lies on the disk. */
  async start(): Promise<void> {
    const { stage } = this
    const folder = this.current()
    const mortality = new Mortality()
    if (this.isPutBack) await this.backups.bringBack(folder, this.bug.database)
    this.isPutBack = false
    const book = await connectSqlite(join(folder, 'hub.db'))
    await migrate(book)
    const growth = new SharedGrowth(stage, () => this.chance.skewed(1, 500))
    const grounds: Grounds = {
      stage,
      book,
      folder,
      mortality,
      altered: this.bug.database,
      answering: this.bug.hubs(),
      join: (life) => growth.join(life),
      names: this.chance,
    }
    const hubs: OneHub[] = []
    for (let n = 0; n < this.hubs; n++) hubs.push(await openOneHub(grounds))
    this.running = { hubs, mortality, book, grounds }
  }

  /** Ends one of the hubs at the first of its own statements after so many, if all of them are up; the others go on. */
  endOneAfter(statements: number, ended: () => void): void {
    const { running } = this
    if (!running || this.all.length < this.hubs) return
    // The one that was to end before goes on if it has not come to that.
    for (const { mortality } of running.hubs) mortality.dieAfter(Number.POSITIVE_INFINITY, () => undefined)
    const one = this.turns.pick(running.hubs)
    one.mortality.dieAfter(statements, () => {
      if (this.running !== running || !one.life.alive) return
      void this.stage.holding(endAlone(one))
      ended()
    })
  }

  /** Starts the hub that has ended alone, beside the others. */
  async startOne(): Promise<void> {
    const { running } = this
    const ended = running?.hubs.findIndex(({ life }) => !life.alive) ?? -1
    if (!running || ended < 0) return
    const fresh = await openOneHub(running.grounds)
    running.hubs[ended] = fresh
    if (this.running !== running) fresh.life.alive = false
  }

  /** Kills the hub at the first of its statements to the database after so many. */
  killAfter(statements: number, killed: () => void): void {
    const { running } = this
    running?.mortality.dieAfter(statements, () => {
      if (this.running !== running) return
      this.kill()
      killed()
    })
  }

  /** Whatever was to kill it does not. */
  spare(): void {
    const all = this.running ? [this.running, ...this.running.hubs] : []
    for (const { mortality } of all) mortality.dieAfter(Number.POSITIVE_INFINITY, () => undefined)
  }

  /** Ends the run where it stands, and keeps what it had written, as a killed process leaves it. */
  kill(): void {
    const { running } = this
    if (!running) return
    this.running = undefined
    running.mortality.die()
    for (const { life } of running.hubs) life.alive = false
    const waiting = this.inbox
    this.inbox = []
    for (const one of waiting) one.answer(undefined)
    const left = this.current()
    copyData(left, this.nextFolder())
    this.dead.push(running.book)
  }

  /** Keeps all that the hub has, while nothing is being written, and lets it know that it is safe. */
  backUp(): Promise<void> {
    return this.backups.make(this.book, this.current(), Math.round(this.stage.now))
  }

  /** The next run is on what the last backup has, and not on what the disk has. The hub must be down. */
  restore(): void {
    this.isPutBack = true
    this.nextFolder()
  }

  /** Takes a request. Those that come at almost the same time are answered side by side. */
  serve = (sent: Sent, from: string): Promise<Answer | undefined> => {
    if (!this.running) return Promise.resolve(undefined)
    return new Promise((answer) => {
      this.inbox.push({ sent, from, answer })
      if (this.inbox.length === 1)
        this.stage.after(this.chance.skewed(1, this.slowness), this.machine, () => this.look())
    })
  }

  close(): void {
    this.kill()
    for (const book of this.dead) void book.destroy()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private readonly machine = { name: 'hub', alive: true }

  private look(): void {
    const all = this.inbox
    this.inbox = []
    // Files are read and written by threads, so whoever asks for them is answered alone.
    const alone = all.find(({ sent }) => sent.path.startsWith('/api/blobs/'))
    const now = alone ? [alone] : all
    this.inbox.push(...all.filter((one) => !now.includes(one)))
    if (this.inbox.length > 0) this.stage.after(1, this.machine, () => this.look())
    for (const { sent, from, answer } of now) void this.stage.holding(this.answer(sent, from)).then(answer)
  }

  private async answer(sent: Sent, from: string): Promise<Answer | undefined> {
    const { running } = this
    if (!running) return undefined
    const request = new Request(`http://hub${sent.path}`, {
      method: sent.method,
      headers: sent.headers,
      body: (sent.body ?? null) as BodyInit | null, // Node's bytes are the web's
    })
    const one = this.turns.pick(running.hubs)
    if (!one.life.alive) return undefined
    const respond = async (): Promise<Answer> => {
      const response = await one.front.fetch(request)
      return {
        status: response.status,
        headers: response.headers,
        body: new Uint8Array(await response.arrayBuffer()),
      }
    }
    const answer = await Promise.race([respond(), running.mortality.death, one.mortality.death])
    const what = `${sent.method} ${sent.path.split('?')[0]} of ${from}`
    if (answer === undefined) this.story.tell('hub', `died over ${what}`)
    else if (sent.method === 'POST') this.story.tell('hub', `${what}: ${new TextDecoder().decode(answer.body)}`)
    return answer
  }

  private current(): string {
    return join(this.folder, `run-${this.runs}`)
  }

  private nextFolder(): string {
    this.runs += 1
    mkdirSync(this.current())
    return this.current()
  }
}
