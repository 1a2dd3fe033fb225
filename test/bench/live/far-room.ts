import type { SoundPacket } from '../../../core/sound/packet.ts'
import { openRoom, pageScript } from '../../sound/room.ts'
import { speech } from './speech.ts'

/**
 * A program for the far end of a wire: a room in which one speaks from now on without a pause, and writes on the board. Told its
 * certificate and the beginning of the lesson; says its port.
 */

/** Between two chunks of the recorder, ms, and between two pieces of ink. */
const [CHUNK, INK] = [120, 250]

/** A quarter of a second of steady writing: 250 bytes a second. */
const ink = 'i'.repeat(62)

const [certificate = '', begun = ''] = process.argv.slice(2)
const room = await openRoom(await pageScript(), JSON.parse(certificate))
console.log(room.port)

const packetsOfSpeech = speech()

let said = 0
const start = performance.now()
setInterval(() => {
  // Timers come late; a microphone does not.
  while (performance.now() - start >= said * 60 + CHUNK) {
    const at = (n: number) => start + performance.timeOrigin + n * 60 - Number(begun)
    const packets = [said, said + 1].map((n): SoundPacket => {
      return {
        at: Math.round(at(said)) + (n - said) * 60,
        bytes: packetsOfSpeech[n % packetsOfSpeech.length] ?? new Uint8Array(),
      }
    })
    room.say({ track: 1, number: said & 0xffff, packets })
    said += 2
  }
}, 20)
setInterval(() => room.write(ink), INK)
