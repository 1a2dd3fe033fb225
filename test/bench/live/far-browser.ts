import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { currentChromium } from '../../browsers/current.ts'
import { commonSwitches } from '../../browsers/launch.ts'
import type { Wire } from '../../network/wire.ts'

export interface FarBrowser {
  browser: Browser
  close(): Promise<void>
}

/** Chromium at the far end of a wire. It is told by a pipe what to do: its ports are of another network. */
export async function launchAtFarEnd({ within }: Wire, args: readonly string[]): Promise<FarBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'tongke-profile-'))
  const browser = await chromium.launch({
    executablePath: '/usr/bin/env',
    ignoreDefaultArgs: true,
    args: [
      ...within,
      currentChromium() ?? '',
      '--headless=new',
      ...commonSwitches.filter((one) => !one.startsWith('--remote-debugging')),
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      ...args,
      'about:blank',
    ],
  })
  return {
    browser,
    async close() {
      await browser.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
