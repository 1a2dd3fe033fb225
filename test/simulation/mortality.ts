import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'

/** Lets a run of the hub die at any of its statements: what waits for its answer waits for ever. */
export class Mortality implements KyselyPlugin {
  /** Kept when the run is dead. */
  readonly death: Promise<undefined>
  private dead = false
  private left = Number.POSITIVE_INFINITY
  private killed: () => void = () => undefined
  private told: (value: undefined) => void = () => undefined

  constructor() {
    this.death = new Promise((resolve) => {
      this.told = resolve
    })
  }

  dieAfter(statements: number, killed: () => void): void {
    this.left = statements
    this.killed = killed
  }

  die(): void {
    this.dead = true
    this.told(undefined)
  }

  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (!this.dead && this.left-- <= 0) {
      this.dead = true
      this.killed()
    }
    return this.dead ? new Promise(() => undefined) : Promise.resolve(result)
  }
}
