import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { HubDb, HubTables } from '../../hub/store/schema.ts'

/** A hub's own way to a database that it shares: it may end alone, and what it had not committed is undone. */
export class OwnConnection implements Driver {
  /** While it has the database for itself. */
  private held: Held | undefined
  private ended = false

  constructor(private readonly book: HubDb) {}

  /** The database as the hub sees it. */
  open(): HubDb {
    return new Kysely<HubTables>({
      dialect: {
        createDriver: () => this,
        createAdapter: () => new SqliteAdapter(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    })
  }

  /** Its process is gone: the system closes the connection, and the database undoes what was begun. */
  async end(): Promise<void> {
    this.ended = true
    const { held } = this
    this.held = undefined
    await held?.run('rollback')
    held?.release()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const held = await hold(this.book)
    if (this.ended) {
      held.release()
      return new Promise(() => undefined)
    }
    this.held = held
    return {
      executeQuery: <Row>(query: CompiledQuery) => held.db.executeQuery(query as CompiledQuery<Row>), // as the driver's type has it
      streamQuery() {
        throw new Error('a hub at work reads no streams')
      },
    }
  }

  async releaseConnection(): Promise<void> {
    this.held?.release()
    this.held = undefined
  }

  async beginTransaction(): Promise<void> {
    await this.held?.run('begin')
  }

  async commitTransaction(): Promise<void> {
    await this.held?.run('commit')
  }

  async rollbackTransaction(): Promise<void> {
    await this.held?.run('rollback')
  }

  async init(): Promise<void> {
    // The database is open.
  }

  async destroy(): Promise<void> {
    // It is others', too.
  }
}

interface Held {
  db: HubDb
  run(statement: string): Promise<unknown>
  release(): void
}

/** Waits for a turn at the database, and keeps it. */
function hold(book: HubDb): Promise<Held> {
  return new Promise((resolve, reject) => {
    const turn = book.connection().execute(
      (db) =>
        new Promise<void>((release) => {
          resolve({ db, release, run: (statement) => db.executeQuery(CompiledQuery.raw(statement)) })
        }),
    )
    turn.catch(reject)
  })
}
