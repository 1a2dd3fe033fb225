import { createStore, type StoreApi } from 'zustand/vanilla'
import { bytes } from '../i18n/amounts.ts'
import type { Asked } from '../sync/carrier.ts'
import { Progress } from '../ui/progress.tsx'
import { useStore } from '../ui/use-store.ts'
import { sendWatched } from './send-watched.ts'

/** Something large on its way to the hub or back. */
interface Moved {
  bytes: number
  all: number | undefined
  /** When it began, ms of `performance.now()`. */
  began: number
}

export interface Moving {
  /** What is moving now. */
  now: StoreApi<Moved | undefined>
  /** Has something watched from here on; what moved before is stopped. */
  begin(): Pick<Asked, 'signal' | 'moved' | 'send'>
  /** It has come to its end, by itself or by a person: true where it was stopped. */
  end(watched: Pick<Asked, 'signal'>): boolean
  stop(): void
}

/** Watches one thing that moves, whichever screen is looked at; while it does the browser asks before the page is closed. */
export function watchMoving(): Moving {
  const now = createStore<Moved | undefined>(() => undefined)
  let stopper: AbortController | undefined
  return {
    now,
    begin() {
      stopper?.abort()
      const stop = new AbortController()
      stopper = stop
      const began = performance.now()
      now.setState({ bytes: 0, all: undefined, began }, true)
      addEventListener('beforeunload', askFirst)
      return {
        signal: stop.signal,
        send: sendWatched,
        moved: (_, bytes, all) => stopper === stop && now.setState({ bytes, all, began }, true),
      }
    },
    end({ signal }) {
      if (stopper?.signal === signal) {
        stopper = undefined
        now.setState(undefined, true)
        removeEventListener('beforeunload', askFirst)
      }
      return signal?.aborted ?? false
    },
    stop: () => stopper?.abort(),
  }
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault()
  // What older browsers ask by.
  event.returnValue = true
}

interface MovingProgressProps {
  what: string
  moving: Moving
}

/** How far it has come, how much is left, and the button that stops it. */
export function MovingProgress({ what, moving }: MovingProgressProps) {
  const now = useStore(moving.now, (state) => state)
  if (!now) return null
  const { bytes: so, all, began } = now
  const share = all && Math.min(1, so / all)
  const much = so === 0 ? undefined : [so, all].flatMap((one) => (one ? bytes(one) : [])).join(' / ')
  const left = share ? ((performance.now() - began) / 1000) * (1 / share - 1) : undefined
  return (
    <Progress what={what} share={share} much={much} secondsLeft={share === 1 ? undefined : left} onStop={moving.stop} />
  )
}
