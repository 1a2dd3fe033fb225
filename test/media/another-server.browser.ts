import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { launch } from '../browsers/launch.ts'
import { builtScript } from '../browsers/script.ts'
import { startJanus } from './outside/janus.ts'
import { type Server, serversAreHere, startWhepServer, startWhipServer } from './outside/servers.ts'
import type { MediaPage } from './page.ts'

declare const page: MediaPage

test.skipIf(!serversAreHere())(
  'the app publishes to a server of another make, watches what that passes on, and leaves',
  async () => {
    const script = await builtScript(path.join(import.meta.dirname, 'page.ts'))
    const site = createServer((asked, answered) => {
      const isScript = asked.url === '/page.js'
      answered.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
      answered.end(isScript ? script : '<!doctype html><title>picture</title><script src="/page.js"></script>')
    }).listen(0, '127.0.0.1')
    await once(site, 'listening')
    const fakes = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']
    const [janus, launched] = await Promise.all([startJanus(), launch('current', { args: fakes })])
    const whip = await startWhipServer(janus, 'north')
    let whep: Server | undefined
    try {
      const tab = await launched.context.newPage()
      await tab.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
      await expect(tab.evaluate((url) => page.publish(url, 'south'), whip.url)).rejects.toThrow('refused')
      await tab.evaluate((url) => page.publish(url, 'north'), whip.url)
      await expect.poll(() => tab.evaluate(() => page.arrived()), { timeout: 15_000 }).toHaveLength(2)

      whep = await startWhepServer(janus, 'east')
      await expect(tab.evaluate((url) => page.watch(url, 'west'), whep.url)).rejects.toThrow('refused')
      await tab.evaluate((url) => page.watch(url, 'east'), whep.url)
      const came = () => tab.evaluate(() => page.came())
      await expect.poll(async () => (await came())[0]?.packets, { timeout: 15_000 }).toBeGreaterThan(10)
      await expect.poll(async () => (await came())[1]?.frames, { timeout: 15_000 }).toBeGreaterThan(10)
      await tab.evaluate(() => page.leaveWatching())
      await whep.said((line) => line.includes('Terminating WHEP session'))

      await tab.evaluate(() => page.leave())
      await whip.said((line) => line.includes('Terminating WHIP session'))
    } finally {
      await launched.close()
      await whep?.close()
      await whip.close()
      await janus.close()
      site.close()
    }
  },
)
