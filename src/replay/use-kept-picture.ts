import { useEffect, useState } from 'preact/hooks'
import { MovingPicture } from '../../core/recording/heads.ts'
import type { Recording } from '../../core/rows/recording.ts'
import { here, useLive } from '../here/here.ts'
import { openFile } from '../library/recordings/index.ts'
import { type KeptPicture, playPicture } from './play-picture.ts'

/** The best picture of a recording that is wholly here; undefined where none is, or the browser cannot play it. */
export function useKeptPicture(recording: Recording | undefined): KeptPicture | undefined {
  const names = [recording?.sharp?.blob, recording?.small?.blob].filter((one) => one !== undefined)
  const best = useLive(async () => {
    const blobs = await here().store.db.blobs.bulkGet(names)
    return blobs.find((blob) => blob?.whole === 1)?.hash
  }, [names.join()])
  const [picture, setPicture] = useState<KeptPicture>()
  useEffect(() => {
    if (best === undefined) return
    let over = false
    let made: KeptPicture | undefined
    openFile(here().store, best, MovingPicture).then(
      (file) => {
        if (over || !file) return
        made = playPicture(file)
        setPicture(made)
      },
      (error: unknown) => console.error('kept picture:', error),
    )
    return () => {
      over = true
      made?.close()
      setPicture(undefined)
    }
  }, [best])
  return picture
}
