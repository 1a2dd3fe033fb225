import { useEffect, useState } from 'preact/hooks'
import { NotAllowed } from '../store/record.ts'
import { type Settled, settled } from './settled.ts'

/** What kept something from being recorded; each has a sentence. */
export type RecordingTrouble = 'notRecorded' | 'full'

interface Recording<Value> {
  trouble: RecordingTrouble | undefined
  /** Records at once; whether it is safe. */
  attempt(work: () => Promise<void>): Promise<boolean>
  settled: Settled<Value>
}

/** Recording from a screen: what comes to rest, what is done at once, and what went wrong, for the screen to say. */
export function useRecording<Value>(work: (value: Value) => Promise<void>, rest: number): Recording<Value> {
  const [trouble, setTrouble] = useState<RecordingTrouble>()
  const failed = (error: unknown) => {
    setTrouble(error instanceof NotAllowed ? 'notRecorded' : isFull(error) ? 'full' : undefined)
    if (!(error instanceof NotAllowed) && !isFull(error)) console.error('record:', error)
  }
  const [atRest] = useState(() => settled(work, rest, failed))

  useEffect(() => {
    const leave = () => void atRest.now()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])

  return {
    trouble,
    settled: atRest,
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

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
