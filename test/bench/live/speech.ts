import { webmReader } from '../../../core/sound/webm/read.ts'
import { bytesOf, recorded } from '../../../core/sound/webm/recorded.fixture.ts'

/**
 * Packets of 60 ms as Chromium's recorder makes them where somebody speaks without a pause, to be said again and again: 13 kbit/s. Of
 * silence it makes 55 bytes; those are left out.
 */
export function speech(): Uint8Array<ArrayBuffer>[] {
  const reader = webmReader()
  return recorded['88']
    .flatMap((chunk) => {
      const reading = reader.read(bytesOf(chunk))
      return reading.ok ? reading.packets.map(({ bytes }) => bytes) : []
    })
    .filter((bytes) => bytes.length > 60)
}
