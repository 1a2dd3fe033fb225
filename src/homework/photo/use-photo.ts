import { useEffect, useState } from 'preact/hooks'
import type { BlobHash } from '../../../core/facts/ids.ts'
import { here, useLive } from '../../here/here.ts'
import { readBlob } from '../../store/blobs.ts'
import { CarrierFailure } from '../../sync/carrier.ts'
import { fetchBlob } from '../../sync/fetch-blob.ts'

/** A photo that the hub does not have either is asked for again, after twice as long each time, ms: its device may just be sending it. */
const [firstWait, longestWait] = [1_000, 15_000]

/** The URL of a photo; undefined while it is still on its way here. Asks for it as long as it is looked at. */
export function usePhoto(hash: BlobHash): string | undefined {
  const [url, setUrl] = useState<string>()
  const isHere = useLive(() => isWhole(hash), [hash])

  useEffect(() => {
    if (!isHere) return
    let made: string | undefined
    let current = true
    readBlob(here().store, hash).then((blob) => {
      if (!blob || !current) return
      made = URL.createObjectURL(blob.bytes)
      setUrl(made)
    })
    return () => {
      current = false
      if (made) URL.revokeObjectURL(made)
      setUrl(undefined)
    }
  }, [hash, isHere])

  useEffect(() => {
    if (isHere !== false) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let current = true
    let wait = firstWait
    const ask = () => {
      const { store, carrier } = here()
      fetchBlob(store, carrier, { hash, type: 'image/jpeg' }).catch((error: unknown) => {
        if (!(error instanceof CarrierFailure)) console.error('photo:', error)
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

  return url
}

async function isWhole(hash: BlobHash): Promise<boolean> {
  return (await here().store.db.blobs.get(hash))?.whole === 1
}
