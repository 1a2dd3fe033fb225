import type Hls from 'hls.js'
import type { LessonId } from '../../core/facts/ids.ts'
import { doorsOf } from './doors.ts'

/**
 * A room's picture and sound some seconds late (HLS). It does not come again by itself: when to try is the ladder's
 * business.
 */
export interface Late {
  /** Shows and sounds; mute until it is heard. */
  readonly element: HTMLVideoElement
  state(): 'opening' | 'playing' | 'failed'
  /** What is being seen and heard, by the hub's clock, ms since 1970. */
  shownAt(): number | undefined
  /** What happened since it was last asked. */
  look(): { stalls: number; bandwidth: number | undefined }
  mute(muted: boolean): void
  close(): void
}

/** A token is good for ten minutes, and renewed before, ms. */
const renewed = 8 * 60_000
/** How long the first segments may take, and how long it may stand still, ms. */
const [opening, standing] = [20_000, 12_000]

/** A hub's segments hold these; iPhones before iOS 17.1 have nothing that plays them. */
const types = ['video/mp4; codecs="avc1.42e01f"', 'audio/mp4; codecs="opus"']

/** Whether this browser can play it at all. */
export function playsLate(): boolean {
  const { MediaSource: usual, ManagedMediaSource: managed } = globalThis as {
    MediaSource?: Pick<typeof MediaSource, 'isTypeSupported'>
    ManagedMediaSource?: Pick<typeof MediaSource, 'isTypeSupported'>
  }
  return [usual, managed].some((one) => one && types.every((type) => one.isTypeSupported(type)))
}

export function playLate(room: LessonId): Late {
  const ending = new AbortController()
  const element = document.createElement('video')
  element.playsInline = element.muted = true
  // Without it iPhones keep their MediaSource closed.
  element.disableRemotePlayback = true
  let hls: Hls | undefined
  let token = ''
  let failed = false
  let [stalls, isHeard, recoveries] = [0, false, 0]
  let stoodSince: number | undefined = performance.now()
  let renewing: ReturnType<typeof setTimeout>

  async function renew(): Promise<string | undefined> {
    const access = await doorsOf(room, ending.signal)
    const late = typeof access === 'string' ? undefined : access.late
    if (late) token = late.token
    if (!ending.signal.aborted) renewing = setTimeout(() => void renew(), late ? renewed : 10_000)
    return late?.url
  }

  async function open(): Promise<void> {
    const [url, { default: Player }] = await Promise.all([renew(), import('hls.js')])
    if (ending.signal.aborted) return
    if (!url) {
      failed = true
      return
    }
    hls = new Player({
      enableWorker: false,
      // Where both are there, the usual one plays in the background, too.
      preferManagedMediaSource: false,
      xhrSetup(xhr, address) {
        xhr.open('GET', address, true)
        xhr.setRequestHeader('Authorization', `Bearer ${token}`)
      },
      // The small picture first; in a corner it is enough.
      startLevel: 0,
      capLevelToPlayerSize: true,
      ...{ liveSyncDuration: 3, liveMaxLatencyDuration: 10, maxLiveSyncPlaybackRate: 1.05 },
      ...{ maxBufferLength: 10, backBufferLength: 10 },
    })
    hls.on(Player.Events.ERROR, (_, { fatal, type }) => {
      if (!fatal) return
      recoveries += 1
      if (type === Player.ErrorTypes.MEDIA_ERROR && recoveries <= 2) hls?.recoverMediaError()
      else failed = true
    })
    hls.attachMedia(element)
    hls.loadSource(url)
  }

  element.addEventListener('playing', () => {
    isHeard = true
    stoodSince = undefined
  })
  element.addEventListener('waiting', () => {
    if (stoodSince === undefined) stalls += 1
    stoodSince ??= performance.now()
  })
  open().catch((error: unknown) => {
    // The player's script is not here, and there is no line.
    console.error('late picture:', error)
    failed = true
  })

  function state(): 'opening' | 'playing' | 'failed' {
    const most = isHeard ? standing : opening
    if (stoodSince !== undefined && performance.now() - stoodSince > most) failed = true
    return failed ? 'failed' : isHeard ? 'playing' : 'opening'
  }

  return {
    element,
    state,
    shownAt: () => hls?.playingDate?.getTime(),
    look() {
      // A browser that wants a touch first is asked again after it; one moved about in the page stops.
      if (element.paused && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
        element.play().catch(() => undefined)
      const since = stalls + (isHeard && stoodSince !== undefined ? 1 : 0)
      stalls = 0
      const bandwidth = hls && isHeard ? hls.bandwidthEstimate / 1000 : undefined
      return { stalls: since, bandwidth }
    },
    mute(muted) {
      element.muted = muted
    },
    close() {
      ending.abort()
      clearTimeout(renewing)
      hls?.destroy()
      element.pause()
    },
  }
}
