import { useState } from 'preact/hooks'
import { NotAllowed } from '../store/record.ts'

/** What kept something from being recorded; each has a sentence (see `trouble-notice.tsx`). */
export type Trouble = 'not-allowed' | 'full' | 'unknown'

export interface Attempt {
  /** What went wrong last; undefined when all is well. */
  trouble: Trouble | undefined
  /** Does what records; whether it is safe on this device now. */
  attempt(work: () => Promise<unknown>): Promise<boolean>
  /** For what is recorded elsewhere than in `attempt`. */
  failed(error: unknown): void
  recorded(): void
}

/** Recording from a screen: failures become something that the screen says instead of an exception nobody sees. */
export function useAttempt(): Attempt {
  const [trouble, setTrouble] = useState<Trouble>()
  const failed = (error: unknown) => {
    const kind = troubleOf(error)
    if (kind === 'unknown') console.error('record:', error)
    setTrouble(kind)
  }
  return {
    trouble,
    failed,
    recorded: () => setTrouble(undefined),
    async attempt(work) {
      try {
        await work()
        setTrouble(undefined)
        return true
      } catch (error) {
        failed(error)
        return false
      }
    },
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof NotAllowed) return 'not-allowed'
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'unknown'
}
