import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launch } from '../../browsers/launch.ts'
import type { SoundPage } from '../../sound/page.ts'
import { openRoom, pageScript } from '../../sound/room.ts'

declare const page: SoundPage

/** When calls begin in the sound that the microphone hears again and again, s; apart from each other by no two equal times. */
const calls = [0.5, 2, 4.1, 5.9, 8.3]
const [seconds, callSeconds, rate] = [10, 0.15, 48_000]

/**
 * One page speaks, another listens, both in this machine's Chromium: how much later than at the microphone each call is heard in front of
 * the loudspeaker, ms. The microphone plays a file; what of it comes out of getUserMedia is taken for the mouth.
 */
export async function mouthToEar(): Promise<number[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-calls-'))
  const file = path.join(folder, 'calls.wav')
  await writeFile(file, wave())
  const room = await openRoom(await pageScript())
  const launched = await launch('current', {
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--use-file-for-fake-audio-capture=${file}`,
    ],
  })
  try {
    const begun = Date.now() - 60_000
    const [speaker, listener] = [await launched.context.newPage(), await launched.context.newPage()]
    for (const tab of [speaker, listener]) await tab.goto(`http://localhost:${room.port}/`)
    await speaker.evaluate(
      async ([address, begun]) => {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false } })
        page.ears.of((context) => context.createMediaStreamSource(stream))
        page.speaking = page.speak(address, begun)
      },
      [`ws://localhost:${room.port}/say`, begun] as const,
    )
    await listener.evaluate(
      async ([address, begun]) => {
        page.listened = await page.listen(address, begun)
        const { element } = page.ears
        if (element) page.ears.of((context) => context.createMediaElementSource(element))
      },
      [`ws://localhost:${room.port}/hear`, begun] as const,
    )
    await setTimeout(25_000)
    const [said, heard] = await Promise.all([onsets(speaker), onsets(listener)])
    return heard
      .map((moment) => moment - Math.max(...said.filter((one) => one < moment)))
      .filter((late) => Number.isFinite(late))
      .slice(2)
  } finally {
    await launched.close()
    await room.close()
    await rm(folder, { recursive: true })
  }
}

const onsets = (tab: Page) => tab.evaluate(() => page.ears.onsets)

/** Mono, 16 bits: five calls in ten seconds, of a voice's pitch and its overtones. */
function wave(): Buffer {
  const samples = seconds * rate
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  for (const call of calls) {
    for (let n = 0; n < callSeconds * rate; n++) {
      const turn = (2 * Math.PI * n) / rate
      const value = [220, 440, 660, 880].reduce((sum, pitch) => sum + Math.sin(turn * pitch) / 4, 0)
      bytes.writeInt16LE(Math.round(value * 20_000), 44 + (Math.round(call * rate) + n) * 2)
    }
  }
  return bytes
}
