import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { currentChromium } from './current.ts'
import { floorBuild } from './floor.ts'
import type { Version } from './versions.ts'

export { runsHere, type Version, versions } from './versions.ts'

export type LaunchOptions = {
  /** A folder that keeps the browser's storage from one launch to the next; without it, storage ends with the browser. */
  profile?: string
  /** More command-line switches of Chromium. */
  args?: readonly string[]
  /** IANA name; a school's panel says Asia/Shanghai, and so does this by default. */
  timeZone?: string
}

export type LaunchedBrowser = {
  version: Version
  browser: Browser
  /** The profile's own context: the one whose storage a restart finds again. `browser.newContext()` gives others, in memory. */
  context: BrowserContext
  /** Ends the browser as a person does, who closes its window. */
  close(): Promise<void>
  /** Ends the browser as a power cut does: every process of it is killed in whatever it was doing. */
  cutPower(): Promise<void>
}

/** Starts one of the browsers; what it returns works alike in all of them. The browser ends with this process at the latest. */
export async function launch(version: Version, options: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'tongke-profile-')))
  const guard = startGuarded(version, profile, options)
  const ended = once(guard, 'exit')

  async function clear() {
    await ended
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }

  try {
    const browser = await chromium.connectOverCDP(await devToolsAddress(guard))
    const context = browser.contexts()[0]
    if (context === undefined) throw new Error(`Chromium ${version} opened without a context`)
    return {
      version,
      browser,
      context,
      async close() {
        const session = await browser.newBrowserCDPSession()
        // The browser may be gone before it answers; what counts is that its process ends.
        session.send('Browser.close').catch(() => undefined)
        await Promise.race([ended, setTimeout(closingTimeMs, undefined, { ref: false })])
        guard.stdin?.end()
        await clear()
      },
      async cutPower() {
        guard.stdin?.end()
        await clear()
      },
    }
  } catch (error) {
    guard.stdin?.end()
    await clear()
    throw error
  }
}

/** Slows the main thread of a page as a weaker processor would: rate 6 turns this machine into a donated tablet. */
export async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

const startingTimeMs = 30_000
const closingTimeMs = 10_000

export const commonSwitches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--lang=zh-CN',
  '--accept-lang=zh-CN,zh',
  '--mute-audio',
  '--password-store=basic',
  '--remote-debugging-port=0',
]

function startGuarded(version: Version, profile: string, options: LaunchOptions): ChildProcess {
  const { executable, switches, env } = programOf(version)
  const args = [...switches, ...commonSwitches, `--user-data-dir=${profile}`, ...(options.args ?? []), 'about:blank']
  return spawn(process.execPath, [path.join(import.meta.dirname, 'guard.mjs'), executable, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // The floor builds take their language from LANG, newer ones from the switch.
    env: {
      ...process.env,
      LANG: 'zh_CN.UTF-8',
      LC_ALL: 'zh_CN.UTF-8',
      TZ: options.timeZone ?? 'Asia/Shanghai',
      ...env,
    },
  })
}

function programOf(version: Version): { executable: string; switches: string[]; env: Record<string, string> } {
  if (version !== 'current') return { ...floorBuild(version), switches: ['--headless', '--no-zygote'] }
  const executable = currentChromium()
  if (executable === undefined) throw new Error('No Chromium on this machine: run npm test once, or set CHROME_PATH')
  return { executable, switches: ['--headless=new'], env: {} }
}

async function devToolsAddress(guard: ChildProcess): Promise<string> {
  let words = ''
  const said = new Promise<string>((resolve) => {
    guard.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-20_000)
      const address = /DevTools listening on (ws:\S+)/.exec(words)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  const timeLimit = new AbortController()
  try {
    return await Promise.race([
      said,
      once(guard, 'exit', { signal: timeLimit.signal }).then(() => Promise.reject(new Error('it ended'))),
      setTimeout(startingTimeMs, undefined, { signal: timeLimit.signal }).then(() =>
        Promise.reject(new Error('too late')),
      ),
    ])
  } catch (error) {
    throw new Error(`Chromium did not start: ${String(error)}\n${words}`)
  } finally {
    timeLimit.abort()
  }
}
