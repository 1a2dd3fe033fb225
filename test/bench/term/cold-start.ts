import type { CDPSession } from 'playwright-core'
import { launch } from '../../browsers/launch.ts'
import { tabletSlowness } from '../../network/lines.ts'
import { forOurFunctions } from './classroom.ts'
import { coolDown } from './cold.ts'

/** script: the first one had been read. answered: the press. slowness: of the page against itself without. */
export type Moment = 'script' | 'painted' | 'answered' | 'lesson' | 'live' | 'slowness'
export type Start = Record<Moment, number>

/**
 * Starts a browser whose files are not in memory, opens the place's home and presses the current lesson's button as soon
 * as it is painted, or watches only.
 */
export async function coldStart(profile: string, home: string, what: 'press' | 'watch'): Promise<Start> {
  coolDown(profile)
  const launched = await launch('current', { profile })
  try {
    const page = await launched.context.newPage()
    const session = await launched.context.newCDPSession(page)
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 1920,
      height: 1080,
      deviceScaleFactor: 1,
      mobile: false,
    })
    await session.send('Emulation.setCPUThrottlingRate', { rate: tabletSlowness })
    const heard = hears(session)
    await page.addInitScript(forOurFunctions)
    await page.addInitScript(watchStart)
    const gone = page.goto(home, { waitUntil: 'commit' })
    const painted = await heard('painted')
    if (what === 'press') {
      for (const type of ['mousePressed', 'mouseReleased'] as const)
        await session.send('Input.dispatchMouseEvent', {
          type,
          x: painted.x,
          y: painted.y,
          button: 'left',
          clickCount: 1,
        })
    }
    const end = await heard(what === 'press' ? 'lesson' : 'live')
    await gone
    const answered = what === 'press' ? (await heard('answered')).at : Number.NaN
    const slowed = await page.evaluate(reckoning)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const slowness = slowed / (await page.evaluate(reckoning))
    const script = await page.evaluate(firstScript)
    return {
      script,
      slowness,
      painted: painted.at,
      answered,
      lesson: what === 'press' ? end.at : Number.NaN,
      live: what === 'watch' ? end.at : Number.NaN,
    }
  } finally {
    await launched.close()
  }
}

/** What the page says of itself, and where the button is. Times are ms since the navigation began. */
interface Said {
  what: 'painted' | 'answered' | 'lesson' | 'live'
  at: number
  x: number
  y: number
}

/** Hears the page say each thing, in whatever order it is asked for. */
function hears(session: CDPSession): (what: Said['what']) => Promise<Said> {
  const said = new Map<string, Said>()
  const waiting = new Map<string, (said: Said) => void>()
  session.on('Runtime.bindingCalled', ({ payload }) => {
    const one = JSON.parse(payload) as Said // by `watchStart`
    said.set(one.what, one)
    waiting.get(one.what)?.(one)
  })
  void session.send('Runtime.enable')
  void session.send('Runtime.addBinding', { name: 'tellBench' })
  return (what) =>
    new Promise((resolve, reject) => {
      const before = said.get(what)
      if (before) return resolve(before)
      const timer = setTimeout(() => reject(new Error(`no ${what} in time`)), 30_000)
      waiting.set(what, (one) => {
        clearTimeout(timer)
        resolve(one)
      })
    })
}

/** Runs in the page before anything of the app: says when each thing that is waited for has been painted. */
function watchStart() {
  const tell = (globalThis as unknown as { tellBench(text: string): void }).tellBench // the binding above
  const told = new Set<string>()
  const say = (what: Said['what'], place?: DOMRect) => {
    const [x, y] = place ? [place.x + place.width / 2, place.y + place.height / 2] : [0, 0]
    tell(JSON.stringify({ what, at: performance.now(), x, y }))
  }
  /** In a task of its own behind the next frame's. */
  const whenPainted = (what: Said['what'], element: Element) => {
    if (told.has(what)) return
    told.add(what)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => say(what, element.getBoundingClientRect())
      port2.postMessage(0)
    })
  }
  const look = () => {
    const button = document.querySelector('.home .enter')
    if (button && document.querySelector('.home [data-light]')) whenPainted('painted', button)
    const mark = document.querySelector('.home .ui-line-mark')
    if (button && mark) whenPainted('live', mark)
    const page = location.pathname.includes('/lesson/') && document.querySelector('.page-view')
    if (page) whenPainted('lesson', page)
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  addEventListener('click', () => setTimeout(() => location.pathname.includes('/lesson/') && say('answered')))
}

/** Runs in the page: when its first script had been read. */
function firstScript(): number {
  const [first] = performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js'))
  return (first as PerformanceResourceTiming | undefined)?.responseEnd ?? Number.NaN
}

/** Runs in the page: the shortest of some reckonings, ms. */
function reckoning(): number {
  const took = [1, 2, 3, 4, 5].map(() => {
    const began = performance.now()
    let sum = 0
    for (let n = 0; n < 1e6; n++) sum += Math.sqrt(n)
    return sum > 0 ? performance.now() - began : 0
  })
  return Math.min(...took)
}
