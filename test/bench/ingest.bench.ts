import { Agent } from 'node:http'
import type { Fact } from '../../core/facts/fact.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { bench } from './bench.ts'
import { deliverBatch, enrolDevice, firstPull, type HubByHttp, packed, pupilsIn } from './hub-by-http.ts'

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
    const atWork = await startHub()
    const hub = { port: atWork.port, agent: new Agent({ keepAlive: true, maxSockets: devices }) }
    try {
      const deliveries = []
      for (let n = 0; n < devices; n++) deliveries.push(await deliveriesOf(hub))
      const began = performance.now()
      await Promise.all(
        deliveries.map(async ({ token, bodies }) => {
          for (const [n, body] of bodies.entries()) await deliverBatch(hub, token, body, (n + 1) * factsInBatch)
        }),
      )
      const seconds = (performance.now() - began) / 1000
      return {
        factsPerSecond: Math.round((devices * batches * factsInBatch) / seconds),
        facts: devices * batches * factsInBatch,
      }
    } finally {
      hub.agent.destroy()
      await atWork.stop()
    }
  },
})

/** Enrols a tablet and makes its batches, ready to be sent. */
async function deliveriesOf(hub: HubByHttp): Promise<{ token: string; bodies: Buffer[] }> {
  const tablet = await enrolDevice(hub, '100002')
  const { device, token } = tablet
  const pupils = pupilsIn(await firstPull(hub, tablet))
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
    return packed(facts)
  })
  return { token, bodies }
}
