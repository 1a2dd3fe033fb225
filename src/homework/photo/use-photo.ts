import { useEffect, useState } from 'preact/hooks'
import type { BlobHash } from '../../../core/facts/ids.ts'
import { useBlob } from './use-blob.ts'

/** The URL of a photo; undefined while it is still on its way here. Asks for it as long as it is looked at. */
export function usePhoto(hash: BlobHash): string | undefined {
  const blob = useBlob(hash, 'image/jpeg')
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(undefined)
    }
  }, [blob])
  return url
}
