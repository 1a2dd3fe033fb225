import type { CDPSession, Page } from 'playwright-core'
import { launch } from '../browsers/launch.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { tabletSlowness } from '../network/lines.ts'
import { openRelay, type Relay } from '../network/relay.ts'
import { bench, percentile } from './bench.ts'
import { enrolClassroom, heldBy, lessonsAreHere } from './term/classroom.ts'
import { countyOfSixtyLessons } from './term/county.ts'
import { deliverTerm } from './term/history.ts'

const factsStored = 20_000
const touches = 60
/** Bytes of a recording in each lesson, so that there is something to download all the time. */
const recording = 400_000
/** Bits a second: a village's good day. */
const lineRate = 8_000_000
/** Downloads rest this long after a touch, ms; see `quiet` in src/library/prepare.ts. */
const downloadsRest = 1_000
/** From a pupil shown to the next one touched, ms: as fast as a register is taken. */
const pace = 500

export default bench({
  name: 'record',
  how: `A classroom's projector (Chromium, main thread slowed six times by DevTools; the database's process is not slowed) that has received
over ${factsStored.toLocaleString('en')} facts takes the register of a class of 40. ${touches} touches (CDP touch events) on one pupil after another, from the touch's
own time stamp until the card's new state has been painted, which is drawn once the strictly durable transaction is complete.
download*: while lessons come down a line of ${lineRate / 1_000_000} Mbit/s; each touch is made when bytes have just crossed, since downloads rest for a
second after one. idle*: when all are there, two touches a second, each delivered to the hub a quarter of a second later. Each touch
must have made one fact.`,
  budget: { idleP95Ms: { atMost: 60 }, downloadP95Ms: { atMost: 120 } },
  needs: ['build', 'browsers'],
  async measure() {
    const county = await countyOfSixtyLessons(recording)
    const hub = await startHub(county.environment)
    const line = await openRelay(hub.port, { up: lineRate, down: lineRate, delay: 20 })
    const launched = await launch('current')
    try {
      await deliverTerm(hub.port)
      const home = await enrolClassroom(launched.context, `http://localhost:${line.port}/`, factsStored)
      const page = await openRegister(home)
      const session = await page.context().newCDPSession(page)
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
      await session.send('Emulation.setCPUThrottlingRate', { rate: tabletSlowness })

      const before = await heldBy(page)
      const download = await touchEach(page, session, () => downloading(line))
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      await lessonsAreHere(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: tabletSlowness })
      const idle = await touchEach(page, session, () => after(pace))
      const recorded = ((await heldBy(page))?.seq ?? 0) - (before?.seq ?? 0)
      if (recorded !== 2 * touches) throw new Error(`${2 * touches} touches made ${recorded} facts`)
      return {
        idleP95Ms: percentile(idle, 0.95),
        downloadP95Ms: percentile(download, 0.95),
        idleMs: percentile(idle, 0.5),
        downloadMs: percentile(download, 0.5),
        idleLongestMs: percentile(idle, 1),
        downloadLongestMs: percentile(download, 1),
      }
    } finally {
      await launched.close()
      await line.close()
      await hub.stop()
      await county.remove()
    }
  },
})

/** The register of today's first lesson, all of its pupils on the screen. */
async function openRegister(home: Page): Promise<Page> {
  await home.locator('.home .tile').first().click()
  await home.locator('.attendance-pupil .attendance-touch').nth(39).waitFor()
  return home
}

/** @returns from touch to painted, ms, of each touch */
async function touchEach(page: Page, session: CDPSession, moment: () => Promise<void>): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < touches; n++) {
    const place = await page.evaluate(showTouch, n % 40)
    await moment()
    const touchPoints = [{ x: place.x, y: place.y }]
    // Neither is waited for: a slow page answers only when it has dealt with them.
    void session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    void session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    took.push(await page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown)) // by `showTouch`
  }
  return took
}

/** Runs in the page: brings a pupil's card to the middle, and promises how long the next touch of it takes. */
function showTouch(n: number): { x: number; y: number } {
  const card = document.querySelectorAll('.attendance-pupil')[n]
  const button = card?.querySelector('.attendance-touch')
  if (!card || !button) throw new Error(`no pupil ${n}`)
  button.scrollIntoView({ block: 'center' })
  const before = card.className
  const shown = new Promise<number>((resolve) => {
    let touched = Number.NaN
    button.addEventListener('pointerdown', (event) => (touched = event.timeStamp), { once: true })
    const watch = new MutationObserver(() => {
      if (card.className === before) return
      watch.disconnect()
      // In a task of its own behind the frame's that shows it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - touched)
        port2.postMessage(0)
      })
    })
    watch.observe(card, { attributes: true, attributeFilter: ['class'] })
  })
  Object.assign(globalThis, { shown })
  const { x, y, width, height } = button.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}

/** Resolves while a download is going on again after the last touch: when as much as a part of a blob has crossed. */
async function downloading(line: Relay): Promise<void> {
  await after(downloadsRest)
  const { down } = line.traffic()
  for (const end = Date.now() + 20_000; line.traffic().down < down + 65_536; await after(5)) {
    if (Date.now() > end) throw new Error('nothing comes down any more')
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
