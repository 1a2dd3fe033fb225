import { setTimeout } from 'node:timers/promises'
import { ensurePrograms } from '../media/outside/programs.ts'
import { bench } from './bench.ts'
import { type Forwarder, hubForwarder, janusForwarder } from './live/fanout/forwarders.ts'
import type { Listener } from './live/fanout/listener.ts'
import { stream } from './live/fanout/stream.ts'

const usual = 100
const seconds = 20

/** How many are tried, the most first, until there is one that a core carries: no more than a hundredth is lost. */
const tried = [400, 300, 200, 100]
const mostLostPercent = 1

export default bench({
  name: 'live-fanout',
  how: `The hub's live picture in a process of its own passes sound and the small picture, 200 kbit/s in 70 packets a second, on to 100 WebRTC receivers in
another (node-datachannel) for 20 s, then Debian's Janus does, by its streaming plugin. Percent of a core that each uses for it, all of its threads and the kernel's part included, by the packets that came:
what is lost where sender and receivers, who share this machine, are not given their turn counts against it. Then 400 watch the hub, and where more than 1 % is lost or it uses more than a core, 300, 200, 100: the first that are carried. These figures are
plain, not by what came; the receivers decipher all that comes on the same machine, which takes them more than the hub needs.`,
  budget: { hubPercent: { atMost: 25 }, receiversPerCore: { atLeast: 400 }, timesJanus: { atMost: 1.5 } },
  async measure() {
    ensurePrograms(['janus'])
    const hub = await passOn(await hubForwarder())
    const janus = await passOn(await janusForwarder())
    const many = await mostCarried()
    return {
      hubPercent: hub.percent,
      receiversPerCore: many.carried,
      timesJanus: hub.percent / janus.percent,
      janusPercent: janus.percent,
      hubLostPercent: hub.lostPercent,
      janusLostPercent: janus.lostPercent,
      hubPercentAtMost: many.usedPercent,
      hubLostPercentAtMost: many.lostPercent,
    }
  },
})

/** @returns how many were carried, and what it was like with the most that were tried */
async function mostCarried(): Promise<{ carried: number; usedPercent: number; lostPercent: number }> {
  let most: Passed | undefined
  for (const count of tried) {
    const passed = await passOn(await hubForwarder(), count)
    most ??= passed
    const { usedPercent, lostPercent } = passed
    if (lostPercent <= mostLostPercent && usedPercent <= 100) return { ...most, carried: count }
  }
  return { usedPercent: Number.NaN, lostPercent: Number.NaN, ...most, carried: 0 }
}

interface Passed {
  /** Of a core, by the packets that came, and as it was. */
  percent: number
  usedPercent: number
  lostPercent: number
}

async function passOn(forwarder: Forwarder, receivers = usual): Promise<Passed> {
  const listeners: Listener[] = []
  const { sent, end } = stream(forwarder.send)
  while (listeners.length < receivers) {
    const group = Array.from({ length: Math.min(forwarder.atOnce, receivers - listeners.length) }, forwarder.listen)
    listeners.push(...(await Promise.all(group)))
  }
  await setTimeout(2_000)
  for (const one of listeners) one.packets = 0
  const [used, began, before] = [await forwarder.used(), performance.now(), sent()]
  await setTimeout(seconds * 1_000)
  const share = ((await forwarder.used()) - used) / (performance.now() - began)
  end()
  await setTimeout(1_000)
  const came = listeners.reduce((sum, { packets }) => sum + packets, 0) / receivers / (sent() - before)
  // What was lost may never have been passed on: what came stands for all of it.
  const percent = (share / Math.min(1, came)) * 100
  const lostPercent = Math.max(0, 1 - came) * 100
  for (const one of listeners) one.close()
  await forwarder.close()
  return { percent, usedPercent: share * 100, lostPercent }
}
