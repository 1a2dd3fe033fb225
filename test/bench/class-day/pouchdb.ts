import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import type { Fact } from '../../../core/facts/fact.ts'
import { openRelay, type Traffic } from '../../network/relay.ts'

/** What it took to get a day's facts to the other side. */
export type Delivery = Traffic & { requests: number }

/** The day as PouchDB delivers it: a document a fact, replicated from one process to another over a relay that counts. */
export async function deliverByPouchdb(day: readonly Fact[]): Promise<Delivery> {
  const server = start('server.mjs')
  try {
    const relay = await openRelay(Number(await firstLine(server)))
    try {
      const tablet = start('tablet.mjs', `http://localhost:${relay.port}/class`)
      tablet.stdin?.end(JSON.stringify(day.map(documentOf)))
      const { written, requests } = v.parse(Replicated, JSON.parse(await firstLine(tablet)))
      if (written !== day.length) throw new Error(`PouchDB replicated ${written} of ${day.length} documents`)
      return { ...relay.traffic(), requests }
    } finally {
      await relay.close()
    }
  } finally {
    server.stdin?.end()
    await once(server, 'exit')
  }
}

const Replicated = v.object({ written: v.number(), requests: v.number() })

/** As an app on PouchDB would have it: what happened, under a name that says what it is about. */
function documentOf({ at, by, kind, body }: Fact): object {
  const about = body as Record<string, unknown> // the day's facts have objects as bodies
  const name = [about.lesson ?? about.assignment ?? at, about.pupil ?? by, about.question ?? '']
  return { _id: `${kind}:${name.join(':')}`, type: kind, at: new Date(at).toISOString(), by, ...about }
}

function start(program: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [path.join(import.meta.dirname, 'pouchdb', program), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function firstLine(program: ChildProcess): Promise<string> {
  if (program.stdout === null) throw new Error('The program was started without a pipe for its words')
  const [line] = await once(createInterface(program.stdout), 'line', { signal: AbortSignal.timeout(60_000) })
  return String(line)
}
