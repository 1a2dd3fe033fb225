import { eraseAgain } from '../../hub/facts/erase.ts'
import type { HubDb } from '../../hub/store/schema.ts'

/** What the log of all backups says: it has every fact as it was first told, and is only ever added to. */
export class AsTold {
  /** By a fact's name and time: its body. */
  private readonly bodies = new Map<string, string>()

  /** A backup is made. */
  async note(book: HubDb): Promise<void> {
    for (const { name, body } of await bodiesIn(book)) if (!this.bodies.has(name)) this.bodies.set(name, body)
  }

  /**
   * A backup was brought back (`hub/backup/restore.ts`): what the log says of people who were erased is there again, and is
   * taken out.
   */
  async eraseAgain(book: HubDb, altered: (db: HubDb) => HubDb): Promise<void> {
    const all = await bodiesIn(book)
    const names = new Set(all.map(({ name }) => name))
    for (const name of [...this.bodies.keys()]) if (!names.has(name)) this.bodies.delete(name)
    for (const { name, device, seq, body } of all) {
      const told = this.bodies.get(name) ?? body
      const fact = book.updateTable('fact').where('device', '=', device).where('seq', '=', seq)
      if (told !== body) await fact.set({ body: told }).execute()
    }
    await altered(book).transaction().execute(eraseAgain)
  }
}

async function bodiesIn(book: HubDb) {
  const taken = book.selectFrom('fact').select(['device', 'seq', 'at', 'body']).where('state', '=', 'taken')
  return (await taken.execute()).map(({ at, ...fact }) => ({ ...fact, name: `${fact.device}:${fact.seq} ${at}` }))
}
