import { launch } from '../../browsers/launch.ts'
import { type HubAtWork, startHub } from '../../hubs/hub-at-work.ts'
import { type OpenPlace, openPlace } from '../../journeys/places.ts'
import { watchMedia } from '../../journeys/watch-media.ts'
import type { LineProperties } from '../../network/line.ts'
import { openRelay, type Relay } from '../../network/relay.ts'
import { openWire, type Wire } from '../../network/wire.ts'
import { openLive } from './host.ts'

/** A lesson in the app itself: a hub, a studio that teaches, and a classroom that is about to come in. */
export interface Lesson {
  hub: HubAtWork
  studio: OpenPlace
  classroom: OpenPlace
  /** The classroom's line, where it has one of its own. */
  line: Relay | undefined
  /** From pressing 进入课堂 to what is asked for, ms. */
  enter(until: 'sound' | 'picture'): Promise<number>
  close(): Promise<void>
}

export interface LessonOptions {
  /** The classroom's line to the hub, for TCP; pictures pass beside it. */
  line?: LineProperties
  /** A hub in a network namespace: told what runs there, before anything else does. */
  beyond?: (wire: Wire) => Promise<NodeJS.ProcessEnv>
}

export async function openLesson({ line, beyond }: LessonOptions = {}): Promise<Lesson> {
  const wire = beyond && (await openWire({}))
  const environment = (wire && (await beyond?.(wire))) ?? {}
  const hub = await startHub(environment, wire && { within: wire.within })
  const host = wire?.far ?? 'localhost'
  const relay = line && (await openRelay(hub.port, { ...line, whenDead: 'silent' }))
  const launched = await launch('current', {
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      // Without it a page that comes in the clear has no worker and no microphone.
      `--unsafely-treat-insecure-origin-as-secure=http://${host}:${hub.port}`,
    ],
  })
  const studio = await openPlace(launched.browser, 'studio', hub.port, { host })
  const classroom = await openPlace(launched.browser, 'classroom', relay?.port ?? hub.port, { host })
  const subject = await openLive(studio)
  return {
    ...{ hub, studio, classroom, line: relay },
    async enter(until) {
      const { page, home } = classroom
      await page.goto(home)
      // What runs benches leaves a call of its own in what is run in a page.
      await page.evaluate('window.__name = (named) => named')
      await page.evaluate(watchMedia)
      const lesson = page.locator('.day .card', { hasText: subject }).first()
      await lesson.waitFor()
      await lesson.evaluate(watchForTheFirst, until)
      await lesson.click()
      return page.evaluate(() => theFirst)
    },
    async close() {
      await launched.close()
      await relay?.close()
      await hub.stop()
      await wire?.close()
    },
  }
}

/** Runs in the page: takes the time from when the card is pressed. */
function watchForTheFirst(card: Element, until: 'sound' | 'picture'): void {
  const isThere = () =>
    until === 'sound'
      ? heardNow() > 0
      : [...document.querySelectorAll('video')].some(({ videoWidth, currentTime }) => videoWidth > 0 && currentTime > 0)
  const first = new Promise<number>((resolve) =>
    card.addEventListener(
      'click',
      ({ timeStamp }) => {
        const timer = setInterval(() => {
          if (!isThere()) return
          clearInterval(timer)
          resolve(performance.now() - timeStamp)
        }, 20)
      },
      { capture: true, once: true },
    ),
  )
  Object.assign(window, { theFirst: first })
}

declare function heardNow(): number
declare const theFirst: Promise<number>
