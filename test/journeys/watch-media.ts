import type { Page } from 'playwright-core'

/**
 * What a page plays, for a test that looks at it: sounds stand nowhere in the page. Run in it before it opens any. It offers `heardNow()`, how many
 * sounds are being heard; `longestDouble()`, for how many tenths of a second there were two at once, at most; its WebRTC `connections`, and `endConnections()`.
 */
export function watchMedia(): void {
  const sounds: HTMLAudioElement[] = []
  const Sound = window.Audio
  window.Audio = class extends Sound {
    constructor(address?: string) {
      super(address)
      sounds.push(this)
    }
  }
  const connections: RTCPeerConnection[] = []
  const Connection = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Connection {
    constructor(settings?: RTCConfiguration) {
      super(settings)
      connections.push(this)
    }
  }
  const heardNow = () =>
    sounds.filter(
      ({ paused, muted, volume, readyState }) =>
        !paused && !muted && volume > 0 && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
    ).length
  let [double, longest] = [0, 0]
  setInterval(() => {
    double = heardNow() > 1 ? double + 1 : 0
    longest = Math.max(longest, double)
  }, 100)
  Object.assign(window, {
    connections,
    heardNow,
    longestDouble: () => longest,
    endConnections() {
      for (const one of connections) one.close()
    },
  })
}

/** How wide the picture is that moves in a page; 0 without one. */
export function picture(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0)
}

/** How many sounds are being heard in it. */
export function sounds(page: Page): Promise<number> {
  return page.evaluate(() => heardNow())
}

/** What the page offers by then. */
declare function heardNow(): number
