import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { launch } from '../browsers/launch.ts'
import { builtScript } from '../browsers/script.ts'
import { startJanus, startWhipServer, whipServerIsHere } from './outside/janus.ts'
import type { MediaPage } from './page.ts'

declare const page: MediaPage

test.skipIf(!whipServerIsHere())('the app publishes to a WHIP server of another make, and leaves it', async () => {
  const script = await builtScript(path.join(import.meta.dirname, 'page.ts'))
  const site = createServer((asked, answered) => {
    const isScript = asked.url === '/page.js'
    answered.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    answered.end(isScript ? script : '<!doctype html><title>picture</title><script src="/page.js"></script>')
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const janus = await startJanus()
  const server = await startWhipServer(janus, 'north')
  const launched = await launch('current', {
    args: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
  })
  try {
    const tab = await launched.context.newPage()
    await tab.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
    await expect(tab.evaluate((url) => page.publish(url, 'south'), server.url)).rejects.toThrow('refused')
    await tab.evaluate((url) => page.publish(url, 'north'), server.url)
    await expect.poll(() => tab.evaluate(() => page.arrived()), { timeout: 15_000 }).toHaveLength(2)
    await tab.evaluate(() => page.leave())
    await server.said((line) => line.includes('Terminating WHIP session'))
  } finally {
    await launched.close()
    await server.close()
    await janus.close()
    site.close()
  }
})
