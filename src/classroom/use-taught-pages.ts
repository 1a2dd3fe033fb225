import { useEffect } from 'preact/hooks'
import type { BlobHash } from '../../core/facts/ids.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { here, useLive } from '../here/here.ts'
import type { LessonView } from '../lesson/index.ts'
import { fetchPackage, fetchPage, PackageRefused, packageContents } from '../library/open/index.ts'
import { type RoomView, type TaughtPages, taughtPages } from '../live/index.ts'
import { CarrierFailure } from '../sync/carrier.ts'

interface Received {
  page: PageRef
  /** It is in the room now. */
  isIn: boolean
  /** The line carries a picture: there is room for more than the page that is shown. */
  isWide: boolean
}

/** Waits between tries where the line does not carry it, ms. */
const [firstWait, longestWait] = [1_000, 15_000]

/**
 * The pages of a live lesson in its classroom. Where the host teaches with another version than the one that is here it is fetched: at once
 * what is shown now, and all of it where the line is wide.
 */
export function useTaughtPages(view: LessonView, room: RoomView, received: Received): TaughtPages {
  const { page, isIn, isWide } = received
  const { manifest } = room
  const taught = useLive(async () => manifest && packageContents(here().store, manifest), [manifest])
  const shown = taughtPages(page, manifest, taught, view.contents)
  const number = page.startsWith('p') ? Number(page.slice(1)) : undefined
  const isWanted = manifest !== undefined && isIn && (manifest !== view.hash || view.contents === undefined)

  useEffect(() => {
    if (!isWanted) return
    const ending = new AbortController()
    keepFetching(manifest, number, isWide, ending.signal).catch((error: unknown) =>
      console.error('the version that is taught:', error),
    )
    return () => ending.abort()
  }, [isWanted, manifest, number, isWide])
  return shown
}

/** Until it is here, or it is known that it cannot be had, which the person is told as long as it matters. */
async function keepFetching(manifest: BlobHash, number: number | undefined, all: boolean, signal: AbortSignal) {
  const { store, carrier } = here()
  for (let wait = firstWait; !signal.aborted; wait = Math.min(longestWait, wait * 2)) {
    try {
      if (number !== undefined) await fetchPage(store, carrier, manifest, number, { signal })
      if (all) await fetchPackage(store, carrier, manifest, { signal })
      return
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof PackageRefused) return console.info('the version that is taught:', error)
      if (!(error instanceof CarrierFailure)) throw error
      if (error.why === 'refused') return console.info('the version that is taught:', error)
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
