import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launch } from '../../browsers/launch.ts'
import type { SoundPage } from '../../sound/page.ts'
import { openRoom, pageScript } from '../../sound/room.ts'
import { wave } from './wave.ts'

declare const page: SoundPage

/** When calls begin in the sound that the microphone hears again and again, s; apart from each other by no two equal times. */
const calls = [0.5, 2, 4.1, 5.9, 8.3]
const [seconds, callSeconds] = [10, 0.15]

/**
 * One page speaks, another listens, both in this machine's Chromium: how much later than at the microphone each call is heard in front of
 * the loudspeaker, ms. The microphone plays a file; what of it comes out of getUserMedia is taken for the mouth.
 */
export async function mouthToEar(): Promise<number[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-calls-'))
  const file = path.join(folder, 'calls.wav')
  await writeFile(
    file,
    wave(
      seconds,
      calls.map((from) => ({ from, seconds: callSeconds })),
    ),
  )
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
