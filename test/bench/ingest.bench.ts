import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import * as v from 'valibot'
import { packFacts, unpackFacts } from '../../core/facts/batch.ts'
import type { Fact } from '../../core/facts/fact.ts'
import { Enrolment, Pull, Receipt } from '../../core/sync/messages.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { bench } from './bench.ts'

const devices = 50
const batches = 6
const factsInBatch = 440

export default bench({
  name: 'ingest',
  how: `50 tablets of one class deliver ${batches * factsInBatch} answers each over HTTP to a hub in another process, all at once, in batches of
${factsInBatch}, as fast as receipts come. SQLite with full sync, every fact judged, ordered in its scope's log and reduced into its row. From the
first request to the last receipt.`,
  budget: { factsPerSecond: { atLeast: 15_000 } },
  needs: ['build'],
  async measure() {
    const hub = await startHub()
    const agent = new Agent({ keepAlive: true, maxSockets: devices })
    try {
      const deliveries = []
      for (let n = 0; n < devices; n++) deliveries.push(await deliveriesOf(hub.port, agent))
      const began = performance.now()
      await Promise.all(
        deliveries.map(async ({ token, bodies }) => {
          for (const [n, body] of bodies.entries()) {
            const answer = await ask(hub.port, agent, { method: 'POST', path: '/api/sync/facts', token, body })
            const receipt = v.parse(Receipt, answer)
            if (receipt.upTo !== (n + 1) * factsInBatch || receipt.refused.length + receipt.parked.length > 0) {
              throw new Error(
                `the hub took ${receipt.upTo}, refused ${receipt.refused.length}, parked ${receipt.parked.length}`,
              )
            }
          }
        }),
      )
      const seconds = (performance.now() - began) / 1000
      return {
        factsPerSecond: Math.round((devices * batches * factsInBatch) / seconds),
        facts: devices * batches * factsInBatch,
      }
    } finally {
      agent.destroy()
      await hub.stop()
    }
  },
})

/** Enrols a tablet and makes its batches, ready to be sent. */
async function deliveriesOf(port: number, agent: Agent): Promise<{ token: string; bodies: Buffer[] }> {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  const body = {
    code: '100002',
    incarnation: randomBytes(12).toString('base64url'),
    key: { kty: 'EC', crv: 'P-256', x, y },
  }
  const asked = { method: 'POST', path: '/api/device/enrol', body: Buffer.from(JSON.stringify(body)) }
  const { device, token } = v.parse(Enrolment, await ask(port, agent, asked))
  const pupils = await pupilsOf(port, agent, token)
  const bodies = Array.from({ length: batches }, (_, batch) => {
    const facts = Array.from({ length: factsInBatch }, (_, n): Fact => {
      const pupil = pupils[n % pupils.length] ?? ''
      const assignment = `${device.slice(-8)}-${batch}-${n % 3}`
      return {
        device,
        seq: batch * factsInBatch + n + 1,
        at: Date.now() - 3_600_000 + batch * factsInBatch * 100 + n * 100,
        by: pupil as Fact['by'], // as the hub's own roster has it
        kind: 'homework.answered',
        body: {
          class: 'qingshan-3',
          assignment,
          pupils: [pupil],
          question: `q${n % 10}`,
          answer: Math.floor(Math.random() * 4),
        },
      }
    })
    return deflateSync(packFacts(facts))
  })
  return { token, bodies }
}

async function pupilsOf(port: number, agent: Agent, token: string): Promise<string[]> {
  const pull = v.parse(Pull, await ask(port, agent, { method: 'GET', path: '/api/sync/facts', token }))
  return pull.pages.flatMap((page) => {
    const read = unpackFacts(page.facts)
    if (!read.ok) throw new Error(read.why)
    return read.facts.flatMap(({ kind, body }) => {
      const { person, role } = body as { person?: string; role?: string } // of any kind
      return kind === 'member.enrolled' && role === 'pupil' && person ? [person] : []
    })
  })
}

interface Asked {
  method: string
  path: string
  token?: string
  body?: Buffer
}

function ask(port: number, agent: Agent, { method, path, token, body }: Asked): Promise<unknown> {
  const deflated = path === '/api/sync/facts' && body
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body && { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }),
    ...(deflated && { 'Content-Encoding': 'deflate' }),
  }
  return new Promise((resolve, reject) => {
    const sent = request({ port, agent, method, path, headers }, (answer) => {
      text(answer).then((said) => {
        if (answer.statusCode === 200) resolve(JSON.parse(said))
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${said}`))
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
