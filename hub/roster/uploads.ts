import { randomBytes } from 'node:crypto'
import type { Draft } from '../../core/facts/fact.ts'
import type { FaultKind } from '../../core/roster/fault.ts'
import type { RosterUpload } from '../../core/roster/preview.ts'
import { dayOf } from '../../core/school/day.ts'
import { type Actor, note } from '../audit/log.ts'
import { keepConsents } from '../consent/register.ts'
import type { Hub } from '../hub.ts'
import { type Assembled, assemble } from './assemble.ts'
import type { Importing } from './assembly.ts'
import { keepNumbers } from './commit.ts'
import { Findings } from './findings.ts'
import { countyMark, knownCounty } from './known.ts'
import { previewOf } from './preview.ts'
import { type Chosen, readUpload } from './upload.ts'

/** How long an upload that nobody asks for is kept, ms. */
const keptFor = 30 * 60_000

interface Upload {
  state: RosterUpload
  asked: number
  stop: AbortController
  /** Resolves when it goes no further by itself. */
  done: Promise<void>
  /** Who brought it: nobody else sees it or brings it in. */
  by: Actor['by']
  /** Read again whenever it is to be compared: they are far smaller than what is in them. */
  files: readonly Chosen[]
  read: number
  toWrite?: ToWrite
  /** Erased people whom the office lets come again (`erasedNumberOf`). */
  back: ReadonlySet<string>
}

/** What there is to be written, for a county of this mark. */
interface ToWrite extends Pick<Assembled, 'numbers' | 'consents'> {
  drafts: Draft[]
  mark: string
}

/** The county is no longer what the preview was made for. */
class CountyChanged extends Error {}

/**
 * What the office has uploaded and not yet brought in, in memory only: one at a time, since a county has one roster. Each is
 * read and compared on its own; nothing is written before it is imported.
 */
export class Uploads {
  private current: { id: string; upload: Upload } | undefined

  constructor(private readonly hub: Hub) {}

  /**
   * Begins to read files; whatever else was being looked at is given up. @returns the upload's id; `undefined` while another is
   * being written
   */
  begin(files: readonly Chosen[], actor: Actor): string | undefined {
    if (this.current?.upload.state.is === 'importing') return undefined
    this.current?.upload.stop.abort()
    const id = randomBytes(12).toString('base64url')
    const stop = new AbortController()
    const upload: Upload = {
      state: { is: 'reading', id, rows: 0 },
      asked: this.hub.now(),
      stop,
      done: Promise.resolve(),
      files,
      by: actor.by,
      read: 0,
      back: new Set(),
    }
    this.current = { id, upload }
    upload.done = this.work(id, upload, () => this.first(id, upload, actor))
    return id
  }

  /** How far it has come; `undefined` when there is none of that id any more. */
  async state(id: string, by: Actor['by'], wait = false): Promise<RosterUpload | undefined> {
    const upload = this.find(id, by)
    if (upload && wait) await upload.done
    return upload?.state
  }

  /** How far somebody's own upload has come, under whatever id. */
  last(by: Actor['by']): RosterUpload | undefined {
    return this.current && this.find(this.current.id, by)?.state
  }

  /**
   * Brings in what its preview showed, or shows it anew; asked twice, once. `undefined` when there is no preview of that id.
   */
  import(id: string, actor: Actor): RosterUpload | undefined {
    const upload = this.find(id, actor.by)
    if (upload?.state.is === 'importing' || upload?.state.is === 'imported') return upload.state
    if (upload?.state.is !== 'ready' || !upload.toWrite) return undefined
    const { toWrite } = upload
    delete upload.toWrite
    upload.state = { is: 'importing', id, changes: toWrite.drafts.length + toWrite.consents.length }
    upload.done = this.work(id, upload, () => this.write(id, upload, toWrite, actor))
    return upload.state
  }

  /** Shows a preview anew in which these erased people come again as somebody new; `undefined` when there is none of that id. */
  letBack(id: string, by: Actor['by'], keys: readonly string[]): RosterUpload | undefined {
    const upload = this.find(id, by)
    if (upload?.state.is !== 'ready') return undefined
    upload.back = new Set(keys)
    upload.state = { is: 'reading', id, rows: upload.read }
    upload.done = this.work(id, upload, () => this.compare(id, upload, false))
    return upload.state
  }

  /** Ends an upload that is read or shown, and forgets what was in it. One that is being written comes to its end. */
  end(id: string, by: Actor['by']): void {
    const upload = this.find(id, by)
    if (!upload || upload.state.is === 'importing') return
    upload.stop.abort()
    this.current = undefined
  }

  private find(id: string, by: Actor['by']): Upload | undefined {
    const now = this.hub.now()
    const isOld = (one: Upload) => one.state.is !== 'importing' && now - one.asked > keptFor
    if (this.current && isOld(this.current.upload)) this.current = undefined
    if (this.current?.id !== id || this.current.upload.by !== by) return undefined
    this.current.upload.asked = now
    return this.current.upload
  }

  private async work(id: string, upload: Upload, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!upload.stop.signal.aborted) console.error('roster:', error)
      upload.state = { is: upload.stop.signal.aborted ? 'stopped' : 'failed', id }
    }
  }

  private async first(id: string, upload: Upload, actor: Actor): Promise<void> {
    await this.compare(id, upload, false)
    const { state, read } = upload
    const counts: Record<string, number> =
      state.is === 'ready'
        ? { rows: read, changes: upload.toWrite?.drafts.length ?? 0 }
        : { rows: read, faults: state.is === 'faults' ? state.count : 0 }
    await note(this.hub.db, { ...actor, act: 'roster.previewed', about: counts }, this.hub.now())
  }

  /** Reads the files and compares them with the county as it is. @param anew whether it was shown before */
  private async compare(id: string, upload: Upload, anew: boolean): Promise<void> {
    const { db, secret, now } = this.hub
    const { rows, findings, read } = await readUpload(upload.files, upload.stop.signal, (count) => {
      upload.state = { is: 'reading', id, rows: count }
    })
    upload.read = read
    const known = await knownCounty(db)
    upload.stop.signal.throwIfAborted()
    const importing = {
      rows,
      known,
      findings,
      secret,
      now: now(),
      today: dayOf(now()),
      by: upload.by,
      whole: true,
      back: upload.back,
    }
    const assembled = findings.count > 0 ? undefined : await assemble(importing)
    if (!assembled && findings.faults.every(({ row }) => row > 0)) await sayMore(importing)
    upload.stop.signal.throwIfAborted()
    if (!assembled || findings.count > 0) {
      const { count, faults, notes } = findings
      upload.state = { is: 'faults', id, count, faults, notes }
      upload.files = []
      return
    }
    const { changed, numbers, consents } = assembled
    upload.toWrite = { drafts: changed.map(({ draft }) => draft), numbers, consents, mark: known.mark }
    const told = { rows: upload.read, back: upload.back.size }
    upload.state = { is: 'ready', id, preview: previewOf(assembled, known, findings, told), anew }
  }

  private async write(id: string, upload: Upload, { drafts, numbers, consents, mark }: ToWrite, actor: Actor) {
    const back = upload.back.size
    try {
      await this.hub.recorder.record(drafts, async (transaction) => {
        if ((await countyMark(transaction)) !== mark) throw new CountyChanged()
        await keepNumbers(transaction, numbers)
        await keepConsents(transaction, consents)
        const about = { facts: drafts.length, consents: consents.length, ...(back > 0 && { back }) }
        await note(transaction, { ...actor, act: 'roster.imported', about }, this.hub.now())
      })
    } catch (error) {
      if (!(error instanceof CountyChanged)) throw error
      await this.compare(id, upload, true)
      return
    }
    upload.state = { is: 'imported', id, changes: drafts.length + consents.length }
    upload.files = []
  }
}

/** What is wrong with the rows that can be read, so that all is told at once; not what hangs on those that cannot be. */
async function sayMore(importing: Importing): Promise<void> {
  const more = new Findings()
  await assemble({ ...importing, findings: more })
  for (const fault of more.faults) {
    if (standsAlone.includes(fault.what)) importing.findings.fault(fault, fault.what, fault)
  }
}

const standsAlone: readonly FaultKind[] = [
  ...(['empty', 'too-long', 'not-allowed', 'figures-lost', 'not-a-school-code', 'in-the-future', 'twice'] as const),
  ...(['cycle', 'has-a-lesson', 'moved-twice', 'moved-too-far', 'in-two-rooms', 'bells-overlap'] as const),
  ...(['helps-itself', 'ends-before-it-begins', 'too-many-weeks', 'kept-for-the-office'] as const),
]
