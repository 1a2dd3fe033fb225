import type { Page } from 'playwright-core'

/** Of `watchMedia`. */
declare const connections: RTCPeerConnection[]

/** Of the sound of the page's latest connection, samples so far: what was played, and what of it the browser made up for packets that had not come. */
export interface DecodedSound {
  total: number
  concealed: number
}

export function decodedSound(page: Page): Promise<DecodedSound> {
  return page.evaluate(async () => {
    const connection = connections[connections.length - 1]
    const stats = [...((await connection?.getStats()) ?? new Map()).values()]
    const sounds = stats.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
    const [host] = sounds.sort((a, b) => b.packetsReceived - a.packetsReceived)
    return { total: host?.totalSamplesReceived ?? 0, concealed: host?.concealedSamples ?? 0 }
  })
}
