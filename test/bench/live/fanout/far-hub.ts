import { openMedia } from '../../../../hub/media/media.ts'
import type { MediaToken } from '../../../../hub/media/tokens.ts'
import { freeUdpPort } from '../../../media/free-udp-port.ts'

/** A program: the hub's live picture alone, as it is in a hub. Asked by messages: who joins with which offer, and what it has used. */
export type Asked = { token: MediaToken; offer: string } | 'used'

const settings = { port: await freeUdpPort(), addresses: [], mostReceivers: 1_000, mostInRoom: 1_000 }
const rights = { of: async () => ({ watch: true, publish: ['host'] as const }) }
const media = openMedia(new Uint8Array(32), settings, rights)

process.on('message', async (asked: Asked) => {
  if (asked === 'used') {
    const { user, system } = process.cpuUsage()
    process.send?.((user + system) / 1000)
    return
  }
  const joined = await media.join(asked.token, asked.offer)
  process.send?.('answer' in joined ? joined.answer : joined)
})
