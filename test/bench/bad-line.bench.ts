import { aClassesDay } from '../../core/facts/class-day.fixture.ts'
import { badLine } from '../network/lines.ts'
import { bench } from './bench.ts'
import { deliverByTongke } from './class-day/tongke.ts'

/** Where in the eight seconds between two cuts a delivery begins, ms: spread over them, so that some are cut. */
const beginnings = [8_500, 9_500, 10_500, 11_500, 12_500, 13_500, 14_500, 15_500]

export default bench({
  name: 'bad-line',
  how: `A class's day (880 facts, as in class-day) over 64 kbit/s both ways with a round trip of 600 ms, TLS included; every eight
seconds all connections break for one. Eight deliveries, begun a second apart over such eight; the longest of them, and of all bytes
of facts that were sent the share that was sent again.`,
  budget: { seconds: { atMost: 40 }, shareSentTwice: { atMost: 0.2 } },
  needs: ['build'],
  async measure() {
    const day = aClassesDay()
    const deliveries = []
    for (const after of beginnings) deliveries.push(await deliverByTongke(day, badLine, after))
    return {
      seconds: Math.max(...deliveries.map((one) => one.took)) / 1000,
      shareSentTwice: deliveries.reduce((sum, one) => sum + one.again, 0) / deliveries.length,
      worstShareSentTwice: Math.max(...deliveries.map((one) => one.again)),
      bytes: Math.max(...deliveries.map((one) => one.up + one.down)),
    }
  },
})
