import { makeServerCertificate, trustSwitch } from './certificate.ts'
import type { LineProperties } from './line.ts'
import { openRelay, type Relay } from './relay.ts'
import { openTlsFront } from './tls-front.ts'

export type DistantHub = {
  /** https://localhost:… */
  url: string
  line: Relay
  /** For `launch`: what makes Chromium trust this hub. */
  switches: string[]
  close(): Promise<void>
}

/** A hub of this machine as a village meets it: HTTPS at the far end of a line. TLS is taken off beyond the line. */
export async function openDistantHub(
  hubPort: number,
  line: LineProperties = {},
  { http2 = false } = {},
): Promise<DistantHub> {
  const certificate = await makeServerCertificate()
  const front = await openTlsFront(hubPort, { certificate, http2 })
  const relay = await openRelay(front.port, line)
  return {
    url: `https://localhost:${relay.port}/`,
    line: relay,
    switches: [trustSwitch(certificate)],
    async close() {
      await relay.close()
      await front.close()
    },
  }
}
