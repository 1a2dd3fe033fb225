import type { Browser, BrowserContext, Page } from 'playwright-core'

/** Screens of the places, CSS px. */
export const screens = {
  projector: { width: 1920, height: 1080 },
  tablet: { width: 800, height: 1280 },
  desk: { width: 1366, height: 768 },
} as const

/** The demonstration county's places: what each is enrolled with, and the screen it has. */
const places = {
  classroom: { code: '100001', screen: screens.projector },
  tablet: { code: '100002', screen: screens.tablet },
  studio: { code: '100003', screen: screens.desk },
  office: { code: '100004', screen: screens.desk },
  teacher: { code: '100005', screen: screens.desk },
}

/** A place of the demonstration county, enrolled. */
export interface OpenPlace {
  page: Page
  /** Its address, without a slash at its end. */
  home: string
}

/** Where a place is opened, beside the port at which its line ends. */
interface Where {
  /** The storage it shares, or one that a restart of the browser finds again; without it, one of its own. */
  context?: BrowserContext
  host?: string
  /** Over TLS. */
  tls?: boolean
}

/**
 * Enrols a place as its person does. Each has a window of its own, as a device has: a tab behind another one would be
 * slowed down by the browser.
 */
export async function openPlace(
  browser: Browser,
  place: keyof typeof places,
  port: number,
  { context, host = 'localhost', tls = false }: Where = {},
): Promise<OpenPlace> {
  const { code, screen } = places[place]
  const page = await (context ?? (await browser.newContext())).newPage()
  await page.setViewportSize(screen)
  await page.addInitScript(hasKaiOfItsOwn)
  await page.goto(`${tls ? 'https' : 'http'}://${host}:${port}/enrol?code=${code}`)
  await page.waitForURL(/\/at\//)
  return { page, home: page.url() }
}

/** As every panel with Windows has: what slices of 楷体 do where there is none is one journey's (`kai.browser.ts`). Runs in the page. */
function hasKaiOfItsOwn(): void {
  const { load } = FontFace.prototype
  FontFace.prototype.load = function () {
    return this.family === 'probe' ? Promise.resolve(this) : load.call(this)
  }
}

/** To another screen of the place that a page is at, as a link leads there: a page that loads anew costs ten times as much. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, '', path)
    dispatchEvent(new PopStateEvent('popstate'))
  }, new URL(address).pathname)
}

/** A teacher unlocks the place and comes out where `to` leads. */
export async function unlock({ page, home }: OpenPlace, to: string): Promise<void> {
  await go(page, `${home}/unlock/${to}`)
  await typePin(page, '2468')
  await page.waitForURL(`${home}/${to}`)
}

/** The first teacher of the place, where there are several, types a PIN. */
export async function typePin(page: Page, pin: string): Promise<void> {
  await pinPad(page)
  for (const digit of pin) await page.keyboard.press(digit)
  await page.keyboard.press('Enter')
}

export async function pinPad(page: Page): Promise<void> {
  const asked = page.getByRole('heading', { name: /请输入 PIN/ })
  const first = page.locator('.unlock-who').getByRole('button').first()
  await asked.or(first).waitFor()
  if (await first.isVisible()) await first.click()
  await asked.waitFor()
}

/** The whole app is in the cache and rules the page: from here on a line is not needed. */
export async function appIsKept(page: Page, what = 'keep-the-rest'): Promise<void> {
  await page.evaluate(async (asked) => {
    const { active } = await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      )
    }
    // As the page itself asks when the line is idle; what is there already is not fetched again.
    const { port1, port2 } = new MessageChannel()
    await new Promise((resolve) => {
      port1.onmessage = resolve
      active?.postMessage(asked, [port2])
    })
  }, what)
}

/** Who has the tablet: touched on the picker, the pupil's own page opens. */
export async function pick(page: Page, pupil: RegExp): Promise<void> {
  await page.getByRole('button', { name: pupil }).click()
  await page.getByRole('button', { name: '交给别人' }).waitFor()
}
