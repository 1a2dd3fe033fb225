import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { backUp } from '../../hub/backup/back-up.ts'
import { restore } from '../../hub/backup/restore.ts'
import { migrate } from '../../hub/store/migrate.ts'
import type { HubDb } from '../../hub/store/schema.ts'
import { connectSqlite } from '../../hub/store/sqlite.ts'
import { AsTold } from './as-told.ts'
import { copyData } from './hub-folders.ts'

/** What is kept of a hub elsewhere than on its disk. */
export interface Backups {
  /** Keeps all that a hub has, and lets it know that it is safe. @param folder where its database and its blobs are */
  make(book: HubDb, folder: string, now: number): Promise<void>
  /** Puts the last of them into a folder in which nothing is. @param altered how a planted bug gets in */
  bringBack(folder: string, altered: (db: HubDb) => HubDb): Promise<void>
}

const databaseIn = (folder: string) => connectSqlite(join(folder, 'hub.db'))
const nothingTold = () => undefined

/** By the program that does it in a county: a log that goes on, and files that are named by what is in them. */
export class BackupFolder implements Backups {
  /**
   * @param renewedAfter how long the log goes on before it is written anew, ms
   * @param altered changes what a backup reads: how a planted bug gets in
   */
  constructor(
    private readonly folder: string,
    private readonly renewedAfter: number,
    private readonly altered: (db: HubDb) => HubDb,
  ) {}

  async make(book: HubDb, folder: string, now: number): Promise<void> {
    const source = { db: this.altered(book), blobs: join(folder, 'blobs') }
    await backUp(source, this.folder, now, nothingTold, { renewedAfter: this.renewedAfter })
  }

  async bringBack(folder: string, altered: (db: HubDb) => HubDb): Promise<void> {
    const book = await databaseIn(folder)
    await restore(this.folder, { db: altered(book), blobs: join(folder, 'blobs') }, nothingTold)
    await book.destroy()
  }
}

/** By copying the disk, with what the log of real backups would say: that takes a tenth of the time. */
export class DiskCopies implements Backups {
  private readonly told = new AsTold()
  private copies = 0

  constructor(private readonly folder: string) {}

  async make(book: HubDb, folder: string): Promise<void> {
    await this.told.note(book)
    await sql`pragma wal_checkpoint(truncate)`.execute(book)
    const copy = this.copy(this.copies + 1)
    mkdirSync(copy)
    copyData(folder, copy)
    this.copies += 1
    await book
      .updateTable('device')
      .set((eb) => ({ safe_to: eb.ref('up_to') }))
      .execute()
  }

  async bringBack(folder: string, altered: (db: HubDb) => HubDb): Promise<void> {
    copyData(this.copy(this.copies), folder)
    const book = await databaseIn(folder)
    await migrate(book)
    await this.told.eraseAgain(book, altered)
    await book.destroy()
  }

  private copy(n: number): string {
    return join(this.folder, `backup-${n}`)
  }
}
