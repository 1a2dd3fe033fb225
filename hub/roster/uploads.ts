import { randomBytes } from 'node:crypto'
import type { RosterUpload } from '../../core/roster/preview.ts'
import type { Actor } from '../audit/log.ts'
import type { Hub } from '../hub.ts'
import { dropUploads, filesOf, keepUpload, keptUpload, letBackWith } from './kept-upload.ts'
import { Upload } from './one-upload.ts'
import type { Chosen } from './upload.ts'

/**
 * What the office has uploaded and not yet brought in: one at a time, since a county has one roster, and seen by nobody but who
 * brought it. Its files are in the database, so that any hub can go on with it. Nothing is written before it is imported.
 */
export class Uploads {
  /** The one that this hub has read last. */
  private mine: Upload | undefined

  constructor(private readonly hub: Hub) {}

  /**
   * Begins to read files; whatever else was being looked at is given up. @returns the upload's id; `undefined` while another is
   * being written
   */
  async begin(files: readonly Chosen[], actor: Actor): Promise<string | undefined> {
    const id = randomBytes(12).toString('base64url')
    const { by } = actor
    if (!(await keepUpload(this.hub.db, { id, by, files }, this.hub.now()))) return undefined
    this.take(new Upload(this.hub, { id, by, back: [], shownFor: '' }, files)).begin(actor)
    return id
  }

  /** How far it has come; `undefined` when there is none of that id any more. */
  async state(id: string, by: Actor['by'], wait = false): Promise<RosterUpload | undefined> {
    const upload = await this.find(by, id)
    if (wait) await upload?.done
    return upload?.state
  }

  /** How far somebody's own upload has come, under whatever id. */
  async last(by: Actor['by']): Promise<RosterUpload | undefined> {
    return (await this.find(by))?.state
  }

  /**
   * Brings in what its preview showed, or shows it anew; asked twice, once. `undefined` when there is no preview of that id.
   */
  async import(id: string, actor: Actor): Promise<RosterUpload | undefined> {
    const upload = await this.find(actor.by, id)
    if (!upload) return undefined
    const wasShownElsewhere = upload.state.is === 'reading'
    if (wasShownElsewhere) await upload.done
    if (upload.state.is === 'ready') {
      // As it is now nobody has seen it.
      if (wasShownElsewhere && upload.state.anew) return upload.state
      if (!(await upload.import(actor))) this.forget()
    }
    return isOnItsWay(upload.state) ? upload.state : undefined
  }

  /** Shows a preview anew in which these erased people come again as somebody new; `undefined` when there is none of that id. */
  async letBack(id: string, by: Actor['by'], keys: readonly string[]): Promise<RosterUpload | undefined> {
    const upload = await this.find(by, id)
    if (upload?.state.is === 'reading') await upload.done
    if (upload?.state.is !== 'ready') return undefined
    await letBackWith(this.hub.db, id, keys)
    upload.compareWith(keys)
    return upload.state
  }

  /** Ends an upload that is read or shown, and forgets what was in it. One that is being written comes to its end. */
  async end(id: string, by: Actor['by']): Promise<void> {
    const upload = await this.find(by, id)
    if (!upload || upload.state.is === 'importing') return
    this.forget()
    await dropUploads(this.hub.db)
  }

  /** Somebody's own upload as it now stands, at whichever hub it was brought, shown or imported. */
  private async find(by: Actor['by'], id?: string): Promise<Upload | undefined> {
    const { db, now } = this.hub
    const kept = await keptUpload(db, by, now())
    if (this.mine && (kept ? this.mine.id !== kept.id : this.mine.by === by)) this.forget()
    if (!kept || (id !== undefined && kept.id !== id)) return undefined
    if (this.mine && isOnItsWay(this.mine.state)) return this.mine
    if (kept.is !== 'shown') {
      this.forget()
      const is = kept.is === 'written' ? 'importing' : 'imported'
      return new Upload(this.hub, kept, [], { is, id: kept.id, changes: kept.changes })
    }
    const files = this.mine ? [] : await filesOf(db, kept.id)
    if (!this.mine) this.take(new Upload(this.hub, kept, files)).compareWith(kept.back)
    else if (!this.mine.isComparedWith(kept.back)) this.mine.compareWith(kept.back)
    return this.mine
  }

  private take(upload: Upload): Upload {
    this.forget()
    this.mine = upload
    return upload
  }

  private forget(): void {
    this.mine?.end()
    this.mine = undefined
  }
}

/** Whether it is being brought in, or has been. */
function isOnItsWay({ is }: RosterUpload): boolean {
  return is === 'importing' || is === 'imported'
}
