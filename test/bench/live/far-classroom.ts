import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { appIsKept, openPlace } from '../../journeys/places.ts'
import { watchMedia } from '../../journeys/watch-media.ts'
import { makeServerCertificate, trustSwitch } from '../../network/certificate.ts'
import { openTlsFront } from '../../network/tls-front.ts'
import { openWire, type Wire, type WireProperties } from '../../network/wire.ts'
import { launchAtFarEnd } from './far-browser.ts'
import { blockUdp } from './firewall.ts'
import { holdRung } from './hold-rung.ts'
import { type NotedSound, noteSound } from './note-sound.ts'
import { strokesHeld } from './strokes.ts'

declare const sound: NotedSound

/** A classroom at the far end of a wire of its own, in the lesson and hearing its host. */
export interface FarClassroom {
  page: Page
  wire: Wire
  /** Cuts its line for so long; meanwhile it raises its hand, or takes it down. */
  cut(ms: number, host: Page): Promise<AfterCut>
  /** Holds a rung by hand, by its words, and waits until it is there. */
  hold(rung: string): Promise<void>
  close(): Promise<void>
}

/** All from when the line is back, ms. */
export interface AfterCut {
  /** To when the host is heard again for good; 0 where sound never stopped. */
  sound: number
  /** To when what was drawn meanwhile is there. */
  board: number
  /** To when the hub has what was recorded here meanwhile. */
  delivered: number
}

interface FarClassroomOptions {
  line?: WireProperties
  /** Whether UDP passes, and with it WebRTC. */
  udp: boolean
  /** Behind a TLS front, as an operator's proxy is; else in the clear. */
  tls?: boolean
}

export async function openFarClassroom(
  port: number,
  subject: string,
  { line = {}, udp, tls = false }: FarClassroomOptions,
): Promise<FarClassroom> {
  const wire = await openWire(line)
  if (!udp) await blockUdp(wire)
  const certificate = tls ? await makeServerCertificate([wire.near]) : undefined
  const front = certificate && (await openTlsFront(port, { certificate }))
  const { browser, close } = await launchAtFarEnd(wire, [
    '--autoplay-policy=no-user-gesture-required',
    certificate
      ? trustSwitch(certificate)
      : // Without it a page that comes in the clear has no worker.
        `--unsafely-treat-insecure-origin-as-secure=http://${wire.near}:${port}`,
  ])
  const context = await browser.newContext()
  // Several are opened on a machine that has too much to do.
  context.setDefaultTimeout(120_000)
  // What runs benches leaves a call of its own in what is run in a page.
  await context.addInitScript('window.__name = (named) => named')
  await context.addInitScript(noteSound)
  await context.addInitScript(watchMedia)
  const { page } = await openPlace(browser, 'classroom', front?.port ?? port, {
    ...{ context, host: wire.near, tls },
  })
  await appIsKept(page)
  await page.locator('.day .card', { hasText: subject }).first().click()
  await page.getByText(/正在直播/).waitFor()
  await page.evaluate(() => sound.goesOnSince(0))
  return {
    ...{ page, wire },
    async cut(ms, host) {
      await wire.cut()
      await Promise.all([
        setTimeout(ms),
        page
          .getByRole('button', { name: /举手|放下手/ })
          .first()
          .click(),
      ])
      const drawn = await strokesHeld(host)
      await wire.repair()
      const back = Date.now()
      const since = async (done: Promise<unknown>) => {
        await done
        return Date.now() - back
      }
      const sounds = page.evaluate((moment) => sound.goesOnSince(moment), back)
      const [began, board, delivered] = await Promise.all([
        sounds,
        since(strokesHeld(page, drawn)),
        since(page.getByText('已全部送达').first().waitFor({ timeout: 180_000 })),
      ])
      return { sound: began - back, board, delivered }
    },
    hold: (rung) => holdRung(page, rung),
    async close() {
      await close()
      await front?.close()
      await wire.close()
    },
  }
}
