import { afterAll, beforeAll } from 'vitest'
import { type LaunchedBrowser, launch } from '../browsers/launch.ts'
import { type HubAtWork, startHub } from '../hubs/hub-at-work.ts'

/** What the journeys of a file go through: a hub with the demonstration county, and Chromium for all places. */
export interface County {
  hub: HubAtWork
  launched: LaunchedBrowser
}

/** Opened before the first journey of the file that calls this, and closed behind the last. @param args more switches of Chromium */
export function openCounty(args: readonly string[] = []): County {
  const county = {} as County // filled before anything of the file runs
  beforeAll(async () => {
    const [hub, launched] = await Promise.all([startHub(), launch('current', { args })])
    Object.assign(county, { hub, launched })
  })
  afterAll(async () => {
    await county.launched.close()
    await county.hub.stop()
  })
  return county
}
