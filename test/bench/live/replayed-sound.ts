import type { Page } from 'playwright-core'
import { gather } from '../../../core/sound/gathered.ts'
import { endOf, type SoundPacket } from '../../../core/sound/packet.ts'
import { writeSegment } from '../../../core/sound/segment.ts'
import { launch } from '../../browsers/launch.ts'
import type { SoundPage } from '../../sound/page.ts'
import { openRoom, pageScript } from '../../sound/room.ts'
import { speech } from './speech.ts'

declare const page: SoundPage

/** Where in a lesson one goes, one after the other: shares of it. */
const places = [0.5, 0.02, 0.97, 0.3, 0.31, 0.8, 0.1, 0.6, 0.45, 0.99, 0.2, 0.7]

/** The kept sound of a lesson of so many minutes without a pause: its bytes, and ms from a jump to sound from there, for each place. */
export async function replayedSound(minutes: number): Promise<{ bytes: number; seeks: number[] }> {
  const segments = spoken(minutes * 60_000)
  const room = await openRoom(await pageScript())
  for (const { from, bytes } of segments) room.keep(String(from), bytes)
  const launched = await launch('current', { args: ['--autoplay-policy=no-user-gesture-required'] })
  try {
    const tab = await launched.context.newPage()
    await tab.goto(`http://localhost:${room.port}/`)
    const seeks = await seekThrough(
      tab,
      segments.map(({ from, until }) => ({ from, until, address: `/kept/${from}` })),
    )
    return { bytes: segments.reduce((sum, { bytes }) => sum + bytes.length, 0), seeks }
  } finally {
    await launched.close()
    await room.close()
  }
}

function seekThrough(tab: Page, segments: { from: number; until: number; address: string }[]): Promise<number[]> {
  return tab.evaluate(
    async ({ segments, places }) => {
      const ends = segments[segments.length - 1]?.until ?? 0
      const { sound, seek } = page.replay(segments, ends)
      sound.play()
      const took = []
      for (const place of places) took.push(await seek(Math.round(place * ends)))
      return took
    },
    { segments, places },
  )
}

function spoken(ms: number): { from: number; until: number; bytes: Uint8Array }[] {
  const said = speech()
  const packets = Array.from({ length: ms / 60 }, (_, n): SoundPacket => {
    return { at: n * 60, bytes: said[n % said.length] ?? new Uint8Array() }
  })
  const { gathered, full } = gather([], packets)
  return [...full, gathered].map((segment) => ({
    from: segment[0]?.at ?? 0,
    until: endOf(segment) ?? 0,
    bytes: writeSegment(segment),
  }))
}
