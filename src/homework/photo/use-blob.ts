import { useEffect, useState } from 'preact/hooks'
import type { BlobHash } from '../../../core/facts/ids.ts'
import { here, useLive } from '../../here/here.ts'
import { readBlob } from '../../store/blobs.ts'
import { CarrierFailure } from '../../sync/carrier.ts'
import { fetchBlob } from '../../sync/fetch-blob.ts'

/** A blob that the hub does not have either is asked for again, after twice as long each time, ms: its device may just be sending it. */
const [firstWait, longestWait] = [1_000, 15_000]

/** A blob's bytes; undefined while it is still on its way here. Asks for it as long as it is looked at. */
export function useBlob(hash: BlobHash, type: string): Blob | undefined {
  const [bytes, setBytes] = useState<Blob>()
  const isHere = useLive(() => isWhole(hash), [hash])

  useEffect(() => {
    if (!isHere) return
    let current = true
    readBlob(here().store, hash).then((blob) => {
      if (blob && current) setBytes(blob.bytes)
    })
    return () => {
      current = false
      setBytes(undefined)
    }
  }, [hash, isHere])

  useEffect(() => {
    if (isHere !== false) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let current = true
    let wait = firstWait
    const ask = () => {
      const { store, carrier } = here()
      fetchBlob(store, carrier, { hash, type }).catch((error: unknown) => {
        if (!(error instanceof CarrierFailure)) console.error('blob:', error)
        if (current) timer = setTimeout(ask, wait)
        wait = Math.min(longestWait, wait * 2)
      })
    }
    ask()
    addEventListener('online', ask)
    return () => {
      current = false
      clearTimeout(timer)
      removeEventListener('online', ask)
    }
  }, [hash, isHere])

  return bytes
}

async function isWhole(hash: BlobHash): Promise<boolean> {
  return (await here().store.db.blobs.get(hash))?.whole === 1
}
