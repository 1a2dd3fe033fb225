import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { blobFile, openFolder } from '../../hub/blobs/folder.ts'
import { openRecorder } from '../../hub/county/recorder.ts'
import { openDesk } from '../../hub/facts/desk.ts'
import type { Growth } from '../../hub/facts/growth.ts'
import { type Channels, type LiveSocket, openChannels } from '../../hub/facts/live.ts'
import { openApp } from '../../hub/http/app.ts'
import { Pace } from '../../hub/http/pace.ts'
import type { Hub } from '../../hub/hub.ts'
import { openSessions } from '../../hub/people/sessions.ts'
import { Tries } from '../../hub/people/tries.ts'
import { migrate } from '../../hub/store/migrate.ts'
import { Room } from '../../hub/store/room.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { connectSqlite } from '../../hub/store/sqlite.ts'
import { noCounting } from '../hubs/no-counting.ts'
import { AsTold } from './as-told.ts'
import type { Chance } from './chance.ts'
import { growthAmong } from './growth.ts'
import { copyData, emptyDatabase, newFolder } from './hub-folders.ts'
import { Mortality } from './mortality.ts'
import type { Answer, Sent } from './network.ts'
import type { Actor, Stage } from './stage.ts'
import type { Story } from './story.ts'

interface Run {
  /** All that share the database. */
  hubs: { hub: Hub; app: Hono; channels: Channels }[]
  mortality: Mortality
  book: HubDb
  life: Actor
}

/**
 * The hub's machine: one run of the hub after the other, on a disk that outlives them, and the disk's backup. In some counties
 * two hubs share the database, and the requests; what of them is in memory is each one's own.
 */
export class HubProcess {
  private running: Run | undefined
  /** The databases of runs that were killed: what still acts on one waits for ever, and may not see it close. */
  private readonly dead: HubDb[] = []
  private readonly told = new AsTold()
  private isPutBack = false
  private runs = 0
  private backups = 0
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
    /** Changes what a run finds in its database: how a planted bug gets in. */
    private readonly altered: (db: HubDb) => HubDb,
    several: boolean,
  ) {
    this.chance = chance.fork('hub')
    this.turns = chance.fork('hubs')
    this.hubs = this.turns.happens(0.3) || several ? 2 : 1
    this.slowness = this.chance.pick([80, 80, 4_000])
  }

  /** @param several whether there are two hubs for sure */
  static async open(
    stage: Stage,
    chance: Chance,
    story: Story,
    altered: (db: HubDb) => HubDb,
    several: boolean,
  ): Promise<HubProcess> {
    const machine = new HubProcess(newFolder(), stage, chance, story, altered, several)
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
    return this.turns.pick(this.running.hubs).hub
  }

  /** All hubs that are up, with what they answer. */
  get all(): readonly { hub: Hub; app: Hono }[] {
    return this.running?.hubs ?? []
  }

  /** The running hub's database, for whoever only looks into it. */
  get book(): HubDb {
    if (!this.running) throw new Error('the hub is down')
    return this.running.book
  }

  /** Whoever acts when this run does. */
  get life(): Actor {
    if (!this.running) throw new Error('the hub is down')
    return this.running.life
  }

  /** A device opens a live channel. */
  accept(socket: LiveSocket): void {
    if (this.running) this.turns.pick(this.running.hubs).channels.accept(socket)
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
    const book = await connectSqlite(join(folder, 'hub.db'))
    await migrate(book)
    if (this.isPutBack) await this.told.eraseAgain(book, this.altered)
    this.isPutBack = false
    const life = { name: 'hub', alive: true }
    const growth = growthAmong(this.hubs, (told) => stage.after(this.chance.skewed(1, 500), life, told))
    const hubs = await Promise.all(
      growth.map(async (grown) => {
        const hub = await this.openHub(this.altered(book.withPlugin(mortality)), grown)
        // Its heartbeat is a timer of this run, and ends with it.
        return { hub, app: openApp(hub), channels: stage.as(life, () => openChannels(hub)) }
      }),
    )
    this.running = { hubs, mortality, book, life }
  }

  private async openHub(db: HubDb, growth: Growth): Promise<Hub> {
    const secret = new Uint8Array(32).fill(7)
    const now = () => Math.round(this.stage.now)
    const desk = openDesk(db, growth)
    return {
      db,
      desk,
      blobs: await openFolder(join(this.current(), 'blobs'), db),
      sessions: openSessions(db, secret),
      recorder: openRecorder(db, desk, now, () => this.chance.text(12)),
      tries: new Tries(5, 10 * 60_000),
      counting: noCounting,
      pace: new Pace(50, 1_000),
      room: new Room(this.current(), now),
      secret,
      now,
      close: () => db.destroy(),
    }
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
    this.running?.mortality.dieAfter(Number.POSITIVE_INFINITY, () => undefined)
  }

  /** Ends the run where it stands, and keeps what it had written, as a killed process leaves it. */
  kill(): void {
    const { running } = this
    if (!running) return
    this.running = undefined
    running.mortality.die()
    running.life.alive = false
    const waiting = this.inbox
    this.inbox = []
    for (const one of waiting) one.answer(undefined)
    const left = this.current()
    copyData(left, this.nextFolder())
    this.dead.push(running.book)
  }

  /** Copies all that the hub has while nothing is being written, and lets it know that it is safe. */
  async backUp(): Promise<void> {
    const { book } = this
    await this.told.note(book)
    await sql`pragma wal_checkpoint(truncate)`.execute(book)
    const copy = join(this.folder, `backup-${this.backups + 1}`)
    mkdirSync(copy)
    copyData(this.current(), copy)
    this.backups += 1
    await book
      .updateTable('device')
      .set((eb) => ({ safe_to: eb.ref('up_to') }))
      .execute()
  }

  /** Puts the last backup in place of what the disk has. The hub must be down. */
  restore(): void {
    this.isPutBack = true
    copyData(join(this.folder, `backup-${this.backups}`), this.nextFolder())
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
    const respond = async (): Promise<Answer> => {
      const response = await this.turns.pick(running.hubs).app.fetch(request)
      return {
        status: response.status,
        headers: response.headers,
        body: new Uint8Array(await response.arrayBuffer()),
      }
    }
    const answer = await Promise.race([respond(), running.mortality.death])
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
