import type { Locator, Page } from 'playwright-core'

/** How long what one person does takes to be seen by another, ms: both pages are on this machine and have its clock. */
export async function untilSeen(touched: Locator, seen: { page: Page; text: string }): Promise<number> {
  // Listened for in the page before it is touched: a promise of the page that is asked for later.
  const at = await touched.page().evaluateHandle(() => ({
    click: new Promise<number>((resolve) => {
      addEventListener('click', () => resolve(Date.now()), { capture: true, once: true })
    }),
  }))
  const shown = seen.page.evaluate((text) => {
    const isThere = () => document.body.textContent?.includes(text)
    return new Promise<number>((resolve) => {
      const look = () => {
        if (!isThere()) return
        watching.disconnect()
        resolve(Date.now())
      }
      const watching = new MutationObserver(look)
      watching.observe(document.body, { subtree: true, childList: true, characterData: true })
      look()
    })
  }, seen.text)
  await touched.click()
  return (await shown) - (await at.evaluate(({ click }) => click))
}

/** What a page asks its hub for facts, and what comes to it by the live channel. */
export interface Heard {
  /** Requests for facts, so far. */
  asked(): number
  /** Messages with facts that came by the channel, so far. */
  told(): number
  /** Channels opened, so far. */
  opened(): number
}

/** Listens in on a page; begin before it opens its channel. */
export function listenIn(page: Page): Heard {
  let asked = 0
  let told = 0
  let opened = 0
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/api/sync/facts')) asked += 1
  })
  page.on('websocket', (socket) => {
    opened += 1
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"t":"pull"')) told += 1
    })
  })
  return { asked: () => asked, told: () => told, opened: () => opened }
}
