/**
 * Devices in a process of their own: `node --import tsx process.ts DEVICES PORT …`. Each line of its output is what one of
 * them was told; when its input ends, they finish what they are at, and it ends.
 */
import { Agent } from 'node:http'
import { enrolDevice, firstPull, pupilsIn } from '../../bench/hub-by-http.ts'
import { deliverOn, type Tablet } from './device.ts'

const [count = 0, ...ports] = process.argv.slice(2).map(Number)
const stopping = new AbortController()
process.stdin.on('end', () => stopping.abort()).resume()

const hub = { port: ports[0] ?? 0, agent: new Agent({ keepAlive: true }) }
const tablets: Tablet[] = []
for (let n = 0; n < count; n++) {
  const enrolled = await enrolDevice(hub, '100002')
  tablets.push({ ...enrolled, cursors: {}, pupils: pupilsIn(await firstPull(hub, enrolled)) })
}
await Promise.all(
  tablets.map((tablet) =>
    deliverOn(tablet, ports, stopping.signal, (told) => process.stdout.write(`${JSON.stringify(told)}\n`)),
  ),
)
process.exit(0)
