import { useEffect, useRef, useState } from 'preact/hooks'
import { bytes } from '../i18n/amounts.ts'
import type { Asked } from '../sync/carrier.ts'
import { Progress } from '../ui/progress.tsx'
import { sendWatched } from './send-watched.ts'

/** Something large on its way to the hub or back. */
interface Moved {
  bytes: number
  all: number | undefined
  /** When it began, ms of `performance.now()`. */
  began: number
}

interface Moving {
  /** What is moving now. */
  now: Moved | undefined
  /** Has something watched from here on; what moved before is stopped. */
  begin(): Pick<Asked, 'signal' | 'moved' | 'send'>
  /** It has come to its end, by itself or by a person: true where it was stopped. */
  end(watched: Pick<Asked, 'signal'>): boolean
  stop(): void
}

/** Watches one thing that moves; it ends with the screen. */
export function useMoving(): Moving {
  const [now, setNow] = useState<Moved>()
  const stopper = useRef<AbortController>(undefined)
  useEffect(() => () => stopper.current?.abort(), [])
  return {
    now,
    begin() {
      stopper.current?.abort()
      const stop = new AbortController()
      stopper.current = stop
      const began = performance.now()
      setNow({ bytes: 0, all: undefined, began })
      return {
        signal: stop.signal,
        send: sendWatched,
        moved: (_, bytes, all) => stopper.current === stop && setNow({ bytes, all, began }),
      }
    },
    end({ signal }) {
      if (stopper.current?.signal === signal) setNow(undefined)
      return signal?.aborted ?? false
    },
    stop: () => stopper.current?.abort(),
  }
}

interface MovingProgressProps {
  what: string
  moving: Moving
}

/** How far it has come, how much is left, and the button that stops it. */
export function MovingProgress({ what, moving: { now, stop } }: MovingProgressProps) {
  if (!now) return null
  const { bytes: so, all, began } = now
  const share = all && Math.min(1, so / all)
  const much = so === 0 ? undefined : [so, all].flatMap((one) => (one ? bytes(one) : [])).join(' / ')
  const left = share ? ((performance.now() - began) / 1000) * (1 / share - 1) : undefined
  return <Progress what={what} share={share} much={much} secondsLeft={share === 1 ? undefined : left} onStop={stop} />
}
