import { launch, slowDown } from '../browsers/launch.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { openDistantHub } from '../network/distant-hub.ts'
import { tabletSlowness, thinLine } from '../network/lines.ts'
import { bench } from './bench.ts'

export default bench({
  name: 'first-load',
  how: `A first visit in Chromium with an empty profile, over HTTPS (HTTP/2) at 50 kbit/s both ways and a round trip of 400 ms, the processor slowed
six times: until the code can be typed; then from pressing 登记 to a home that shows today's lessons. Bytes both ways on TCP, TLS
handshakes and certificates included.`,
  budget: {
    enrolPageBytes: { atMost: 25_000 },
    enrolPageMs: { atMost: 6_000 },
    homeBytes: { atMost: 70_000 },
    homeMs: { atMost: 15_000 },
  },
  needs: ['build', 'browsers'],
  async measure() {
    const hub = await startHub()
    const distant = await openDistantHub(hub.port, thinLine, { http2: true })
    const launched = await launch('current', { args: distant.switches })
    try {
      const page = await launched.context.newPage()
      await slowDown(page, tabletSlowness)
      const opened = performance.now()
      const { line } = distant
      line.resetTraffic()
      const crossed = () => line.traffic().up + line.traffic().down
      await page.goto(`${distant.url}enrol`, { waitUntil: 'commit' })
      await page.locator('#code:enabled').waitFor()
      const enrolPage = { bytes: crossed(), ms: performance.now() - opened, connections: line.traffic().connections }

      await page.locator('#code').fill('100001')
      line.resetTraffic()
      const pressed = performance.now()
      await page.locator('form button[type=submit]').click()
      await page.locator('.home .card').first().waitFor()
      const home = { bytes: crossed(), ms: performance.now() - pressed }
      return {
        enrolPageBytes: enrolPage.bytes,
        enrolPageMs: Math.round(enrolPage.ms),
        enrolPageConnections: enrolPage.connections,
        homeBytes: home.bytes,
        homeMs: Math.round(home.ms),
      }
    } finally {
      await launched.close()
      await distant.close()
      await hub.stop()
    }
  },
})
