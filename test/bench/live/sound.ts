import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { launch } from '../../browsers/launch.ts'
import { makeServerCertificate, trustSwitch } from '../../network/certificate.ts'
import { openWire, type WireProperties } from '../../network/wire.ts'
import type { SoundPage } from '../../sound/page.ts'
import { percentile } from '../bench.ts'

declare const page: SoundPage

export type HeardOverWire = {
  /** Of the time since the first sound, that in which sound was heard, no more than 2 s late and not concealed. */
  inTime: number
  /** How late it was, ms, at the 95th percentile and in the end; and to the first sound since the room was entered. */
  late: number
  lateInTheEnd: number
  firstSound: number
  /** On the wire, bits a second, headers and board included. */
  bitsPerSecond: number
}

/** A classroom's Chromium listens for `ms` to a lesson beyond a wire, with TLS, while somebody speaks and writes without a pause. */
export async function listenOverWire(line: WireProperties, ms: number): Promise<HeardOverWire> {
  const wire = await openWire(line)
  const certificate = await makeServerCertificate([wire.far])
  const begun = Date.now() - 60_000
  const program = path.join(import.meta.dirname, 'far-room.ts')
  const far = wire.run(process.execPath, ['--import', 'tsx', program, JSON.stringify(certificate), String(begun)])
  try {
    if (!far.stdout) throw new Error('The room at the far end says nothing')
    const [port] = await once(createInterface({ input: far.stdout }), 'line')
    const launched = await launch('current', {
      args: [trustSwitch(certificate), '--autoplay-policy=no-user-gesture-required'],
    })
    try {
      const tab = await launched.context.newPage()
      await tab.goto(`https://${wire.far}:${port}/`, { timeout: 120_000 })
      await tab.evaluate(
        async ([address, begun]) => {
          page.listened = await page.listen(address, begun)
        },
        [`wss://${wire.far}:${port}/hear`, begun] as const,
      )
      const before = await wire.traffic()
      await setTimeout(ms)
      const after = await wire.traffic()
      const { looks, states, figures, chunks } = await tab.evaluate(() => {
        const { listened } = page
        if (!listened) throw new Error('nobody listens')
        const { looks, states, sound } = listened
        return { looks, states, figures: sound.figures(), chunks: listened.packets() }
      })
      const since = states.find(({ state }) => state === 'playing')?.now ?? Number.POSITIVE_INFINITY
      const all = looks.filter(({ now }) => now >= since)
      const good = all.filter(({ state, behind }) => state === 'playing' && behind <= 2_000)
      return {
        inTime: (good.length / all.length) * (chunks / (chunks + figures.lost)),
        late: percentile(
          all.map(({ behind }) => behind),
          0.95,
        ),
        lateInTheEnd: looks[looks.length - 1]?.behind ?? Number.POSITIVE_INFINITY,
        firstSound: since,
        bitsPerSecond: ((after.down - before.down) * 8_000) / ms,
      }
    } finally {
      await launched.close()
    }
  } finally {
    far.kill()
    await wire.close()
  }
}
