import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'
import { packFacts, unpackFacts } from '../../core/facts/batch.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { Pull } from '../../core/sync/messages.ts'
import { type Carrier, CarrierFailure } from '../../src/sync/carrier.ts'
import type { Bug } from './world.ts'

/** Bugs that somebody might make, each of which the simulator has to find. */
export const bugs: Readonly<Record<string, Bug>> = {
  /** A batch whose receipt is lost on the line counts as delivered. */
  'lost receipt': {
    carrier: (carrier) => ({
      ...carrier,
      async deliver(as, batch) {
        try {
          return await carrier.deliver(as, batch)
        } catch (error) {
          if (!(error instanceof CarrierFailure && error.why === 'line')) throw error
          const upTo = Math.max(0, ...factsOf(batch).map((fact) => fact.seq))
          return { upTo, safe: 0, now: 0, late: [], refused: [], parked: [] }
        }
      },
    }),
  },

  /** A page's cursor stands behind a fact that the page does not have. */
  'cursor that skips': {
    carrier: (carrier) => onPages(carrier, (facts) => (facts.length > 1 ? facts.slice(0, -1) : facts)),
  },

  /** Facts count from the moment that the device's own clock showed. */
  'last writer by local clock': {
    carrier: (carrier) => ({
      ...onPages(carrier, (facts) => facts.map((fact) => ({ ...fact, eff: fact.at }))),
      deliver: async (as, batch) => ({ ...(await carrier.deliver(as, batch)), late: [] }),
    }),
  },

  /** The office's word on a child does not come to what is recorded of them. */
  'match that is not carried': {
    surely: ['match'],
    from: 12,
    database: (db) => db.withPlugin(new Forgetful('"spread:"')),
  },

  /** What is no business of a device any more since it was moved still is told to it. */
  'move that leaks': {
    surely: ['move'],
    carrier: (carrier) => {
      const before = new Set<string>()
      return {
        ...carrier,
        async pull(as, cursors) {
          const pull = await carrier.pull(as, cursors)
          const scopes = [...pull.scopes, ...[...before].filter((one) => !pull.scopes.includes(one))]
          for (const one of pull.scopes) if (one.startsWith('class:')) before.add(one)
          return { ...pull, scopes }
        },
      }
    },
  },

  /** The hub forgets whom it has erased, and takes in what comes of them later. */
  'forgotten erasure': {
    surely: ['erasure'],
    database: (db) => db.withPlugin(new Forgetful('"erased/"')),
  },

  /** The hub does not look whether a device was taken back. */
  'device that is never taken back': {
    surely: ['revocation'],
    database: (db) => db.withPlugin(new Lenient()),
  },

  /** A hub goes on with places as it saw them, although another one has changed them. */
  'hub that remembers': {
    surely: ['two hubs', 'roster'],
    database: (db) => db.withPlugin(new Remembering()),
  },

  /** A backup has no facts that wait for something, or were refused. */
  'backup of what was taken': {
    surely: ['restore', 'match'],
    backup: (db) => db.withPlugin(new Forgetful('"<>"')),
  },

  /** A hub that starts beside another, which was at work before, is not let in. */
  'hub that is left out': {
    surely: ['two hubs', 'hub alone'],
    hubs: () => {
      let atWork = false
      return (app) => {
        const leftOut = atWork
        return {
          fetch(request) {
            atWork = true
            const isDelivery = request.method === 'POST' && request.url.endsWith('/api/sync/facts')
            return leftOut && isDelivery ? new Response('{}', { status: 503 }) : app.fetch(request)
          },
        }
      }
    },
  },

  /** A join gives one of a row's facts twice. */
  'fact reduced twice': {
    database: (db) => db.withPlugin(new Twice()),
  },
}

function onPages(carrier: Carrier, change: (facts: TimedFact[]) => TimedFact[]): Carrier {
  const changed = (pull: Pull): Pull => ({
    ...pull,
    pages: pull.pages.map((page) => ({ ...page, facts: packFacts(change(factsOf(page.facts))) })),
  })
  return { ...carrier, pull: async (as, cursors) => changed(await carrier.pull(as, cursors)) }
}

function factsOf(batch: string): TimedFact[] {
  const reading = unpackFacts(batch)
  if (!reading.ok) throw new Error(reading.why)
  return reading.facts
}

class Forgetful implements KyselyPlugin {
  private readonly asked = new WeakSet<object>()

  /** @param of what stands in a question that is answered with nothing */
  constructor(private readonly of: string) {}

  transformQuery({ node, queryId }: PluginTransformQueryArgs) {
    if (node.kind === 'SelectQueryNode' && JSON.stringify(node).includes(this.of)) this.asked.add(queryId)
    return node
  }

  async transformResult({ result, queryId }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return this.asked.has(queryId) ? { ...result, rows: [] } : result
  }
}

class Lenient implements KyselyPlugin {
  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return { ...result, rows: result.rows.map((row) => ('revoked' in row ? { ...row, revoked: 0 } : row)) }
  }
}

class Remembering implements KyselyPlugin {
  private readonly asked = new WeakMap<object, string>()
  private readonly seen = new Map<string, UnknownRow[]>()

  transformQuery({ node, queryId }: PluginTransformQueryArgs) {
    const text = JSON.stringify(node)
    if (!text.includes('"name":"row"}') || !text.includes('place/')) return node
    if (node.kind === 'SelectQueryNode') this.asked.set(queryId, text)
    // What it changes itself it looks at anew.
    else this.seen.clear()
    return node
  }

  async transformResult({ result, queryId }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const asked = this.asked.get(queryId)
    if (asked === undefined) return result
    const rows = this.seen.get(asked) ?? result.rows
    this.seen.set(asked, rows)
    return { ...result, rows }
  }
}

class Twice implements KyselyPlugin {
  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows
    const isFactOfRow = first && 'row' in first && 'eff' in first
    return isFactOfRow ? { ...result, rows: [first, ...result.rows] } : result
  }
}
