import { isDeepStrictEqual } from 'node:util'
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
import { giveBack, type KeptUpload, keepImported, keepShown, takeToWrite } from './kept-upload.ts'
import { countyMark, knownCounty } from './known.ts'
import { previewOf } from './preview.ts'
import { type Chosen, readUpload } from './upload.ts'

/** What there is to be written, for a county of this mark. */
interface ToWrite extends Pick<Assembled, 'numbers' | 'consents'> {
  drafts: Draft[]
  mark: string
}

/** The county is no longer what the preview was made for. */
class CountyChanged extends Error {}

/** An upload that this hub reads, compares with the county, and brings in: what is made of its files is in memory only. */
export class Upload {
  readonly id: string
  readonly by: Actor['by']
  state: RosterUpload
  /** Resolves when it goes no further by itself. */
  done: Promise<void> = Promise.resolve()
  private back: readonly string[]
  /** The mark of the county for which it was shown last, or ''. */
  private shownFor: string
  private read = 0
  private toWrite: ToWrite | undefined
  private readonly stop = new AbortController()

  /** @param files read again whenever they are to be compared: they are far smaller than what is in them */
  constructor(
    private readonly hub: Hub,
    { id, by, back, shownFor }: Pick<KeptUpload, 'id' | 'by' | 'back' | 'shownFor'>,
    private files: readonly Chosen[],
    state: RosterUpload = { is: 'reading', id, rows: 0 },
  ) {
    this.id = id
    this.by = by
    this.back = back
    this.shownFor = shownFor
    this.state = state
  }

  /** Reads it for the first time, which is noted. */
  begin(actor: Actor): void {
    this.goOn(async () => {
      await this.compare(false)
      const { state, read } = this
      const counts: Record<string, number> =
        state.is === 'ready'
          ? { rows: read, changes: this.toWrite?.drafts.length ?? 0 }
          : { rows: read, faults: state.is === 'faults' ? state.count : 0 }
      await note(this.hub.db, { ...actor, act: 'roster.previewed', about: counts }, this.hub.now())
    })
  }

  /** Compares it anew, in that these erased people come again as somebody new. */
  compareWith(back: readonly string[]): void {
    this.back = back
    this.state = { is: 'reading', id: this.id, rows: this.read }
    this.goOn(() => this.compare(false))
  }

  isComparedWith(back: readonly string[]): boolean {
    return isDeepStrictEqual(this.back, back)
  }

  /** Brings in what was shown; nothing happens when there is nothing to bring in. @returns false when another hub does */
  async import(actor: Actor): Promise<boolean> {
    const { toWrite } = this
    if (this.state.is !== 'ready' || !toWrite) return true
    const changes = toWrite.drafts.length + toWrite.consents.length
    this.state = { is: 'importing', id: this.id, changes }
    this.toWrite = undefined
    const isMine = await takeToWrite(this.hub.db, this.id, changes, this.hub.now())
    if (isMine) this.goOn(() => this.write(toWrite, actor))
    return isMine
  }

  /** Goes no further; what is being written comes to its end. */
  end(): void {
    this.stop.abort()
  }

  private goOn(work: () => Promise<void>): void {
    this.done = work().catch((error: unknown) => {
      if (!this.stop.signal.aborted) console.error('roster:', error)
      this.state = { is: this.stop.signal.aborted ? 'stopped' : 'failed', id: this.id }
    })
  }

  /** Reads the files and compares them with the county as it is. @param isAnew whether it was shown before */
  private async compare(isAnew: boolean): Promise<void> {
    const { id, stop } = this
    const { db, secret, now } = this.hub
    const { rows, findings, read } = await readUpload(this.files, stop.signal, (count) => {
      this.state = { is: 'reading', id, rows: count }
    })
    this.read = read
    const known = await knownCounty(db)
    stop.signal.throwIfAborted()
    const importing = {
      rows,
      known,
      findings,
      secret,
      now: now(),
      today: dayOf(now()),
      by: this.by,
      whole: true,
      back: new Set(this.back),
    }
    const assembled = findings.count > 0 ? undefined : await assemble(importing)
    if (!assembled && findings.faults.every(({ row }) => row > 0)) await sayMore(importing)
    stop.signal.throwIfAborted()
    if (!assembled || findings.count > 0) {
      const { count, faults, notes } = findings
      this.state = { is: 'faults', id, count, faults, notes }
      this.files = []
      return
    }
    const { changed, numbers, consents } = assembled
    this.toWrite = { drafts: changed.map(({ draft }) => draft), numbers, consents, mark: known.mark }
    const preview = previewOf(assembled, known, findings, { rows: read, back: this.back.length })
    const anew = isAnew || (this.shownFor !== '' && this.shownFor !== known.mark)
    await keepShown(db, id, known.mark)
    this.shownFor = known.mark
    this.state = { is: 'ready', id, preview, anew }
  }

  private async write({ drafts, numbers, consents, mark }: ToWrite, actor: Actor): Promise<void> {
    const { db, recorder, now } = this.hub
    const back = this.back.length
    try {
      await recorder.record(drafts, async (transaction) => {
        if ((await countyMark(transaction)) !== mark) throw new CountyChanged()
        await keepNumbers(transaction, numbers)
        await keepConsents(transaction, consents)
        await keepImported(transaction, this.id)
        const about = { facts: drafts.length, consents: consents.length, ...(back > 0 && { back }) }
        await note(transaction, { ...actor, act: 'roster.imported', about }, now())
      })
    } catch (error) {
      await giveBack(db, this.id)
      if (!(error instanceof CountyChanged)) throw error
      await this.compare(true)
      return
    }
    this.state = { is: 'imported', id: this.id, changes: drafts.length + consents.length }
    this.files = []
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
